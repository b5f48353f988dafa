"""What the folder says agrees with itself and with the specification."""

from datetime import date

import pytest

from processes.rectification import remedies


def test_a_measure_is_finished_once():
    rows = [remedies.made({"text": " 一 ", "owner": 1, "due": date(2026, 4, 1)})]
    done = remedies.finished(rows, 1, "好了")
    assert rows[0]["text"] == "一" and not rows[0]["done"] and done[0]["done"]
    for n in (0, 1, 2):
        with pytest.raises(KeyError):
            remedies.finished(done, n, "再来")


def test_what_is_late_is_what_is_left_and_past():
    rows = [{"text": "一", "owner": 1, "due": "2026-04-01", "done": False, "note": ""}]
    assert remedies.late(rows, date(2026, 4, 2)) == rows and remedies.late(rows, date(2026, 4, 1)) == []
    assert remedies.next_due(rows, 1) == date(2026, 4, 1) and remedies.next_due(rows, 2) is None
