"""A suggestion that is really a report about a person (L2): routed away for good, nothing of it stays readable."""

import csv
import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.models import Event, Salt
from ledger.read import history
from ledger.verify import verify
from notifications import relay
from policy import rules as policy
from processes.suggestion import importing, stats
from processes.suggestion.models import ImportRow, Suggestion
from tests.support.everywhere import tables_with
from tests.unit.evidence.files import image
from tests.unit.suggestion.conftest import registered, step
from workflows import drafts, finding, moves
from workflows.errors import Refused, TooLate
from workflows.evidence import uploads
from workflows.models import Draft, Link, Upload, WorkItem

pytestmark = pytest.mark.django_db
TITLE, PHRASE, NAME = "某站站长长期脱岗", "群众办事无人接待", "王小明"
CONTENT = f"反映某站站长长期不到岗，{PHRASE}，请予核实处理。手机13912345678"
HANDED = "县纪委监委信访室，密件袋当面移交"
HEADS = ["编号", "来源", "类别", "方面", "署名方式", "乡镇", "内容"]


def report(world, **fields):
    given = {"title": TITLE, "content": CONTENT, "expected_effect": f"{PHRASE}能改变", "submitter_name": NAME}
    return registered(world, by=world.office, contact="山前村三组", **given | fields)


def routed(world, case):
    return step(case, "route_report", world.office, confirmed=True, handed_to=HANDED)


def staged(world, number):
    """The same text waits in a file that was uploaded and not taken in."""
    out = io.StringIO()
    row = [number, "座谈会", "基层党建", "活动阵地与保障", "实名", "石桥镇", CONTENT.partition("手机")[0]]
    csv.writer(out).writerows([HEADS, row])
    return importing.stage("a.csv", out.getvalue().encode(), by=world.office)


def test_nothing_of_what_it_said_stands_in_any_table(world):
    case = report(world, originals={"content": CONTENT + "原文", "title": TITLE})
    moves.act(case, "mask_personal", by=world.office)
    drafts.save(case, world.office, "classify", {"note": [TITLE + PHRASE]})
    staged(world, case.number)
    sent = SimpleUploadedFile(f"{PHRASE}.png", image(), "image/png")
    upload = uploads.receive(case, world.office, sent, client_id=uuid4())
    relay.spread()
    assert "workflows_upload" in tables_with(PHRASE)
    assert {"workflows_case", "ledger_salt", "workflows_draft", "workflows_workitem"} <= set(tables_with(TITLE))
    assert "suggestion_importrow" in tables_with(PHRASE)
    routed(world, case)
    relay.spread()
    for text in (TITLE, PHRASE, NAME, "山前村三组"):
        assert tables_with(text) == [], text
    assert verify(case.uid).ok and not Draft.objects.exists()
    assert upload.pk and not Upload.objects.exists()


def test_the_title_never_stands_in_an_event_in_clear(world):
    case = report(world)
    bodies = "".join(Event.objects.filter(uid=case.uid).values_list("body", flat=True))
    assert TITLE not in bodies and Salt.objects.filter(uid=case.uid, name="title").exists()


def test_what_is_erased_is_only_this_case(world):
    other, case = registered(world), report(world)
    routed(world, case)
    assert Salt.objects.filter(uid=other.uid, name="content").exists() and verify(other.uid).ok
    assert WorkItem.objects.filter(process=other, title=other.title).exists()


def test_its_chain_tells_who_routed_it_where_and_when(world):
    case = routed(world, report(world))
    last = history(case.uid)[-1]
    assert (last.event.kind, last.event.actor_id) == ("move.route_report", world.office.pk)
    assert last.fields["changes"]["handed_to"] == ["", HANDED]
    assert Link.objects.get(source=case).intended == "investigation"
    assert str(case.summary()).count(HANDED) == 1


def test_nobody_finds_it_by_its_title_and_it_counts_as_transferred(world):
    case = routed(world, report(world))
    for user in (world.office, world.office_head, world.deputy):
        assert case.pk not in {found.pk for found in finding.find(user, TITLE)}
    assert not policy.may_see(world.deputy, case)
    registered(world)
    sums = stats.of(world.office)
    assert (sums.total, sums.transferred) == (1, 1)


@pytest.mark.parametrize(
    "answers", [{"confirmed": False, "handed_to": HANDED}, {"confirmed": True, "handed_to": " "}, {"confirmed": True}]
)
def test_it_is_not_removed_before_somebody_has_it_and_that_is_confirmed(world, answers):
    case = report(world)
    with pytest.raises(Refused, match="没有转出|不完整"):
        moves.move(case, "route_report", by=world.office, **answers)
    case.refresh_from_db()
    assert (case.stage, case.title) == ("registered", TITLE) and PHRASE in case.content


def test_it_cannot_be_called_back(world):
    case = routed(world, report(world))
    with pytest.raises(TooLate):
        moves.move(case, "classify", by=world.office, category="cat_grassroots", aspect="venues")


def test_a_submitter_with_an_account_still_reads_only_that_it_was_passed_on(client, world):
    case = registered(world, title=TITLE, content=CONTENT)
    routed(world, case)
    client.force_login(world.citizen)
    text = client.get(reverse("web:case", args=[case.uid])).content.decode()
    assert "转有权部门" in text and TITLE not in text and PHRASE not in text
    assert client.get(reverse("web:case", args=[case.uid])).status_code == 200


def test_a_row_of_the_same_number_that_still_waits_is_not_taken_in_again(world):
    case = report(world)
    run = staged(world, case.number)
    routed(world, case)
    importing.work_off(run)
    row = ImportRow.objects.get(run=run)
    assert row.data == {} and Suggestion.objects.filter(number=case.number).count() == 1
