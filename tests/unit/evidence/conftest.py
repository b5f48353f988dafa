"""A matter on its way, with files to put into it."""

from pathlib import Path

import pytest

from tests.support.world import person
from tests.unit.evidence.files import jpeg, sent
from workflows import moves, registry
from workflows.evidence import take, uploads
from workflows.models import new_uid


@pytest.fixture
def people(db):
    return person("author", "clerk"), person("signer"), person("decider"), person("stranger")


@pytest.fixture
def case(people):
    return moves.open_case("approval", by=people[0], title="购置档案柜")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Files of a test in a folder of its own."""
    settings.MEDIA_ROOT = str(tmp_path)
    return Path(tmp_path)


@pytest.fixture
def kept(media):
    """Names of all files that are there."""
    return lambda: sorted(path.name for path in media.rglob("*") if path.is_file())


@pytest.fixture
def put(case, people):
    """Stage a file as somebody."""

    def stage(name="现场.jpg", data=None, by=None, **more):
        data = jpeg() if data is None else data
        client_id = more.pop("client_id", new_uid())
        return uploads.receive(case, by or people[0], sent(name, data), client_id=client_id, **more)

    return stage


@pytest.fixture
def taking(monkeypatch, case):
    """An act that takes files, in the stage the case is in."""

    def prove(case, step, *, files, about="", fails=False):
        take(case, step, files, about)
        if fails:
            raise uploads.Refused("不行，没有保存。")

    monkeypatch.setitem(registry.ACTS, "prove", prove)
    known, ours = type(case).roles_for, ("opened_by",)
    monkeypatch.setattr(type(case), "roles_for", lambda self, act: ours if act == "prove" else known(self, act))
    return lambda by, **answers: moves.act(case, "prove", by=by, **answers)
