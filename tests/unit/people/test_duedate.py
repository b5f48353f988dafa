import pytest
from django.core.management import call_command


def run(capsys, *term):
    try:
        call_command("duedate", *term)
        code = 0
    except SystemExit as end:
        code = end.code
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err.splitlines()


def test_first_the_date_then_the_days(capsys):
    code, lines, _ = run(capsys, "2026-02-11", "5", "wd")
    assert code == 0 and lines[0] == "2026-02-25"
    assert "2026-02-14：调休上班，计入" in lines and "2026-02-15：春节，不计入" in lines


def test_a_day_before(capsys):
    code, lines, _ = run(capsys, "2026-02-11", "-7", "wd")
    assert (code, lines[0]) == (0, "2026-02-02")


def test_provisional_says_so(capsys):
    code, lines, _ = run(capsys, "2026-12-30", "5", "wd")
    assert code == 2 and lines[0] == "约 2027-01-07" and "2027" in lines[1] and "尚未确认" in lines[1]


@pytest.mark.parametrize(
    "term",
    [["2026-02-30", "1", "wd"], ["2026-02-11", "x", "wd"], ["2026-02-11", "5", "zz"], ["2026-02-11"],
     ["2026-02-11", "99999", "wd"], ["9999-12-30", "5", "wd"], ["2026-02-11", "5", "wd", "--foo"], []],
)  # fmt: skip
def test_bad_input_is_one_sentence(capsys, term):
    code, out, err = run(capsys, *term)
    assert code == 1 and not out and len(err) == 1 and "Traceback" not in err[0]


def test_it_needs_no_database(capsys):
    # No database mark: pytest-django refuses any query here.
    assert run(capsys, "2026-04-30", "2", "wd")[1][0] == "2026-05-07"
