"""Work inside a stage: holders, the panel, statements, the seven looks, a proposal to revoke."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from processes.immunity import guards, works
from processes.immunity.choices import FAVOURS, LINES, LOOKS, Ground
from workflows import evidence, handing, papers
from workflows.acts.common import participate
from workflows.declare import Term
from workflows.defence import begin
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label, role_words

act_label("name_holders", gettext_lazy("确定持有人"))
act_label("name_panel", gettext_lazy("确定核实组"))
act_label("answer_look", gettext_lazy("填写七看核实"))
act_label("record_statement", gettext_lazy("陈述"))
act_label("propose_revocation", gettext_lazy("提出撤销"))
role_words("certificate_holder", gettext_lazy("持有人"))
NOTICE = "撤销事先告知书"
HEARING = Term(n=10, unit="wd", start="served")  # to state and defend, from receipt
SHORTEST, FACTS = 10, 20


@act("name_holders")
def name_holders(case, step, *, holders):
    """Who holds the certificate; the section of the work is always among them by its head."""
    people = [getattr(one, "pk", int(one)) if not isinstance(one, int) else one for one in holders]
    if not people:
        raise Refused(_("没有保存：持有人至少一名。请选择。"))
    case.holders = people


@act("name_panel")
def name_panel(case, step, *, panel):
    """Three or more from outside; nobody tied to whom it is about (F01)."""
    people = list(dict.fromkeys(getattr(one, "pk", one) for one in panel))
    if why := guards.panel_fault(case, people):
        raise Refused(why)
    handing.take_back(step, "panelist")
    case.panel = people
    participate(case, people, "panelist")
    step.fields["panel"] = list(User.objects.filter(pk__in=people).order_by("pk").values_list("name", flat=True))
    move = case.rules.find(case.stage, "examine") or case.rules.find(case.stage, "propose")
    handing.give(step, "panelist", term=move.term, start=case.claimed_at)


@act("answer_look")
def answer_look(case, step, *, look, finding, proof, favours, line="", uploads=()):
    """One of the seven looks: what was found, what proves it, and whether a bottom line is crossed."""
    if look not in dict(LOOKS) or favours not in dict(FAVOURS) or line and line not in LINES:
        raise Refused(_("没有保存：没有这一项。请刷新页面后重新选择。"))
    if len(finding.strip()) < SHORTEST:
        raise Refused(_("没有保存：核实情况至少 10 个字。请写明核实了什么、结果怎样。"))
    if len(proof.strip()) < 4 and not uploads:
        raise Refused(_("没有保存：每一看都要有依据。请写明材料名称和编号，或者上传文件。"))
    if line and favours == "yes":
        raise Refused(_("没有保存：触及底线的，不能同时认为有利于容错。请更正。"))
    evidence.take(case, step, uploads, about=f"look:{look}")
    row = {"finding": finding.strip(), "proof": proof.strip(), "favours": favours, "line": line, "by": step.actor.name}
    case.looks = case.looks | {look: row}
    step.fields["look"] = look


@act("record_statement")
def record_statement(case, step, *, text, stated_by=""):
    """What the holder or the respondent states; the reviewer takes down what was said, or that nothing will be."""
    own = step.actor.pk in {*case.holders, *works.players(case, "respondent")}
    if len(text.strip()) < SHORTEST:
        raise Refused(_("没有记入：陈述至少 10 个字。不作陈述的，请如实记录其声明。"))
    if not own and not stated_by.strip():
        raise Refused(_("没有记入：代为记录的，请写明陈述人。"))
    who = step.actor.name if own else stated_by.strip()
    row = {"name": who, "text": text.strip(), "at": step.at.isoformat(), "by": step.actor.name}
    case.statements = [*case.statements, row]


@act("propose_revocation")
def propose_revocation(case, step, *, ground, facts, line=""):
    """A bottom line was crossed or the material was false: the holders are told and heard before anybody votes."""
    if case.revocation:
        raise Refused(_("没有提出：已有撤销建议正在办理。请在原建议中继续。"))
    if ground not in Ground.values or ground == Ground.LINE and line not in LINES:
        raise Refused(_("没有提出：撤销只能因为触及底线或者材料虚假。请选择，触及底线的写明是哪一条。"))
    if len(facts.strip()) < FACTS:
        raise Refused(_("没有提出：事实至少 20 个字。请写明时间、经过和依据，会送达持有人。"))
    case.revocation = {
        "ground": ground, "line": line if ground == Ground.LINE else "", "facts": facts.strip(),
        "by": step.actor.name, "on": step.at.date().isoformat(),
    }  # fmt: skip
    papers.issue(case, step, "immunity.notice")
    for holder in User.objects.filter(pk__in=case.holders, is_active=True):
        begin(case, step, holder, HEARING, paper=NOTICE)
    participate(case, case.holders, "certificate_holder")
    handing.give(step, "exec_secretary")
    step.tell("immunity.revocation", case.holders)
