"""Looking up certificates of immunity and recorded dissent on the work a case is about (F16, L8)."""

from workflows.answers import ask

PURPOSE = "追究责任前核对是否应予容错"


def certificates(case, step):
    """Certificates on the work; [] if the case is about none."""
    return _asked("immunity.certificates", case, step)


def results(case, step):
    """What was concluded about claims on the work."""
    return _asked("immunity.result", case, step)


def undecided(case, step):
    """Numbers of claims on the work that are not determined."""
    return [one if isinstance(one, str) else str(one.get("number") or "") for one in
            _asked("immunity.undecided", case, step)]  # fmt: skip


def dissenters(case, step):
    """[{person, opinion}] who dissented on record when the work was approved."""
    return _asked("innovation_hearing.dissent", case, step)


def _asked(name, case, step):
    if not case.work_ref_id:
        return []
    return ask(name, work=case.work_ref, purpose=PURPOSE, step=step, case=case)


def source_facts(case, step=None):
    """What the investigation that this came from established about the person; never who reported it."""
    if not case.trigger_case_id or case.trigger_case.kind != "investigation":
        return ""
    found = ask("investigation.facts", work=case.trigger_case, purpose="责任追究认定事实", step=step, case=case)
    own = (one for one in found if not one["people"] or case.respondent_id in one["people"])
    texts = (str(one["facts"]) for one in own)
    return "\n".join(filter(None, texts))
