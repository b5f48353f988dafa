"""Making a plan: what, whom, when and how; the team, its training and its declarations."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from processes.inspection import parts, saying
from processes.inspection import topics as topic_rows
from processes.inspection.choices import Mode
from processes.inspection.rows import Member, Target, Topic
from processes.inspection.words import LEAD
from workflows import agency, handing
from workflows.acts.common import participate
from workflows.errors import Refused
from workflows.registry import act
from workflows.store.orm import retitle
from workflows.wording import act_label

act_label("save_plan", gettext_lazy("保存方案"))
act_label("save_team", gettext_lazy("组成督查组"))
act_label("confirm_training", gettext_lazy("登记培训"))
act_label("declare_ties", gettext_lazy("申报利害关系"))
PLAIN = ("content", "scope", "methods", "starts_on", "ends_on", "days_per_unit", "county_wide", "overlap_reason")
NONE = "无"
agency.personal("declare_ties")  # about one's own ties


@act("save_plan")
def save_plan(case, step, *, targets=(), covert_targets=(), topics=(), title="", mode="", **said):
    """Content, units, topics, scope, period and methods; what is left out stays as it is."""
    unknown = set(said) - set(PLAIN)
    if unknown:
        raise Refused(_("表单里有不能修改的项，没有保存。请刷新页面重新填写。"))
    for name, value in said.items():
        setattr(case, name, saying.clean(value, name) if isinstance(value, str) else value)
    if title and title != case.title:
        case.title = title
        retitle(case)
    _set_mode(case, mode)
    _set_targets(case, step, targets, covert_targets)
    _set_topics(case, topics)


def _set_mode(case, mode):
    mode = saying.choice(mode or case.mode, Mode, _("督查方式"), "mode")
    if mode != Mode.OPEN and case.mode == Mode.OPEN and case.targets.exists():
        raise Refused(_("没有保存：对象单位已按明查登记，可能有人看到过。暗访请另立一件。"), "mode")
    if mode == Mode.OPEN and case.mode != Mode.OPEN and case.targets.exists():
        raise Refused(_("没有保存：暗访方案不能改为明查，否则对象会提前公开。请取消本件，另立一件。"), "mode")
    case.mode = mode
    case.classification = "internal" if mode == Mode.OPEN else "restricted"


def _set_targets(case, step, units, covert):
    if not units and not covert:
        return
    covert = set(map(_pk, covert))
    wanted = dict.fromkeys([*map(_pk, units), *covert])
    _nobody_there_knows(case, set(wanted) if case.mode == Mode.COVERT else covert)
    if case.owner_unit_id in wanted:
        raise Refused(_("没有保存：承办单位不能督查自己。请去掉%s。") % case.owner_unit, "targets")
    Target.objects.filter(case=case).exclude(unit__in=wanted).delete()
    for unit in wanted:
        hidden = case.mode == Mode.COVERT or (case.mode == Mode.MIXED and unit in covert)
        shown = Mode.COVERT if hidden else Mode.OPEN
        Target.objects.update_or_create(case=case, unit_id=unit, defaults={"mode": shown})
    # Which units they are is nobody's business who only may verify the chain.
    step.private["targets"] = [str(row.unit) for row in parts.targets(case)]


def _nobody_there_knows(case, units):
    """A covert visit to a unit whose people have seen the case would be announced."""
    insiders = [person.name for person in parts.knowers(case) if person.unit_id in units] if units else []
    if insiders:
        why = _("没有保存：%s是对象单位人员，已能看到本事项。请另立一件暗访，由其他人员承办。")
        raise Refused(why % "、".join(insiders), "targets")


def _set_topics(case, titles):
    titles = [title.strip() for title in titles if title.strip()]
    if not titles:
        return
    Topic.objects.filter(case=case, source=None).exclude(title__in=titles).delete()
    known = set(case.topics.values_list("title", flat=True))
    for title in titles:
        if title not in known:
            topic_rows.add(case, title)


def _pk(one):
    return getattr(one, "pk", one)


@act("save_team")
def save_team(case, step, *, lead, members, outside=()):
    """The lead and at least two members; a change takes nothing from the declarations of those who stay."""
    lead, chosen = _pk(lead), list(dict.fromkeys(map(_pk, members)))
    chosen = [pk for pk in chosen if pk != lead]
    if len(chosen) < 2:
        raise Refused(_("没有保存：督查组除组长外至少 2 人。请补充成员。"), "members")
    people = [lead, *chosen]
    _not_their_own(case, people)
    _hand_over(case, step, lead)
    Member.objects.filter(case=case).exclude(person__in=people).delete()
    strangers = set(map(_pk, outside))
    for pk in people:
        said = {"lead": pk == lead, "outside": pk in strangers}
        Member.objects.update_or_create(case=case, person_id=pk, defaults=said)
    participate(case, people, "inspector")
    step.tell("inspection.joined", people)
    step.private["team"] = [m.person.name for m in case.members.select_related("person")]


def _hand_over(case, step, lead):
    """Planning is the lead's work, and nobody else's any more."""
    if case.lead_id == lead:
        return
    handing.take_back(step, LEAD)
    case.lead_id = lead
    term = case.rules.find(case.stage, "submit_plan").term
    handing.give(step, LEAD, term=term, start=case.moments_known()["quarter_start"])


def _not_their_own(case, people):
    units = set(case.targets.values_list("unit", flat=True))
    own = User.objects.filter(pk__in=people, unit__in=units).values_list("name", flat=True)
    if own:
        raise Refused(_("没有保存：%s是对象单位人员，不能督查本单位。请更换。") % "、".join(own), "members")


@act("confirm_training")
def confirm_training(case, step, *, people, on):
    """Who was trained for this inspection, and when."""
    if on > step.at.date():
        raise Refused(_("没有登记：培训日期在今天以后。请培训后再登记。"), "on")
    if not Member.objects.filter(case=case, person__in=list(map(_pk, people))).update(trained_on=on):
        raise Refused(_("没有登记：所选人员不在督查组中。请先组成督查组。"), "people")
    step.fields |= {"people": sorted(map(_pk, people)), "on": on.isoformat()}


@act("declare_ties")
def declare_ties(case, step, *, conflict=""):
    """A member says whether they have a tie to an inspected unit; 无 says that there is none."""
    said = conflict.strip() or NONE
    if not Member.objects.filter(case=case, person=step.actor.pk).update(declared_at=step.at, conflict=said[:200]):
        raise Refused(_("你不在督查组中，没有记入。请联系督查组长。"))
    step.private["conflict"] = said[:200]
