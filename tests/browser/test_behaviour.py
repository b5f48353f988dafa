"""What pages do beyond forms and links."""

from people.models import User
from workflows.models import Draft, WorkItem


def test_keys_move_select_and_open(visit, matters):
    page = visit(matters["signer"], "/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".it.cur").count() == 1
    page.keyboard.press("x")
    assert page.locator(".batch").is_visible()
    assert page.locator(".batch [data-n]").inner_text() == "1"
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/case/**")


def test_n_goes_through_the_items_one_by_one(visit, matters):
    page = visit(matters["signer"], "/")
    page.keyboard.press("n")
    page.wait_for_url("**/case/**one=1**")
    first = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != first)


def test_the_slash_finds_the_search_field_and_typing_moves_nothing(visit, matters):
    page = visit(matters["signer"], "/")
    page.keyboard.press("/")
    page.keyboard.type("jjx")
    assert page.locator("[data-search]").input_value() == "jjx"
    assert page.locator(".it.cur").count() == 0


def test_single_keys_can_be_switched_off(visit, matters):
    User.objects.filter(pk=matters["signer"].pk).update(keys_on=False)
    page = visit(matters["signer"], "/")
    page.keyboard.press("j")
    assert page.locator(".it.cur").count() == 0


def test_the_theme_changes_at_once_and_stays(visit, matters):
    page = visit(matters["signer"], "/")
    with page.expect_response("**/theme/"):
        page.locator(".side [data-theme-toggle]").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert User.objects.get(pk=matters["signer"].pk).theme == "dark"


def test_the_button_repeats_the_choice_before_it_is_made(visit, matters):
    page = visit(matters["signer"], f"/case/{matters['cases'][1].uid}/")
    page.get_by_text("不同意", exact=True).click()
    assert page.locator("[data-act]").first.inner_text() == "提交会签意见：不同意"


def test_what_is_typed_is_kept_as_a_draft(visit, matters):
    page = visit(matters["signer"], f"/case/{matters['cases'][1].uid}/")
    with page.expect_response("**/draft/**"):
        page.locator("textarea").first.fill("先写一半")
    page.get_by_text("已存草稿").wait_for()
    assert Draft.objects.get().data["opinion"] == ["先写一半"]


def test_signing_goes_through_and_says_so(visit, matters):
    page = visit(matters["signer"], f"/case/{matters['cases'][1].uid}/")
    page.get_by_text("同意", exact=True).first.click()
    page.locator("[data-act]").first.click()
    page.locator(".done-bar").wait_for()
    done = WorkItem.objects.get(owner=matters["signer"], case_uid=matters["cases"][1].uid)
    assert (done.status, done.decision) == ("DONE", "agree")


def test_without_scripts_one_signs_all_the_same(visit, matters):
    page = visit(matters["signer"], f"/case/{matters['cases'][1].uid}/", java_script_enabled=False)
    page.get_by_text("同意", exact=True).first.click()
    page.locator("[data-act]").first.click()
    page.wait_for_load_state()
    assert WorkItem.objects.get(owner=matters["signer"], case_uid=matters["cases"][1].uid).status == "DONE"


def test_the_end_of_a_page_lies_above_the_tab_bar_of_a_phone(visit, matters):
    page = visit(matters["author"], "/me/", width=390)
    left = "document.documentElement.scrollHeight - document.querySelector('main').getBoundingClientRect().bottom"
    assert page.evaluate(f"{left} - scrollY") >= page.locator(".tabs-b").bounding_box()["height"]
