"""More time is asked for by the unit, once and before the term is over, and decided one level up."""

from datetime import date

import pytest
from django.urls import reverse

from tests.unit.rectification.conftest import WHY, applies, fresh, on
from workflows import extensions, moves
from workflows.errors import Refused
from workflows.models import Case

UNTIL = date(2026, 6, 15)


def asked(case, team, **more):
    moves.act(case, "ask_extension", by=team.head, **({"until": UNTIL, "reason": WHY} | more))
    return fresh(case)


def deciding(case):
    return list(
        case.task_set.filter(status="ASSIGNED", role="deputy_minister").values_list("owner__username", flat=True)
    )


def test_it_is_asked_for_and_granted_in_the_browser(executing, team, client):
    first = executing.due_on
    post(client, team.head, executing, "ask_extension", until="2026-06-15", reason=WHY)
    case = fresh(executing)
    assert (
        case.due_on == first and deciding(case) == ["deputy"] and dict(case.summary())["申请延期"].startswith("延长到")
    )
    post(client, team.deputy, executing, "decide_extension", outcome="approve", until="2026-06-10", reason=WHY)
    case = fresh(executing)
    assert (case.due_on, case.extended, extensions.pending(case), deciding(case)) == (date(2026, 6, 10), True, None, [])
    assert case.due.astimezone().date() == date(2026, 6, 10)
    told = dict(case.summary())["整改期限"]
    assert told == f"2026年6月10日（已延期，原为 {first.year}年{first.month}月{first.day}日）"
    page = client.get(reverse("web:case", args=[case.uid])).content.decode()
    assert "同意延期" in page and ">approve<" not in page


def post(client, user, case, name, **said):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("web:case", args=[case.uid])).content.decode()
    url = reverse("web:act", args=[case.uid, name])
    assert f'action="{url}"' in page or "ask_extension" in page
    assert client.post(url, said).status_code == 302


def test_a_refusal_leaves_the_term_and_tells_the_reason(executing, team):
    first = executing.due_on
    moves.act(
        asked(executing, team),
        "decide_extension",
        by=team.deputy,
        outcome="decline",
        reason="措施可以按期完成，不予延期。",
    )
    case = fresh(executing)
    assert (case.due_on, case.extended, extensions.pending(case)) == (first, False, None)
    assert extensions.pending(asked(case, team)).reason == WHY  # with new reasons it may be asked again


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"until": date(2026, 4, 1)}, "新的期限应在原期限以后"), ({"until": date(2027, 1, 1)}, "最迟 20"),
        ({"reason": "来不及"}, "至少 10 个字"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(executing, team, said, why):
    with pytest.raises(Refused, match=why):
        asked(executing, team, **said)
    assert extensions.pending(fresh(executing)) is None


def test_not_twice_not_late_not_by_others_and_not_after_it_was_extended(executing, team):
    case = asked(executing, team)
    with pytest.raises(Refused, match="还没有决定"):
        asked(case, team)
    with pytest.raises(Refused, match="不由你办理"):
        moves.act(case, "decide_extension", by=team.supervision, outcome="approve", reason=WHY)
    moves.act(case, "decide_extension", by=team.deputy, outcome="approve", reason=WHY)
    with pytest.raises(Refused, match="只能延长一次"):
        asked(case, team, until=date(2026, 7, 1))


def test_late_is_late_and_what_was_asked_in_time_may_be_decided_late(executing, team):
    with on(2026, 5, 20), pytest.raises(Refused, match="期限已过"):
        asked(executing, team)
    case = asked(executing, team)
    with on(2026, 6, 16), pytest.raises(Refused, match="申请的日期已经过去"):
        moves.act(case, "decide_extension", by=team.deputy, outcome="approve", reason=WHY)
    with on(2026, 5, 20):
        moves.act(case, "decide_extension", by=team.deputy, outcome="approve", reason=WHY)
    assert fresh(case).due_on == UNTIL


def test_who_applies_needs_no_more_time(executing, team):
    case = applies(asked(executing, team), team)
    assert (
        extensions.pending(case) is None and deciding(case) == [] and Case.objects.get(pk=case.pk).stage == "submitted"
    )
