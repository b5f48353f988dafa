"""What a work item asks, and why it reached this person: from the rules and the shipped roles, no query."""

from django.utils.translation import gettext as _

from workflows import naming, registry, wording

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


def ask(row):
    """The words of the act that is asked for."""
    rules = _rules(row["case_kind"])
    facts = rules.stages.get(row["stage"]) if rules else None
    if row["kind"] == "seat":
        return _("核对笔录并签字") if row["role"] == "seat" else _("提交表决")
    if row["kind"] == "sign":
        return _("提交表决") if facts and facts.signing and facts.signing.mode == "vote" else _("会签")
    labels = [_(m.label) for m in facts.moves if m.duty and row["role"] in m.by] if facts else []
    # Work that no move of the stage takes is done by an act: the one that this role alone may take.
    acts = [name for name, by in facts.acts.items() if tuple(by) == (row["role"],)] if facts and not labels else []
    labels = labels or [str(wording.ACTS[name]) for name in acts if name in wording.ACTS]
    return _("或").join(labels) if 0 < len(labels) <= AROUND else stage_label(row["case_kind"], row["stage"])
