"""What a work item asks, and why it reached this person: from the rules and the shipped roles, no query."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from web import words
from workflows import naming, registry, wording
from workflows.models.work import BESIDE

# How work came from somebody else: by what was done (WorkItem.asked), or by the kind of the item.
PASSED = {
    "transfer": gettext_noop("转办自%s"), "delegate": gettext_noop("%s征求意见"), "circulate": gettext_noop("%s传阅"),
    "copy": gettext_noop("%s抄送"), "before": gettext_noop("%s加签"), "beside": gettext_noop("%s加签"),
    "after": gettext_noop("%s加签"), "reassign": gettext_noop("逾期改派，原由%s承办"),
}  # fmt: skip
AROUND = 2  # more moves than this, and the stage's name says it better


role_label = naming.label


def process(code):
    """The declared process, or None when its folder is gone."""
    return registry.KINDS[code].process if code in registry.KINDS else None


def _rules(code):
    return registry.current(code) if code in registry.KINDS else None


def stage_label(code, stage):
    rules = _rules(code)
    return _(rules.label(stage)) if rules and stage in rules.stages else stage


def from_whom(row):
    """How work came from somebody else, or ""."""
    way = PASSED.get(row["asked"]) or PASSED.get(row["kind"])
    return _(way) % words.post(row["from"]) if way and row.get("from") else ""


def ask(row):
    """The words of the act that is asked for."""
    rules = _rules(row["case_kind"])
    facts = rules.stages.get(row["stage"]) if rules else None
    if row["kind"] in BESIDE:
        return _("知悉") if row["kind"] == "copy" else _("阅看并回复") if row.get("asked") else _("阅看")
    if row["kind"] == "delegate":
        return _("提出意见")
    if row["kind"] == "seat":
        return _("核对笔录并签字") if row["role"] == "seat" else _("提交表决")
    if row["kind"] == "sign":
        return _("提交表决") if facts and facts.signing and facts.signing.mode == "vote" else _("会签")
    labels = [_(m.label) for m in facts.moves if m.duty and row["role"] in m.by] if facts else []
    # Work that no move of the stage takes is done by an act: the one that this role alone may take.
    acts = [name for name, by in facts.acts.items() if tuple(by) == (row["role"],)] if facts and not labels else []
    labels = labels or [str(wording.ACTS[name]) for name in acts if name in wording.ACTS]
    return _("或").join(labels) if 0 < len(labels) <= AROUND else stage_label(row["case_kind"], row["stage"])
