"""Work of the verification: talks, evidence, findings, and hearing whom it is about."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from processes.investigation import hearing, limits, parts
from processes.investigation.choices import Basis, Finding, Kind, Signed, With
from workflows import agency, defence, evidence, papers
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

act_label("record_interview", gettext_lazy("登记谈话"))
act_label("sign_interview", gettext_lazy("登记笔录签字"))
act_label("add_item", gettext_lazy("登记证据"))
act_label("write_findings", gettext_lazy("逐条形成结论"))
act_label("show_facts", gettext_lazy("送达事实材料"))
act_label("take_statement", gettext_lazy("登记被反映人陈述"))
agency.personal("record_interview", "sign_interview", "write_findings")


def long_enough(text, least, why, field=None):
    if len((text or "").strip()) < least:
        raise Refused(why, field)
    return text.strip()


def day(value):
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@act("record_interview")
def record_interview(case, step, *, whom, with_kind, held_on, place, investigators, minutes, signed="", refusal="",
                     evidence_ids=()):  # fmt: skip
    """A talk by two investigators at least; its minutes are signed, or the refusal is noted."""
    ids = [parts.number(one) for one in investigators]
    if len(set(ids)) < limits.TEAM:
        raise Refused(_("没有登记：谈话须由至少两名核查人员进行。请补登另一名核查人员，或重新谈话。"), "investigators")
    if set(ids) - set(case.players("investigator")):
        raise Refused(_("没有登记：谈话人不是本事项的核查人员。请从核查组里选择。"), "investigators")
    if with_kind not in With.values or held_on > timezone.localdate(step.at):
        raise Refused(_("没有登记：谈话日期在今天以后，或者谈话对象类别不对。请核对后再登记。"), "held_on")
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    row = {
        "n": len(case.interviews) + 1, "with": long_enough(whom, 2, _("没有登记：请写明谈话对象。"), "whom"),
        "kind": with_kind, "on": day(held_on), "place": place.strip(), "investigators": sorted(set(ids)),
        "names": [names[pk] for pk in sorted(set(ids))], "round": case.round,
        "minutes": long_enough(minutes, 20, _("没有登记：笔录至少 20 个字。请如实记录问答。"), "minutes"),
    }  # fmt: skip
    case.interviews = [*case.interviews, row | _signature(signed, refusal)]
    _files(case, step, evidence_ids, f"interview:{row['n']}")


def _signature(signed, refusal):
    if signed not in Signed.values:
        raise Refused(_("没有登记：签字情况不在可选范围内。请重新选择。"), "signed")
    if signed == Signed.REFUSED:
        refusal = long_enough(refusal, 4, _("没有登记：拒绝签字的，请写明拒签的情况。"), "refusal")
    return {"signed": signed, "refusal": refusal.strip() if signed == Signed.REFUSED else ""}


def _files(case, step, ids, about):
    if ids:
        evidence.take(case, step, ids, about=about)


@act("sign_interview")
def sign_interview(case, step, *, n, signed, refusal=""):
    """The minutes of a talk were read and signed, or signing was refused: once, and then it stands."""
    row = next((one for one in case.interviews if one["n"] == int(n)), None)
    if row is None or row.get("signed"):
        raise Refused(_("没有登记：没有这次谈话，或者签字情况已经登记。请刷新页面核对。"), "n")
    if not signed:
        raise Refused(_("没有登记：笔录须由谈话对象核对签字；拒签的，注明情况。请选择一项。"), "signed")
    said = _signature(signed, refusal)
    case.interviews = [one | said if one["n"] == row["n"] else one for one in case.interviews]


@act("add_item")
def add_item(case, step, *, kind, what, obtained_from, basis, basis_note="", evidence_ids=()):
    """A piece of evidence with where it came from, and by what right."""
    if kind not in Kind.values or basis not in Basis.values:
        raise Refused(_("没有登记：证据种类或取得依据不在可选范围内。请重新选择。"), "kind")
    row = {
        "n": len(case.items) + 1, "kind": kind, "basis": basis, "note": basis_note.strip(), "round": case.round,
        "what": long_enough(what, 4, _("没有登记：请写明是什么证据，至少 4 个字。"), "what"),
        "from": long_enough(obtained_from, 2, _("没有登记：请写明证据从哪里取得。"), "obtained_from"),
        "at": timezone.localdate(step.at).isoformat(), "by": step.actor.name,
    }  # fmt: skip
    if basis == Basis.REQUESTED and len(row["note"]) < 4:
        raise Refused(_("没有登记：调取的证据须写明调取手续，如文书编号。来源不合法的不能作为证据。"), "basis_note")
    case.items = [*case.items, row]
    _files(case, step, evidence_ids, f"item:{row['n']}")


@act("write_findings")
def write_findings(case, step, *, findings):
    """Allegation by allegation. `findings`: n → dict of finding, basis and numbers of evidence."""
    said = {int(n): row for n, row in findings.items()}
    known = {row["n"] for row in case.items}
    if set(said) - {row["n"] for row in case.allegations}:
        raise Refused(_("没有保存：反映的问题有变化。请刷新页面重新填写。"))
    case.allegations = [_found(row, said[row["n"]], known) if row["n"] in said else row for row in case.allegations]
    if not step.changed:
        raise Refused(_("内容没有变化，没有保存。"))


def _found(row, said, known):
    finding, items = said.get("finding", ""), sorted({int(one) for one in said.get("items", ())})
    if finding and finding not in Finding.values or set(items) - known:
        raise Refused(_("没有保存：第 %d 个问题的结论或证据序号不对。请核对后再保存。") % row["n"])
    if finding and len(said.get("basis", "").strip()) < 4:
        raise Refused(_("没有保存：第 %d 个问题请写明认定的理由，至少 4 个字。") % row["n"])
    return row | {"finding": finding, "basis": said.get("basis", "").strip(), "items": items}


@act("show_facts")
def show_facts(case, step):
    """Whom the case is about is shown what was found, without who said it; from receipt the term runs (F04, F06)."""
    unfound = [str(row["n"]) for row in case.allegations if not row.get("finding")]
    if unfound:
        raise Refused(_("没有送达：第 %s 个问题还没有结论。请先逐条形成结论，再听取陈述申辩。") % "、".join(unfound))
    if any(hearing.tells(case, row.get("basis", "")) for row in case.allegations):
        raise Refused(_("没有送达：认定的理由里写出了谈话对象或反映人。请改写后再送达，不暴露他们。"))
    waiting = [pk for pk in hearing.unserved(case)] or list(parts.accounts(case))
    if not waiting:
        raise Refused(_("没有送达：被反映人没有账号。请当面或书面听取，并用“登记被反映人陈述”记入。"))
    for person in User.objects.filter(pk__in=waiting).order_by("pk"):
        papers.issue(case, step, "investigation.facts", str(parts.of_person(case, person.pk)["n"]))
        defence.begin(case, step, person, hearing.TERM, paper="facts")
    step.tell("investigation.facts", waiting)


@act("take_statement")
def take_statement(case, step, *, respondent, text, signed, refusal="", answer=""):
    """What somebody without an account said for themselves, or that they would not speak; with the answer to it."""
    n = int(respondent)
    if n not in {row["n"] for row in hearing.outside(case)}:
        raise Refused(_("没有登记：此人有账号，请用“登记陈述申辩”。"), "respondent")
    if not signed:
        raise Refused(_("没有登记：陈述须由本人核对签字；拒签的，注明情况。请选择一项。"), "signed")
    row = {
        "respondent": n, "on": timezone.localdate(step.at).isoformat(), "round": case.round,
        "text": long_enough(text, 4, _("没有登记：请如实记录陈述；没有陈述的，写明情况。"), "text"),
        "answer": long_enough(answer, 10, _("没有登记：请逐点写明采纳或不采纳和理由，至少 10 个字。"), "answer"),
    }  # fmt: skip
    case.statements = [*case.statements, row | _signature(signed, refusal)]
