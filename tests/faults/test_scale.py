"""`make scale-up` and `make scale-down`, without the minute that the demonstration takes to fill."""

import urllib.request

import pytest

from tools import scale

pytestmark = [pytest.mark.slow, pytest.mark.redis, pytest.mark.postgres]


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setattr(scale, "STATE", tmp_path / "state.json")
    monkeypatch.setattr(scale, "HOME", tmp_path / "home")
    monkeypatch.setattr(scale, "prepare", lambda house, environment: scale.manage("migrate", environment))
    yield
    scale.clear()


def test_all_parts_come_up_answer_and_go(state, capsys):
    assert scale.main(["up"]) == 0
    known = scale.known()
    assert [one["name"] for one in known["parts"]] == [
        "postgres",
        "redis",
        "signer",
        "web1",
        "web2",
        "worker",
        "scheduler",
    ]
    for address in known["addresses"]:
        with urllib.request.urlopen(address + "healthz") as answer:
            assert answer.read() == b"ok"
    assert scale.main(["up"]) == 1
    assert "make scale-down" in capsys.readouterr().err
    assert scale.main(["down"]) == 0
    assert not any(map(scale.alive, known["parts"]))


def test_a_number_that_now_belongs_to_another_process_is_left_alone(state):
    import os

    stranger = {"name": "web1", "pid": os.getpid(), "born": "1", "stop_with": 9}
    scale.stop_all([stranger])


def test_a_part_that_does_not_come_up_takes_the_others_with_it(state, monkeypatch, capsys):
    started = []
    monkeypatch.setattr(scale, "manage", lambda command, environment: (_ for _ in ()).throw(scale.Stop("broken")))
    real = scale.start_services

    def noted(house, parts):
        started.append(parts)
        return real(house, parts)

    monkeypatch.setattr(scale, "start_services", noted)
    assert scale.main(["up"]) == 1
    assert "broken" in capsys.readouterr().err
    assert not any(map(scale.alive, started[0]))
