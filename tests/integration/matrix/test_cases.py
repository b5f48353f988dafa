"""Every move and act of every process × every kind of person × every stage: the answer, and nothing changed.

Who may is stated in `rule.py`; moves are those of the specification. A new process without a line there fails.
"""

from itertools import count

import pytest
from django.urls import reverse

from policy import rules as policy
from tests.integration.matrix import addresses, rule, scene
from tests.integration.matrix.rule import GONE, NO, OK
from tests.support.world import person
from workflows import moves, registry
from workflows.errors import NotFound, Refused
from workflows.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.slow]  # the rule is the same on every database
NOT_YOURS = "不由你办理"
PAGES = ("web:case", "web:history")
EVERY = pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.nightly)], ids=["by turns", "everybody"]
)
TURNS, SEEING = 8, 4
# Or somebody with a tie to whom the case is about may not; or nobody may, as the case stands.
DENIED = (NOT_YOURS, "应当回避", "这一步不能办理")


def everybody(process):
    return (*rule.EVERYBODY, *(f"reader:{role}" for role in sorted(rule.READERS.get(process, ()))))


def at_the_pages(process, turn, kind="move", every=True):
    """Who is asked at the pages in this turn; by turns everybody is. The others are asked at the one door behind them.

    For a move always: nobody signed in, a stranger, the administrator. Acts are many and share one page.
    Those who see the case get a whole page for an answer: unless all are asked, at every fourth thing only.
    """
    always = () if kind == "act" else (rule.ANONYMOUS, rule.STRANGER, rule.ADMIN)
    outside = [who for who in rule.OUTSIDE if who not in always]
    seeing = [who for who in everybody(process) if who not in (*rule.OUTSIDE, *always)]
    one = seeing[(turn if every else turn // SEEING) % len(seeing)]
    return (*always, outside[turn % len(outside)], *([one] if every or turn % SEEING == 0 else ()))


def at_the_door(process, turn, every):
    """Who tries a thing at the one door: by turns everybody does in `make test`, and all try each thing by night."""
    return {who for place, who in enumerate(everybody(process)) if every or (place + turn) % TURNS == 0}


def expected(table, who):
    return table.get(who, table[rule.AUDITOR])  # offices read like the auditor, and do only what they may


def may(who, roles):
    """Whether this kind of person is among those named for a move or an act. None: it depends on the case."""
    plain = {role and role.partition("@")[0] for role in roles}
    if {"last_actor", "above_closer"} & plain:
        return None  # whoever brought the case to this stage, or one level above them
    if who == rule.HEAD:
        return None if {"section_head", "unit_leader", "unit_told", "party", None} & plain else False
    if who == rule.OPENER:
        return None if {"opened_by", "submitter", "party"} & plain else False
    if None in plain and who.startswith("reader:"):
        return None
    return who.removeprefix("reader:") in plain


def things(process, stage):
    """(address, name, roles who may) of all that can be done in a stage."""
    facts = registry.current(process).stages[stage]
    for move in facts.moves:
        yield "move", move.name, _said(process, rule.takers(process, stage, move.name))
    for name, roles in facts.acts.items():
        yield "act", name, _said(process, set(roles))


def _said(process, roles):
    """None beside the roles says that it depends: the case itself names who plays one of them."""
    return roles | ({None} if roles & rule.NAMED.get(process, set()) else set())


@pytest.mark.parametrize("process", scene.processes())
def test_a_process_has_its_line(process):
    assert process in rule.READERS, f"Say in rule.py which offices read {process}"


@pytest.mark.parametrize("process", scene.processes())
@EVERY
def test_reading(filled, process, every):
    people, clients = filled
    for turn, stage in enumerate(scene.stages(process)):
        with scene.undone():
            case = scene.in_stage(process, stage, people)
            for page, who in pages_read(process, turn, every):
                _read(clients[who], reverse(page, args=[case.uid]), expected(rule.READING, who), who)
            unseen = [
                who
                for who in everybody(process)
                if expected(rule.READING, who) == OK and not policy.may_see(people[who], case)
            ]
            assert not unseen, f"{process} {stage}: not seen by {unseen}"


def pages_read(process, turn, every):
    """(page, who) in this turn: who is kept out asks for both, who sees the case for one; by night all ask for both."""
    if every:
        return [(page, who) for page in PAGES for who in everybody(process)]
    *others, one = at_the_pages(process, turn)
    return [*((page, who) for page in PAGES for who in others), (PAGES[turn % 2], one)]


def _read(client, url, wanted, who):
    with scene.unwritten(f"reading {url} by {who}"):
        answer = client.get(url)
    assert answer.status_code == wanted, f"{url} {who}: {answer.status_code}"


@pytest.mark.parametrize("process", scene.processes())
@EVERY
def test_doing(filled, process, every):
    people, _clients = filled
    wrong, turns, shown = [], count(), set()
    for stage in scene.stages(process):
        with scene.undone():
            case = scene.in_stage(process, stage, people)
            before = scene.digest()
            for thing in things(process, stage):
                # The page of an act is the same in every stage: asked once; the door behind it, by everybody in each.
                again, turn = thing[0] == "act" and thing[1] in shown, next(turns)
                pages = () if again else at_the_pages(process, turn, thing[0], every)
                asked = dict.fromkeys(at_the_door(process, turn, every)) | dict.fromkeys(pages, True)
                shown.add(thing[1])
                wrong += [f"{stage} {said}" for said in _done_by_all(filled, case, asked, *thing)]
            assert scene.digest() == before
    assert not wrong, "\n".join([f"{len(wrong)} answers", *wrong[:40]])


def _done_by_all(filled, case, asked, kind, name, roles):
    """What is wrong with the answers to all who are asked: at the page, or at the door behind it."""
    people, clients = filled
    url = reverse(f"web:{kind}", args=[case.uid, name])
    for who, at_page in asked.items():
        if at_page:
            found = _did(clients[who], url, who, may(who, roles))
        elif who == rule.ANONYMOUS:
            continue  # nobody comes to the door without a name
        elif who in rule.OUTSIDE:
            found = _shut_out(case, kind, name, people[who])
        else:
            found = _at_the_door(case, kind, name, people[who], may(who, roles))
        yield from (f"{who}: {said}" for said in found)


def _shut_out(case, kind, name, user):
    """What is wrong if somebody who may not see the case, or whose account is closed, gets further than that."""
    try:
        with scene.unwritten(f"{name} by {user}"):
            getattr(moves, kind)(case, name, by=user)
    except Refused as refused:
        right = isinstance(refused, NotFound) if user.is_active else "停用" in refused.why
        said = refused.why
    else:
        right, said = False, "taken"
    if not right:
        yield f"{name} at the door: {said}"


def _did(client, url, who, entitled):
    """What is wrong with the answer to a form that says nothing."""
    wanted, place = expected(rule.DOING, who), url.split("/", 3)[3]
    if wanted == NO and entitled is not False:
        with scene.undone():
            answer = client.post(url)
        refused = entitled and NOT_YOURS in answer.content.decode()
        right = answer.status_code not in (GONE, 403) and not refused
    else:
        with scene.unwritten(f"{place} by {who}"):
            answer = client.post(url)
        said = answer.content.decode()
        right = answer.status_code == wanted and (wanted != NO or any(why in said for why in DENIED))
    if not right:
        yield f"{place} {answer.status_code}, {'may' if entitled else wanted}"


def _at_the_door(case, kind, name, user, entitled):
    """What is wrong with the answer of the door to somebody who sees the case and says nothing."""
    said = ""
    with scene.undone():
        try:
            getattr(moves, kind)(case, name, by=user)
        except Refused as refused:
            said = refused.why
        except Exception:  # noqa: BLE001 - let in; what the walk to this stage leaves may be missing
            said = ""
    if entitled is False and not any(why in said for why in DENIED) or entitled and NOT_YOURS in said:
        yield f"{name} at the door: {said or 'taken'}"


@pytest.mark.parametrize("process", scene.processes())
def test_no_move_is_taken_from_a_stage_that_has_it_not(filled, process):
    people, _clients = filled
    everything = {role for said in rule.transitions(process) for role in said["roles"]}
    able = person("m_able", *everything, unit_code="UNDERTAKING")
    names = {move.name for facts in registry.current(process).stages.values() for move in facts.moves}
    for stage in scene.stages(process):
        with scene.undone():
            case = scene.in_stage(process, stage, people)
            here = {move.name for move in registry.current(process).stages[stage].moves}
            for name in sorted(names - here):
                with scene.unwritten(f"{process} {stage} {name}"), pytest.raises(Refused):
                    moves.move(case, name, by=able)


@pytest.mark.parametrize("process", scene.processes())
@pytest.mark.parametrize("secrecy, auditor", [("restricted", OK), ("sealed", GONE)])
def test_offices_do_not_read_what_is_kept_from_them(filled, process, secrecy, auditor):
    people, clients = filled
    with scene.undone():
        case = scene.in_stage(process, scene.stages(process)[0], people)
        Case.objects.filter(pk=case.pk).update(classification=secrecy)
        for who in everybody(process):
            wanted = {rule.OPENER: OK, rule.AUDITOR: auditor}.get(who, rule.OUTSIDE.get(who, GONE))
            _read(clients[who], reverse("web:case", args=[case.uid]), wanted, who)


def own_pages(process):
    """Addresses of a process that are about one case: name and the arguments after the case."""
    for name, (args, *_answers) in addresses.ROWS.items():
        if name.startswith(f"web:{process}:") and args[:1] == (addresses.NOWHERE,):
            yield name, args[1:]


@pytest.mark.parametrize("process", [code for code in scene.processes() if list(own_pages(code))])
def test_a_process_own_pages_about_a_case_are_for_those_who_see_it(filled, process):
    """Whoever may not see the case finds none of its pages; nobody is told "forbidden", and reading writes nothing."""
    people, clients = filled
    for stage in scene.stages(process)[::3]:
        with scene.undone():
            case = scene.in_stage(process, stage, people)
            for name, rest in own_pages(process):
                url = reverse(name, args=[case.uid, *rest])
                for method, answer in zip(("get", "post"), addresses.OWN[name], strict=True):
                    answer = answer[bool(case.issued_at)] if isinstance(answer, tuple) else answer
                    for who in (*rule.OUTSIDE, rule.AUDITOR):
                        _own_page(clients[who], method, url, who, answer)


def _own_page(client, method, url, who, wanted):
    if who in rule.OUTSIDE and (wanted != addresses.NOT_ASKED or rule.OUTSIDE[who] == rule.LOGIN):
        wanted = rule.OUTSIDE[who]
    with scene.unwritten(f"{method} {url} by {who}", but='DELETE FROM "workflows_draft"'):  # one's own, if there is one
        answer = getattr(client, method)(url)
    assert answer.status_code == wanted, f"{method} {url} {who}: {answer.status_code}"
