"""Whatever shows a restricted case is in the access log, for every address and every form that is refused."""

import pytest
from django.urls import reverse

from ledger.models import AccessEntry
from policy.looks import LOOKS
from tests.integration.matrix import addresses, rule, scene
from tests.integration.matrix.answers import told
from tests.integration.matrix.test_cases import own_pages
from workflows.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.slow]
TITLE = "只许少数人知道的一件事"
EVERYWHERE = "task_project"  # the process whose case is asked for at the addresses that all processes share
READER = rule.OPENER


def about(process):
    """Addresses of one case: those of every process once, a process's own for itself."""
    yield from own_pages(process)
    if process != EVERYWHERE:
        return
    for name, (args, *_answers) in addresses.ROWS.items():
        if args[:1] == ("case",) and "sitting" not in args:
            yield name, args[1:]


def restricted(process, people):
    case = scene.in_stage(process, scene.stages(process)[0], people)
    Case.objects.filter(pk=case.pk).update(classification="restricted", title=TITLE)
    return case


def looks(case):
    return AccessEntry.objects.filter(case_uid=case.uid, what__in=LOOKS).count()


@pytest.mark.parametrize("process", [code for code in scene.processes() if list(about(code))])
def test_no_page_and_no_refusal_shows_a_restricted_case_without_an_entry(filled, process):
    people, clients = filled
    client, silent, seen = clients[READER], [], set()
    with scene.undone():
        case = restricted(process, people)
        for name, rest in about(process):
            url = reverse(name, args=[case.uid, *rest])
            for method in ("get", "post"):
                with scene.undone():
                    before = looks(case)
                    answer = getattr(client, method)(url)
                    if TITLE in told(answer):
                        seen.add(method)
                        if looks(case) == before:
                            silent.append(f"{method} {url} {answer.status_code}")
    assert not silent, "\n".join(silent)
    assert {"get", "post"} <= seen


@pytest.mark.parametrize("name, rest, said, looked", [
    ("move", ["nothing"], 409, True), ("act", ["sign"], 409, True), ("seen", [], 204, False),
    ("draft", ["x"], 409, False),
])  # fmt: skip
def test_a_refused_form_is_a_look_with_its_ground_and_an_empty_answer_is_none(filled, name, rest, said, looked):
    people, clients = filled
    with scene.undone():
        case = restricted(EVERYWHERE, people)
        answer = clients[READER].post(reverse(f"web:{name}", args=[case.uid, *rest]), {"seq": "0"})
        assert answer.status_code == said
        assert looks(case) == looked
        entry = AccessEntry.objects.filter(case_uid=case.uid, what="read").last()
        assert entry is None or entry.why and entry.person_id == people[READER].pk


def test_a_page_that_cannot_be_noted_is_not_shown(filled, monkeypatch):
    people, clients = filled
    with scene.undone():
        case = restricted(EVERYWHERE, people)
        url = reverse("web:act", args=[case.uid, "sign"])
        assert TITLE in told(clients[READER].post(url))
        monkeypatch.setattr("policy.access_log.access.note_each", lambda *_args: 1 / 0)
        for answer in (clients[READER].post(url), clients[READER].get(reverse("web:case", args=[case.uid]))):
            assert answer.status_code == 500 and TITLE not in told(answer)
