"""The clues of the demonstration stand where the domain reference says, walked there by real moves."""

from datetime import datetime

import pytest

from ledger.verify import verify
from people import clock
from people.clock import CHINA
from processes.investigation import demo
from processes.investigation.models import Investigation

pytestmark = pytest.mark.django_db
STATED = {
    "核〔2026〕0011号": ("反映某乡镇干部评优推荐不公开问题（虚构）", "closed", "12380", "named"),
    "核〔2026〕0014号": ("匿名反映选调生借调超期问题（虚构）", "verifying", "net", "anonymous"),
}  # fmt: skip


def test_each_stands_where_it_is_said(people):
    with clock.frozen(datetime(2026, 11, 20, 10, tzinfo=CHINA)):
        demo.build(people)
        demo.build(people)  # twice is once
    for number, (title, stage, source, kind) in STATED.items():
        case = Investigation.objects.get(number=number)
        assert (case.title, case.stage, case.source, case.reporter_kind) == (title, stage, source, kind)
        assert verify(case.uid).ok
    assert Investigation.objects.count() == 3
    closed = Investigation.objects.get(number="核〔2026〕0011号")
    assert closed.outcomes == ["admonition"] and closed.links_out.filter(intended="admonition").exists()
