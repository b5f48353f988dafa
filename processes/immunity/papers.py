"""The papers of a certificate; always in simplified Chinese, as they are filed."""

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from people import clock
from processes.immunity import labels
from processes.immunity.choices import BOTTOM_LINES, FAVOURS, LOOKS, word
from workflows import evidence
from workflows.papers import Facts, Heading, Para, Sheet, Signatures, Table, chinese_date, of_step, organ, paper

NATURE = (
    "本承诺书是持证人经审定、善意探索的证明。所列范围内符合条件的失误，在责任认定时按程序核实、集体认定是否容错。"
    "本承诺不免除违纪违法责任，不影响有权机关依纪依法调查处理。"
)
APPEAL = "对本决定不服的，持有人可以自收到之日起一个月内向作出决定的部务会书面提出，或者向上一级党组织反映。"
DETERMINED = ("determined",)
LOOKED = ("examining", "proposed_conclusion", "determined")
ISSUED = ("issued", "active", "claimed", *LOOKED, "expired", "revoked")


def _head(case, title, **more):
    secrecy = {"public": "", "internal": "内部"}.get(case.classification, "限知")
    return {"title": title, "number": case.number or "", "secrecy": secrecy} | more


def _signed(**more):
    return {"organ": organ(), "signer": organ(), "date": clock.today()} | more


def _facts(*rows):
    return Facts(tuple((label, value) for label, value in rows if value not in ("", None)))


def _span(case):
    """From when to when, as papers write days."""
    days = [chinese_date(day) if day else "" for day in (case.valid_from, case.valid_to)]
    return "至".join(days) if case.valid_to else ""


def _numbered(rows):
    return tuple(Para(f"{n}．{text}") for n, text in enumerate(rows, start=1))


def _work(case):
    return f"{case.work_ref.number or ''} {case.work_ref.title}".strip()


@paper("immunity.pledge", label=_("承诺书"), docx=True, stages=ISSUED, reaches=("person",))
def pledge(case):
    """What is promised, on which conditions, what never, and that it bars no discipline and no law."""
    blocks = (
        _facts(
            ("承诺的工作", _work(case)), ("持有人", labels.names(case.holders)),
            ("所在单位", case.owner_unit.name if case.owner_unit_id else ""), ("有效期", _span(case)),
        ),
        Heading(1, "一、适用范围"), Para(case.scope),
        Heading(1, "二、适用条件"), *_numbered(case.conditions),
        Heading(1, "三、底线（任何情形不适用）"), *_numbered(str(label) for _code, label in BOTTOM_LINES),
        Heading(1, "四、性质和效力"), Para(NATURE),
        Para("有效期内的行为，到期后仍受本承诺覆盖。认为应当适用的，当事人可以主张，承办人应当主张。"),
    )  # fmt: skip
    return Sheet(**_head(case, case.title, **_signed(to=labels.names(case.holders))), blocks=blocks)


@paper("immunity.looks", label=_("七看核实表"), docx=True, stages=LOOKED)
def looks(case):
    """The seven looks, each with what proves it."""
    rows = tuple(
        (str(label), said.get("finding", ""), _proof(case, code, said), word(FAVOURS, said.get("favours")),
         word(BOTTOM_LINES, said.get("line")) or "无")
        for code, label in LOOKS
        for said in [case.looks.get(code, {})]
    )  # fmt: skip
    blocks = [
        _facts(
            ("主张所针对的事项", case.matter.number or ""), ("行为发生日期", case.act_on),
            ("有效期", _span(case)),
            ("主张", case.claim_statement), ("核实组", labels.names(case.panel)),
        ),
        Heading(1, "一、陈述"), *(Para(f"{row['name']}：{row['text']}") for row in case.statements),
        Heading(1, "二、七看"),
        Table(("项目", "核实情况", "依据", "意见", "触及底线"), rows, (2, 6, 4, 2, 3)),
    ]  # fmt: skip
    step = case.step
    if step and step.kind == "move.examine":
        when = chinese_date(timezone.localtime(step.at))
        blocks += [Heading(1, "三、核实人"), Signatures(((of_step(step), "核实完毕", when),))]
    return Sheet(**_head(case, f"七看核实表——{case.title}"), blocks=tuple(blocks))


def _proof(case, code, said):
    files = [row.name for row in evidence.of(case, f"look:{code}")]
    return "；".join(filter(None, (said.get("proof", ""), *files)))


@paper("immunity.determination", label=_("认定书"), docx=True, stages=DETERMINED, reaches=("person",))
def determination(case):
    """The conclusion with its reasons, to the holder and to the matter that waited for it."""
    said = {"conclusion": case.conclusion, "covered": case.covered}
    blocks = [
        _facts(
            ("承诺书", case.number), ("承诺的工作", _work(case)), ("针对的事项", case.matter.number or ""),
            ("行为发生日期", case.act_on), ("核实组意见", labels.conclusion(case.panel_opinion)),
            ("部务会表决", labels.vote(case.meeting_vote)),
        ),
        Heading(1, "一、结论"), Para(labels.conclusion(said)),
        Heading(1, "二、理由"), Para(case.reasons),
        Heading(1, "三、说明"), Para(NATURE),
        Para("对认定有异议、且有新的事实的，可以自认定之日起十个工作日内申请复核一次。"),
    ]  # fmt: skip
    dissent = [f"{row['name']}：{row['opinion']}" for row in case.meeting_vote.get("dissent", ())]
    if dissent:
        blocks += [Heading(1, "四、保留意见"), *map(Para, dissent)]
    title = f"关于“{case.title}”适用情况的认定书"
    return Sheet(**_head(case, title, **_signed(to=labels.names(case.holders))), blocks=tuple(blocks))


@paper("immunity.notice", label=_("撤销事先告知书"), docx=True, after=("propose_revocation",), reaches=("person",))
def notice(case):
    """Basis, facts, the right to be heard and its term, before anybody votes (F04, F07)."""
    said = case.revocation
    blocks = (
        Para(f"拟撤销向你出具的承诺书（{case.number}），现将事实、理由和权利告知如下。"),
        Heading(1, "一、理由"), Para(labels.ground(said) if said else ""),
        Heading(1, "二、事实"), Para(said.get("facts", "")),
        Heading(1, "三、你的权利"),
        Para("你可以自收到之日起十个工作日内陈述、申辩，也可以书面放弃；每一条意见都会得到采纳或者不采纳的答复和理由。"),
        Para("可以申请有利害关系的人员回避，可以委托他人代为提出，也可以口头提出并由承办人如实记录。"),
    )  # fmt: skip
    return Sheet(**_head(case, "撤销承诺书事先告知书", **_signed(to=labels.names(case.holders))), blocks=blocks)


@paper("immunity.revocation", label=_("撤销决定书"), docx=True, stages=("revoked",), reaches=("person",))
def revocation(case):
    """That it is revoked, why, and how to appeal."""
    said = case.revocation
    blocks = (
        Para(f"经部务会表决，撤销承诺书（{case.number}）。撤销前有效期内符合条件的行为，仍按核实情况认定。"),
        Heading(1, "一、理由"), Para(labels.ground(said)), Para(said.get("reason", "")),
        Heading(1, "二、事实"), Para(said["facts"]),
        Heading(1, "三、表决"), Para(labels.vote(said.get("vote"))),
        Heading(1, "四、不服的办法"), Para(APPEAL),
    )  # fmt: skip
    return Sheet(**_head(case, "撤销承诺书决定书", **_signed(to=labels.names(case.holders))), blocks=blocks)
