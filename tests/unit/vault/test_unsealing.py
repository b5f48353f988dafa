"""Two people, a reason, one hour, and the event before the words."""

from datetime import timedelta

import pytest
from django.db import connection

from ledger.models import Event
from people import clock
from people.errors import NotDone
from tests.support.world import person
from tests.unit.vault.conftest import WORDS
from vault import keepers, safes, unsealing
from vault.models import Unsealing

WHY = "须向反映人核实第二笔款项的日期"


def ask(by, uid):
    return unsealing.ask(by, about="密〔2026〕0001号", uid=uid, part="identity", purpose="contact", reason=WHY)


def agreed(three, uid):
    wish, key = ask(three[0], uid)
    return unsealing.grant(three[1], wish, WORDS["second"]), key


def read(by, wish, key):
    found = unsealing.open_it(by, wish, WORDS[by.username], key, ["name"])["name"]
    return found[-1] if found else None


def test_two_people_open_it(three, sealed):
    wish, key = agreed(three, sealed[0])
    assert read(three[0], wish, key).decode() == "反映人的名字"


def test_nobody_agrees_with_oneself(three, sealed):
    wish, _key = ask(three[0], sealed[0])
    with pytest.raises(NotDone, match="两个人"):
        unsealing.grant(three[0], wish, WORDS["first"])


def test_a_reason_is_needed(three, sealed):
    with pytest.raises(NotDone, match="事由"):
        unsealing.ask(three[0], about="x", uid=sealed[0], part="identity", purpose="contact", reason="要看")


def test_before_the_answer_nothing_opens(three, sealed):
    wish, key = ask(three[0], sealed[0])
    with pytest.raises(NotDone, match="还没有同意"):
        read(three[0], wish, key)


def test_who_agreed_and_who_stood_by_read_nothing(three, sealed):
    wish, key = agreed(three, sealed[0])
    for other in three[1:]:
        with pytest.raises(NotDone, match="只有提出的人"):
            read(other, wish, key)


def test_after_an_hour_it_is_closed_and_the_share_is_gone(three, sealed):
    wish, key = agreed(three, sealed[0])
    with clock.frozen(clock.now() + timedelta(hours=1, seconds=1)):
        with pytest.raises(NotDone, match="一小时"):
            read(three[0], wish, key)
        unsealing.sweep()
    wish.refresh_from_db()
    assert wish.given is None and wish.state == "lapsed"


def test_refusals_are_kept_with_their_reason(three, sealed):
    wish, _key = ask(three[0], sealed[0])
    unsealing.refuse(three[1], wish, "可以先用回执码对话核实")
    kept = Unsealing.objects.get(pk=wish.pk)
    assert (kept.state, kept.answer, kept.reason) == ("refused", "可以先用回执码对话核实", WHY)
    with pytest.raises(NotDone):
        unsealing.grant(three[2], wish, WORDS["third"])


def test_a_wrong_passphrase_agrees_to_nothing(three, sealed):
    wish, _key = ask(three[0], sealed[0])
    with pytest.raises(NotDone, match="口令不对"):
        unsealing.grant(three[1], wish, WORDS["first"])
    wish.refresh_from_db()
    assert wish.state == "asked"


def test_another_browser_does_not_open_it(three, sealed):
    wish, _key = agreed(three, sealed[0])
    with pytest.raises(NotDone, match="浏览器"):
        read(three[0], wish, keepers.boxes.pair()[0])


def test_the_event_stands_before_the_words(three, sealed, monkeypatch):
    wish, key = agreed(three, sealed[0])
    seen = []
    real = safes.everything
    monkeypatch.setattr(
        safes, "everything", lambda *a: seen.extend(Event.objects.values_list("kind", flat=True)) or real(*a)
    )
    read(three[0], wish, key)
    assert seen[-3:] == ["vault_asked", "vault_granted", "vault_opened"]


def test_each_reading_is_an_event(three, sealed):
    wish, key = agreed(three, sealed[0])
    read(three[0], wish, key), read(three[0], wish, key)
    assert Event.objects.filter(kind="vault_opened").count() == 2
    wish.refresh_from_db()
    assert wish.opened == 2


def test_asking_is_answered_alike_where_nothing_was_ever_sealed(three, sealed):
    """Same sentences, same rows, same sizes: only who has opened it learns that there is nothing."""
    import uuid

    there, key = agreed(three, sealed[0])
    nowhere, other = agreed(three, uuid.uuid4())
    assert (there.state, len(there.given)) == (nowhere.state, len(nowhere.given))
    kinds = [(one.kind, sorted(one.body)) for one in Event.objects.filter(kind__in=["vault_asked", "vault_granted"])]
    assert kinds[0][0] == kinds[2][0] and kinds[1][0] == kinds[3][0]
    assert read(three[0], nowhere, other) is None and read(three[0], there, key)


def test_the_paper_stands_in_for_one_of_the_two(three):
    import uuid

    paper, code = keepers.make_paper(three[0])
    uid = uuid.uuid4()
    safe, _secret = safes.make(uid, "identity", [*keepers.among(three), paper], 2)
    safes.put(safe, "name", b"words")
    wish, key = ask(three[0], uid)
    archivist = person("archivist")
    unsealing.grant(archivist, wish, "", paper=code.lower().replace("-", " "))
    assert read(three[0], wish, key) == b"words"


def test_a_misread_paper_is_noticed(three):
    _paper, code = keepers.make_paper(three[0])
    with pytest.raises(NotDone, match="恢复凭条"):
        keepers.from_paper(("B" if code[0] != "B" else "C") + code[1:])


def test_a_new_passphrase_opens_what_the_old_one_did(three, sealed):
    keepers.set_passphrase(
        three[1], "全新的一句话口令，没有人知道", "全新的一句话口令，没有人知道", old=WORDS["second"]
    )
    wish, key = ask(three[0], sealed[0])
    with pytest.raises(NotDone):
        unsealing.grant(three[1], wish, WORDS["second"])
    unsealing.grant(three[1], wish, "全新的一句话口令，没有人知道")
    assert read(three[0], wish, key)


def test_the_sign_in_password_is_no_passphrase(db):
    user = person("somebody")
    user.set_password("sign-in-password")
    with pytest.raises(NotDone, match="登录密码"):
        keepers.set_passphrase(user, "sign-in-password", "sign-in-password")


def test_no_secret_stands_in_the_tables(three, sealed):
    secret = keepers.secret_of(three[0], WORDS["first"])
    wish, key = agreed(three, sealed[0])
    with connection.cursor() as cursor:
        for table in ("vault_keeper", "vault_share", "vault_entry", "vault_unsealing", "vault_safe"):
            cursor.execute(f"SELECT * FROM {table}")
            cells = [bytes(c) for row in cursor for c in row if isinstance(c, bytes | memoryview)]
            assert not any(one in cell for cell in cells for one in (secret, key, "反映人".encode()))
