"""A passkey in a real browser: made, used for signing in, and for showing once more who one is."""

from django.contrib.auth.hashers import make_password

from tests.support.world import person
from web import passkeys

PASSWORD = "a right password 9"


def telephone(page):
    """A device as Chromium simulates it: holds keys, and its owner always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_and_signs_in(transactional_db, chromium, live_server):
    who = person("somebody")
    who.password = make_password(PASSWORD)
    who.save(update_fields=["password"])
    home = live_server.url.replace("127.0.0.1", "localhost")
    page = chromium.new_context(locale="zh-CN").new_page()
    wrong = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    telephone(page)
    page.goto(home + "/sign-in/")
    page.fill("#u", "somebody"), page.fill("#p", PASSWORD)
    page.locator("form[data-passkey]").wait_for()
    page.click("form.login:not([data-passkey]) button")
    page.goto(home + "/me/passkeys/")
    page.fill("#n", "办公室电脑")
    page.click("form[data-passkey] button")
    page.get_by_role("cell", name="办公室电脑").first.wait_for()
    assert passkeys.of(who).count() == 1
    page.context.clear_cookies()
    page.goto(home + "/sign-in/?next=/me/")
    page.click("form[data-passkey] button")
    page.wait_for_url(home + "/me/")
    page.goto(home + "/me/confirm/")
    page.click("form[data-passkey] button")
    page.wait_for_url(home + "/")
    assert not wrong, wrong
