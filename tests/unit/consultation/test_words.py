"""A reader of English meets no word of ours in Chinese on the pages of a consultation."""

import pytest
from django.conf import settings

from people import clock
from tests.integration.test_languages import data, foreign, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both
REASONS = {"会诊对策"}  # of links, kept as they were written


def reads(client, walk, who):
    """Words of ours in Chinese that somebody who reads English meets, by address."""
    user, uid = walk.people[who], walk.case.uid
    user.language = "en"
    user.save()
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    known, found = words_of("en") - data() - REASONS, {}
    pages = ("", "act/write_table/", "move/decide/", "act/call_session/")
    own = [f"/case/{uid}/{page}" for page in pages]
    with clock.frozen(walk.now):
        for address in (*own, "/p/consultation/", "/p/consultation/library/", "/start/consultation/"):
            answer = client.get(address)
            words = foreign(answer.content.decode(), known) if answer.status_code == 200 else ()
            found |= {address: words} if words else {}
    return found


def test_every_stage_speaks_english(client, walk):
    steps = (
        ("dm_exec", lambda: None), ("co_c", walk.approve), ("co_c", walk.prepare),
        ("expert1", lambda: walk.describe().call().serve()), ("chair_b", lambda: walk.confirm()),
        ("expert1", walk.begin), ("chair_b", walk.opinions), ("dm_exec", lambda: walk.fill().sign().conclude()),
        ("sup_clk", lambda: walk.decide().after(1).move("track", "sup_clk")),
        ("dy_head", lambda: walk.follow().outcome()),
    )  # fmt: skip
    for who, go in steps:
        go()
        assert reads(client, walk, who) == {}, walk.case.stage
