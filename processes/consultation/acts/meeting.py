"""In the session: sealed opinions, the table of causes and measures, dissent; and the vote that money or staff need."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Unit
from processes.consultation import panel, sealed, table
from workflows import agency
from workflows.acts import voting
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label, role_words

act_label("give_opinion", gettext_lazy("提交会诊意见"))
act_label("reveal_opinions", gettext_lazy("揭示意见"))
act_label("note_dissent", gettext_lazy("提出不同意见"))
act_label("write_table", gettext_lazy("填写原因和对策表"))
act_label("vote_on_measures", gettext_lazy("开始表决"))
role_words("panelist", gettext_lazy("会诊参加人"))
agency.personal("give_opinion", "note_dissent")


@act("give_opinion")
def give_opinion(case, step, *, diagnosis, advice):
    """A participant's own opinion; nobody else reads it until all are in or the time is up."""
    diagnosis, advice = diagnosis.strip(), advice.strip()
    for text in (diagnosis, advice):
        if not sealed.LEAST <= len(text) <= sealed.MOST:
            why = _("原因判断和对策建议各须 %(least)d 至 %(most)d 字，没有提交。请修改后再交。")
            raise Refused(why % {"least": sealed.LEAST, "most": sealed.MOST})
    sealed.give(case, step, diagnosis, advice)


@act("reveal_opinions")
def reveal_opinions(case, step):
    """When the time is up, what was handed in is read by all."""
    sealed.reveal_when_due(case, step)


@act("note_dissent")
def note_dissent(case, step, *, text):
    """A participant does not agree with the table or the conclusion; it is kept in their own words."""
    if not case.revealed_at:
        raise Refused(_("意见还没有揭示，没有记入。现在请把看法写进你的会诊意见。"))
    if not 4 <= len(text.strip()) <= 2000:
        raise Refused(_("不同意见须为 4 至 2000 字，没有记入。"))
    case.dissent = [*case.dissent, {"name": step.actor.name, "text": text.strip(), "round": case.round}]


@act("write_table")
def write_table(case, step, *, causes, measures):
    """The table as it now stands; half-written rows may be kept, the conclusion asks for the rest."""
    if not case.revealed_at:
        raise Refused(_("参加人的意见还没有揭示，表没有保存。意见揭示后再填写，以免先入为主。"))
    causes, measures = table.kept(causes, table.CAUSE), table.kept(measures, table.MEASURE)
    why = table.wrong_words(causes, measures)
    if why:
        raise Refused(why)
    case.causes, case.measures = causes, _with_names(measures)
    if not step.changed:
        raise Refused(_("内容没有变化，没有保存。"))


def _with_names(measures):
    """The unit's name stands in the row, as it was."""
    ids = {int(row["owner"]) for row in measures if str(row["owner"]).isdigit()}
    names = dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name"))
    for row in measures:
        row["owner"] = int(row["owner"]) if str(row["owner"]).isdigit() and int(row["owner"]) in names else ""
        row["owner_name"] = names.get(row["owner"], "")
    return measures


@act("vote_on_measures")
def vote_on_measures(case, step):
    """The executive meeting votes measure by measure; its papers have been out for two working days (F18)."""
    late = panel.served_late(case, step.at)
    if late:
        raise Refused(late)
    voting.start_vote(case, step)
