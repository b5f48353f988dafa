"""The main job, told as a story: 612 suggestions come in, one is adopted, heard, voted and becomes a project.

The cast brings the people: at a real browser, or at bare HTTP. An actor has `go`, `send`, `page`, `path`, `status`.
"""

import re
from datetime import timedelta

from tests.support import loop_texts as texts
from tests.support.visitor import form_of

OFFICE, CLERK, HEAD = "office_clk", "zz_clk", "zz_head"
CHAIR, LEGAL, RECORDER, MINISTER, SUPERVISION = "chair_b", "legal", "sec_rec", "minister", "sup_clk"
EXPERTS, TOWNSHIPS, DELEGATES = ("expert1",), ("t01_wy", "t02_wy"), ("deputy_npc",)
PANEL = (*EXPERTS, *TOWNSHIPS, *DELEGATES)
OUTSIDER = "周大娘"
MEMBERS = ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb")


def does(actor, case, name, **given):
    """Do something in a case by the form for it, on the case page or on the page of its sitting."""
    status = tries(actor, case, name, **given)
    assert status == 200, f"{name}: {status} {complaints(actor)}"
    return actor


def tries(actor, case, name, **given):
    """Press the button and return the answer's status."""
    return actor.send(asks(actor, case, name).action, **given)


def asks(actor, case, name):
    """Open the page on which this is asked, and return the form: the case's, one of its own, or the sitting's."""
    assert actor.go(case) == 200, f"{case} is {actor.status}"
    # The newest sitting stands first; a long form has a page of its own.
    there = rf'href="({case}{name}/|/[^"]*sitting/[^"]+)"'
    for link in [None, *sorted(re.findall(there, actor.page), key=lambda link: "sitting" in link)]:
        if link:
            actor.go(link)
        form = form_of(actor.page, f"/{name}/") or "sitting" in actor.path and form_of(actor.page, f"/{name[4:]}/")
        if form:
            return form
    raise AssertionError(f"nobody asks for {name} on {actor.path}: {heading(actor)}")


def heading(actor):
    """What the card on top of the page says is to be done."""
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(re.findall(r"<summary.*?</summary>", actor.page, re.S))).split())


def complaints(actor):
    """The sentences with which a page refuses."""
    said = re.findall(r'(?:class="err"|role="alert").*?</(?:p|div)>', actor.page, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in said]


def stands_at(actor, case, stage):
    assert actor.go(case) == 200
    assert re.search(rf">\s*{stage}\s*<", actor.page), f"{case} is not at {stage}"


def choice(form, name, label):
    """The value behind a label of a list or of boxes."""
    found = [value for value, said in form.choices[name] if label in said and value]
    assert found, f"{label!r} is not among {form.choices[name]}"
    return found[0]


# P01: a suggestion is taken in, answered and adopted.


def imports(office, file):
    """Upload, look at the preview, let it in; return when all of it is in."""
    office.go("/start/")
    office.go(re.search(r'href="([^"]*imports/)"', office.page)[1])
    assert office.send("", file=file) == 200, complaints(office)
    run = office.path
    assert "612" in office.page and form_of(office.page, "/start/")
    assert office.send("/start/") == 200
    assert 'id="progress"' in office.page
    return run


def finds(actor, number):
    """Search for a number; return the address of the case."""
    actor.go(f"/search/?q={number}")
    found = re.search(r'href="(/case/[0-9a-f-]+/)"', actor.page)
    return found and found[1]


def becomes_a_proposal(cast, case):
    """A suggestion is classified, answered and adopted; return the address of the proposal."""
    is_classified_and_assigned(cast, case)
    is_answered(cast, case)
    return is_adopted(cast, case)


def is_classified_and_assigned(cast, case):
    office = cast[OFFICE]
    form = asks(office, case, "move/classify")
    aspect = form.fields.get("aspect") or next(value for value, _label in form.choices["aspect"] if value)
    does(office, case, "move/classify", aspect=aspect)
    unit = choice(asks(office, case, "move/assign"), "unit", "组织科")
    does(office, case, "move/assign", unit=unit)


def is_answered(cast, case):
    does(cast[CLERK], case, "move/draft_reply", disposition="adopt", disposition_reason=texts.REASON,
         reply_text=texts.REPLY)  # fmt: skip
    does(cast[HEAD], case, "move/approve_reply")


def is_adopted(cast, case):
    """The head takes it into tracking; return the address of the proposal that this opens."""
    head = cast[HEAD]
    does(head, case, "move/adopt_track", onward="innovation_hearing")
    head.go(case)
    others = set(re.findall(r'href="(/case/[0-9a-f-]+/)"', head.page)) - {case}
    assert len(others) == 1, others
    return others.pop()


# P02: the proposal is heard and voted.


def becomes_a_project(cast, case):
    """From the draft of a proposal to the project; return its address."""
    is_proposed(cast, case)
    is_called_to_a_hearing(cast, case)
    return is_decided(cast, case)


def is_decided(cast, case):
    """From the day of the hearing to the project; return its address."""
    is_heard(cast, case)
    answers_the_opinions(cast, case)
    is_found_compliant(cast, case)
    is_voted(cast, case)
    project = is_published_and_confirmed(cast, case)
    is_accepted_as_a_project(cast, project)
    return project


def is_proposed(cast, case):
    """The section head completes the draft, hands it in, and the office takes it."""
    does(cast[HEAD], case, "act/edit", **texts.PROPOSAL)
    does(cast[HEAD], case, "move/submit")
    office = cast[OFFICE]
    does(office, case, "move/accept")
    chair = choice(asks(office, case, "move/pass_precheck"), "chair", cast.name(CHAIR))
    does(office, case, "move/pass_precheck", chair=chair, chair_declared=True)


def is_called_to_a_hearing(cast, case):
    office = cast[OFFICE]
    form = asks(office, case, "act/convene")
    early = local(cast.now() + timedelta(days=3))
    people = {
        f"people_{group}": [choice(form, f"people_{group}", cast.name(who)) for who in some]
        for group, some in (("experts", EXPERTS), ("townships", TOWNSHIPS), ("delegates", DELEGATES))
    }
    said = people | {"place": "三楼会议室", "names_public": OUTSIDER, "selection": texts.SELECTION}
    assert tries(office, case, "act/convene", starts_at=early, **said) == 409
    assert "材料须在会前 7 日送达" in office.page
    does(office, case, "act/convene", starts_at=local(cast.now() + timedelta(days=9)), **said)
    form = asks(office, case, "act/serve")
    receipts = {name: "村干部代转，本人已签收" for name in form.fields if name.startswith("receipt_")}
    assert len(receipts) == 1
    does(office, case, "act/serve", **receipts)
    for who in EXPERTS:
        does(cast[who], case, "act/acknowledge")


def is_heard(cast, case):
    """On the day: attendance, opening, the record, everybody's signature or their refusal."""
    cast.wait(days=9)
    chair, office = cast[CHAIR], cast[OFFICE]
    everybody_is_there(office, case)
    does(chair, case, "move/open_hearing")
    form = asks(chair, case, "act/record")
    said = {
        "opinion_0": "请写明试点村怎样选定。", "seat_0": choice(form, "seat_0", cast.name("t01_wy")),
        "opinion_1": "建议一次购齐全部设备。", "seat_1": choice(form, "seat_1", cast.name("expert1")),
    }  # fmt: skip
    does(chair, case, "act/record", minutes=texts.MINUTES, **said)
    assert tries_to_close(chair, case) == "还没有签字"
    for who in (CHAIR, HEAD, *PANEL[:-1]):
        does(cast[who], case, "act/sign_record", signed="sign")
    does(cast[PANEL[-1]], case, "act/sign_record", signed="refuse", refusal="笔录没有记下我对经费的意见")
    form = asks(chair, case, "act/note_signature")
    does(chair, case, "act/note_signature", seat=choice(form, "seat", OUTSIDER))
    does(chair, case, "move/close_hearing")


def everybody_is_there(actor, case):
    form = asks(actor, case, "act/attend")
    does(actor, case, "act/attend", present=[value for value, _label in form.choices["present"]])


def tries_to_close(chair, case):
    """Closing too early is not offered, with the reason; return its first words."""
    chair.go(case)
    assert form_of(chair.page, "/move/close_hearing/") is None
    return re.search("还没有签字", chair.page)[0]


def answers_the_opinions(cast, case):
    head = cast[HEAD]
    form = asks(head, case, "act/answer_opinions")
    first, second = sorted(name for name in form.choices if name.startswith("adopted_"))
    why = second.replace("adopted", "reason")
    does(head, case, "act/answer_opinions", **{first: "adopt", second: "decline", why: texts.DECLINED})
    does(head, case, "move/submit_synthesis")


def is_found_compliant(cast, case):
    legal = cast[LEGAL]
    legal.go(case)
    assert form_of(legal.page, "/move/confirm_compliance/") is None and "最短期限未满" in legal.page
    cast.wait(days=14)  # seven working days, wherever weekends and a holiday fall
    does(cast[LEGAL], case, "move/confirm_compliance", opinion="经审核，方案不违反上位规定，程序完备。")


def is_voted(cast, case):
    """Papers two working days before; everybody votes, the head last, and one dissents."""
    recorder = cast[RECORDER]
    does(recorder, case, "act/convene", starts_at=local(cast.now() + timedelta(days=12)), place="常委会议室")
    does(recorder, case, "act/serve")
    cast.wait(days=12)
    everybody_is_there(cast[RECORDER], case)
    does(cast[RECORDER], case, "act/start_vote")
    item = next(name for name in asks(cast[MEMBERS[0]], case, "act/ballot").choices if name.startswith("choice_"))
    assert cast[MINISTER].go(case) == 200
    assert form_of(cast[MINISTER].page, "/act/ballot/") is None and "主要负责人末位表态" in cast[MINISTER].page
    for who in MEMBERS[:-1]:
        does(cast[who], case, "act/ballot", **{item: "pass"})
    does(cast[MEMBERS[-1]], case, "act/ballot", **{item: "defer"}, opinion="建议先补充运行维护经费来源。")
    does(cast[MINISTER], case, "act/ballot", **{item: "pass"})
    does(cast[RECORDER], case, "move/vote_pass", publicity_scope="部机关和各乡镇公示栏")


def is_published_and_confirmed(cast, case):
    """Five working days without an objection; return the address of the project."""
    minister = cast[MINISTER]
    minister.go(case)
    assert form_of(minister.page, "/move/confirm/") is None
    cast.wait(days=14)
    minister = cast[MINISTER]
    does(minister, case, "move/confirm")
    stands_at(minister, case, "列入要点")
    project = re.search(r'href="(/case/[0-9a-f-]+/)"[^>]*>(?:(?!</li>).)*立项', minister.page, re.S)
    return project[1]


def is_accepted_as_a_project(cast, case):
    supervision = cast[SUPERVISION]
    form = asks(supervision, case, "move/register")
    given = {"due_on": form.fields.get("due_on") or (cast.now() + timedelta(days=300)).date().isoformat()}
    does(supervision, case, "move/register", **given)
    does(cast[HEAD], case, "move/sign_for")
    stands_at(cast[HEAD], case, "已签收")


def local(moment):
    """A moment as the browser's picker writes it, at ten in the morning."""
    return moment.replace(hour=10, minute=0).strftime("%Y-%m-%dT%H:%M")
