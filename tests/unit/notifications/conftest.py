import json
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from people.models import User
from workflows.models import Case, Definition, Outbox

AT = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXT = json.dumps(
    {
        "stages": {
            "draft": {"label": "起草", "moves": [{"name": "submit", "label": "提交"}]},
            "review": {"label": "审核", "moves": []},
        }
    }
)


@pytest.fixture
def people(db):
    return [
        User.objects.create_user(f"n{number}", f"n{number}@example.org" if number else "", name=name)
        for number, name in enumerate(["王芳", "李四", "张三"])
    ]


@pytest.fixture
def case(people):
    definition = Definition.objects.create(hash="0" * 64, process="approval", number=1, text=TEXT, first_used=AT)
    return Case.objects.create(
        created=AT, kind="approval", number="批〔2026〕0001号", title="购置档案柜", stage_since=AT,
        definition=definition, opened_by=people[1],
    )  # fmt: skip


@pytest.fixture
def tell(case):
    """Put a notice into the outbox, as a move does."""

    def put(*people, topic="work.assigned", secret=False, uid=None, **data):
        return Outbox.objects.create(
            uid=uid or case.uid, number=case.number, topic=topic, recipients=[person.pk for person in people],
            data=data or {"stage": "review"}, secret=secret, at=AT,
        )  # fmt: skip

    return put


@pytest.fixture
def elsewhere():
    return uuid4()
