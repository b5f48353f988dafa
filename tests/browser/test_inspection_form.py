"""An inspection is filed on a phone: from the visit to the report that is handed in, and a reload loses nothing."""

import io
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from PIL import Image

from people import clock
from processes.inspection.models import Inspection
from tests.browser.conftest import violations
from tests.browser.test_look import keep
from tests.support.world import person, unit
from workflows import definitions, evidence, moves

PHONE = {"width": 390, "is_mobile": True, "has_touch": True}
HERE = {"geolocation": {"latitude": 29.50017, "longitude": 118.33021, "accuracy": 12}, "permissions": ["geolocation"]}
NOTES = "值班人员可直接下载全镇名册，八月以来导出三次，均无审批记录。"
PART = "到村到户查看台账和现场，逐项核对，情况与报送材料基本一致，个别数据对不上。"

PRESSED = "main .btn, main input, main select, main summary, main li > a, main .crumb a"
THUMB = """(pressed) => [...document.querySelectorAll(pressed)]
  .filter((el) => el.type !== 'hidden' && !el.classList.contains('vh'))
  .map((el) => el.closest('label') || el).filter((el) => el.offsetParent)
  .map((el) => [el.getBoundingClientRect(), el.outerHTML.slice(0, 120)])
  .filter(([box]) => box.height < 43.5 && box.width > 0).map(([box, html]) => `${box.height} ${html}`)"""
UPRIGHT = "async (img) => { await img.decode(); return img.naturalHeight > img.naturalWidth }"


def photo(colour="#597"):
    """A photo of the size that telephones take, with an orientation, as a file to choose."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.effect_noise((1600, 1200), 40).convert("RGB").save(
        out, "JPEG", quality=80, exif=exif, comment=colour.encode()
    )
    return {"name": "导出记录.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@pytest.fixture
def field(transactional_db, settings, tmp_path):
    """An inspection of two townships whose field work has begun."""
    settings.MEDIA_ROOT = tmp_path
    definitions.forget()
    now = clock.now()
    world = SimpleNamespace(
        supervision=person("supervision", "supervision_office", unit_code="BGS"),
        lead=person("lead", "inspector_lead", unit_code="BGS"), one=person("one", "inspector", unit_code="BGS"),
        two=person("two", "inspector", unit_code="ZZK"), deputy=person("deputy", "deputy_minister", unit_code="BWH"),
        head=person("head1", "section_head", unit_code="XZ01"), head2=person("head2", "section_head", unit_code="XZ02"),
        minister=person("minister", "minister", unit_code="BWH"), town=unit("XZ01"), town2=unit("XZ02"),
    )  # fmt: skip
    day = (now - timedelta(days=7)).date()
    with clock.frozen(now - timedelta(days=21)):
        case = world.case = moves.open_case("inspection", by=world.supervision, title="专题督查调研", lead=world.lead)
        moves.act(case, "save_plan", by=world.lead, content="查更新和导出", scope="今年以来", methods=["files"],
                  starts_on=day, ends_on=day + timedelta(days=9), days_per_unit=10, topics=["一册一线"],
                  targets=[world.town, world.town2])  # fmt: skip
        team = [world.lead, world.one, world.two]
        moves.act(case, "save_team", by=world.lead, lead=world.lead, members=team[1:])
        moves.act(case, "confirm_training", by=world.supervision, people=team, on=clock.today())
        for one in team:
            moves.act(case, "declare_ties", by=one)
        moves.move(case, "submit_plan", by=world.lead, approver=world.deputy)
        moves.move(case, "approve_plan", by=world.deputy)
    return world


def fresh(world):
    return Inspection.objects.get(pk=world.case.pk)


def saved(page):
    """Wait until the draft is kept."""
    page.locator("[data-kept]", has_text="草稿已存").wait_for()


BARS = (
    "how => document.querySelectorAll('.savebar, .dock, .top, .tabs-b, .said').forEach(one => one.style.position = how)"
)


def look(page, name):
    """The page is accessible, inside its width, and a thumb meets what it presses."""
    keep(page, f"inspection-{name}-390")
    # What lies under a bar that stays is reached by scrolling; where the page happens to stand says nothing of it.
    page.evaluate(BARS, "static")
    assert violations(page) == [], name
    page.evaluate(BARS, "")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.evaluate(THUMB, PRESSED)
    assert small == [], name


def file_visit(page, place, unit_code):
    """Write down a visit with a photo, lose the page in the middle, go on."""
    page.get_by_role("link", name="记走访").last.click()
    page.locator(".units").get_by_text(unit_code).click()
    page.locator("[name=place]").fill(place)
    assert page.locator("[name=method]").input_value() == "files"  # as the plan says
    page.locator("[name=notes]").fill(NOTES)
    saved(page)
    with page.expect_response(lambda one: b'name="evidence"' in (one.request.post_data_buffer or b"")):
        page.locator("[name=evidence_files]").set_input_files(photo(place))
    assert page.locator("[data-up][data-state=received]").count() == 1
    page.reload()
    assert page.locator("[name=place]").input_value() == place
    assert page.locator("[name=notes]").input_value() == NOTES
    return page.locator("[data-up-facts]").first.inner_text()


def test_an_inspection_is_filed_on_a_phone(visit, field):
    desk = f"/p/inspection/{field.case.uid}/"
    page = visit(field.one, desk, **PHONE, **HERE)
    look(page, "desk-empty")
    told = file_visit(page, "北塘镇党群服务中心", "XZ01")
    assert "±12 米" in told and "SHA-256" in told
    look(page, "visit")
    page.get_by_role("button", name="保存走访记录").click()
    page.wait_for_url("**#visit-1")
    assert page.locator("#visit-1 img").evaluate(UPRIGHT)
    page.get_by_role("button", name="签字确认第 1 次").click()
    page.wait_for_url("**#visit-1")

    other = visit(field.two, desk, **PHONE)  # who does not let the browser tell the place
    assert "位置未知" in file_visit(other, "松坡乡政府", "XZ02")
    other.get_by_role("button", name="保存走访记录").click()
    for no in (2, 1):
        other.get_by_role("button", name=f"签字确认第 {no} 次").click()
        other.wait_for_url(f"**#visit-{no}")
    page.goto(page.url.partition("#")[0])
    page.get_by_role("button", name="签字确认第 2 次").click()

    for no in (1, 2):
        file_finding(page, no)
    look(page, "desk")
    check_topic(page)
    the_units_answer(field)
    page = visit(field.lead, f"{desk}report/", **PHONE)
    hand_in(page)
    assert fresh(field).stage == "report_review"
    assert [one.said for one in (page, other)] == [[], []]


def file_finding(page, no):
    """From a visit, without typing anything again."""
    page.locator(f"#visit-{no}").get_by_role("link", name="据此登记问题").click()
    assert page.locator("[name=fact]").input_value() == NOTES
    assert page.locator("[name=cited]:checked").count() == 1
    page.get_by_text("较重", exact=True).click()
    page.locator("[name=clause]").select_option("Z06")
    assert "Z06" in page.locator("[data-clause]").inner_text()
    look(page, "finding")
    page.get_by_role("button", name="保存问题").click()
    page.wait_for_url(f"**#finding-{no}")


def check_topic(page):
    page.get_by_role("link", name=re.compile("核对")).click()
    page.locator(".seg4").nth(1).get_by_text("部分").click()
    page.locator("[name=note]").fill("两个乡镇都已建册，更新不够及时。")
    look(page, "topic")
    page.get_by_role("button", name="保存课题清单").click()
    page.wait_for_url("**#topics")


def the_units_answer(field):
    """What others do between the field and the report."""
    assert {row.about for row in evidence.of(field.case)} == {"visit:1", "visit:2", "finding:1", "finding:2"}
    moves.act(field.case, "end_fieldwork", by=field.lead, on=clock.today())
    moves.move(field.case, "give_feedback", by=field.lead)
    moves.act(field.case, "answer_findings", by=field.head, answers={1: "情况属实，已收回导出权限。"})
    moves.move(field.case, "respond", by=field.head2, answers={2: "八月已填，系统没有显示。"})


def hand_in(page):
    """Take over the findings, write, lose the page, preview, hand in."""
    assert page.get_by_text("情况属实，已收回导出权限。").count() == 1
    page.get_by_text("带入问题清单").click()
    page.locator("[data-pull=id_problems]").click()
    assert NOTES.rstrip("。") in page.locator("[name=problems]").input_value()
    for name in ("situation", "causes", "suggestions"):
        page.locator(f"[name={name}]").fill(PART * 14)
    assert page.locator("[data-left]").inner_text() == "够了"
    saved(page)
    page.reload()
    assert page.locator("[name=causes]").input_value() == PART * 14
    page.get_by_role("button", name="保存报告").click()
    page.get_by_text("报告已保存").wait_for()
    look(page, "report")
    page.get_by_role("button", name="保存并报送报告").click()
    page.wait_for_url("**/case/**")
    assert page.locator("main [role=alert]").all_inner_texts() == []


def test_two_devices_are_told_of_each_other_and_nothing_is_lost(visit, field):
    report = f"/p/inspection/{field.case.uid}/report/"
    phone, desk = visit(field.one, report, **PHONE), visit(field.one, report)
    phone.locator("[name=situation]").fill("手机上写的现状。")
    saved(phone)
    desk.locator("[name=situation]").fill("电脑上写的现状。")
    desk.locator("[data-clash]").wait_for()
    assert "手机上写的现状。" in desk.locator("[data-clash-text]").inner_text()
    look_wide(desk)
    desk.get_by_role("button", name="用这里的").click()
    saved(desk)
    phone.locator("[name=causes]").fill("手机上写的原因。")
    phone.locator("[data-clash]").wait_for()
    phone.get_by_role("button", name="用另一台的").click()
    saved(phone)
    assert phone.locator("[name=situation]").input_value() == "电脑上写的现状。"


def look_wide(page):
    assert violations(page) == []


def test_without_a_network_what_is_typed_stays_and_is_sent_later(visit, field):
    page = visit(field.one, f"/p/inspection/{field.case.uid}/new/visit/", **PHONE)
    page.context.set_offline(True)
    page.locator("[name=place]").fill("北塘镇")
    page.locator("[data-kept]", has_text="没有网络").wait_for()
    page.locator("[name=evidence_files]").set_input_files(photo())
    page.locator("[data-up][data-state=failed]").wait_for()
    page.get_by_role("button", name="保存走访记录").click()
    assert "有文件没有传上" in page.locator("[data-up-said]").inner_text()
    page.context.set_offline(False)
    page.locator("[data-up-again]").click()
    page.locator("[data-up][data-state=received]").wait_for()
    saved(page)
    page.reload()
    assert page.locator("[name=place]").input_value() == "北塘镇"


def test_a_file_that_is_refused_says_why_beside_it_and_can_be_removed(visit, field):
    page = visit(field.one, f"/p/inspection/{field.case.uid}/new/visit/", **PHONE)
    files = page.locator("[name=evidence_files]")
    files.set_input_files({"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": b"text"})
    page.locator("[data-up][data-state=failed]").wait_for()
    assert "不是照片" in page.locator("[data-up-why]").inner_text()
    look(page, "refused")
    page.get_by_role("button", name="移除 现场.jpg").click()
    assert page.locator("[data-up]").count() == 0
    files.set_input_files(
        {"name": "大.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff" + bytes(21 * 1024 * 1024)}
    )
    assert "超过 20 MB" in page.locator("[data-up-why]").inner_text()


def test_without_script_a_visit_is_filed_with_its_photo_and_a_draft_is_kept(visit, field):
    page = visit(field.one, f"/p/inspection/{field.case.uid}/", java_script_enabled=False, **PHONE)
    page.locator(".dock").get_by_role("link", name="记走访").click()
    page.locator(".units").get_by_text("XZ01").click()
    page.locator("[name=place]").fill("北塘镇")
    page.get_by_role("button", name="存草稿").click()
    assert page.locator("[name=place]").input_value() == "北塘镇"
    page.locator("[name=notes]").fill(NOTES)
    page.locator("[name=evidence_files]").set_input_files(photo())
    page.get_by_role("button", name="保存走访记录").click()
    page.wait_for_url("**#visit-1")
    assert [row.name for row in evidence.of(field.case, "visit:1")] == ["导出记录.jpg"]


def test_a_long_report_is_kept_and_what_was_never_sent_comes_back(visit, field):
    report = f"/p/inspection/{field.case.uid}/report/"
    page = visit(field.one, report, **PHONE)
    for name in ("situation", "problems"):
        page.locator(f"[name={name}]").fill(PART * 400)
    saved(page)
    page.route("**/draft/**", lambda route: route.abort())
    page.locator("[name=causes]").fill("没有发出的原因。")
    page.locator("[data-kept]", has_text="没有网络").wait_for()
    page.unroute("**/draft/**")
    page.reload()
    assert page.locator("[name=causes]").input_value() == "没有发出的原因。"
    assert page.locator("[data-restored]").is_visible()
    saved(page)
    page.reload()
    assert not page.locator("[data-restored]").is_visible()
    assert page.locator("[name=causes]").input_value() == "没有发出的原因。"
