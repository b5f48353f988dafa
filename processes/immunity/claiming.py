"""A claim made from where somebody is held responsible: the certificate itself need not be theirs to open.

A process that holds people responsible switches the act on: `StageFacts(acts={"claim_immunity": ("respondent",
"case_officer")})`. Its form comes with it.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.immunity import works
from processes.immunity.forms import CaseForm, Day, area
from workflows import moves
from workflows.acts.common import participate
from workflows.acts.engine_forms import ENGINE
from workflows.errors import Refused
from workflows.models import Case
from workflows.registry import act
from workflows.wording import act_label

act_label("claim_immunity", gettext_lazy("主张适用承诺书"))
WAYS = {"active": "claim", "expired": "claim_late", "determined": "claim_again"}


@act("claim_immunity")
def claim_immunity(case, step, *, certificate, act_on, statement):
    """The respondent, or the officer for them, claims that a certificate for the same work applies (R6e)."""
    found = [one for one in certificates(case) if str(one.pk) == str(certificate) or one.number == certificate]
    if not found:
        raise Refused(_("没有主张：同一工作没有这份承诺书。请核对编号。"))
    (held,) = found
    if held.stage not in WAYS:
        raise Refused(_("没有主张：承诺书现在处于“%s”，不能主张。请看承诺书的办理情况。") % _(held.stage_label))
    # Claimed before, it is known to few: whoever claims now is one of them, or the door would not know them.
    part = "claimant" if step.holder_id in case.players("respondent") else "matter_officer"
    participate(held, [step.holder_id], part)
    moves.move(
        held, WAYS[held.stage], by=step.actor, matter=case.pk, act_on=act_on, statement=statement
    )  # the same transaction: refused there, nothing is written here
    step.fields["certificate"] = held.number


def certificates(case):
    """Certificates for the work that this matter is linked to."""
    joined = Case.objects.filter(links_in__source=case.pk) | Case.objects.filter(links_out__target=case.pk)
    rows = [one for work in joined.distinct() for one in works.certificates(work)]
    rows += [one.own for one in joined.distinct() if one.kind == "immunity"]
    return list({one.pk: one for one in rows}.values())


class ClaimImmunityForm(CaseForm):
    """Which certificate, an act of which day, and why it is covered."""

    certificate = forms.ChoiceField(
        label=gettext_lazy("承诺书"), help_text=gettext_lazy("同一工作的承诺书；没有可选的，是还没有查到或者没有出具。")
    )
    act_on = Day(label=gettext_lazy("行为发生日期"), help_text=gettext_lazy("须在承诺书有效期内。"))
    statement = area(gettext_lazy("主张的理由"), most=3000)

    def prepare(self):
        held = [one for one in certificates(self.case) if one.stage in WAYS]
        self.fields["certificate"].choices = [(one.pk, f"{one.number}　{one.title}") for one in held]


ENGINE["claim_immunity"] = ClaimImmunityForm  # the act stands in other processes, and so does its form
