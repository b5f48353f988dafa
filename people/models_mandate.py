"""Who may act for whom, from when to when, and in what."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models_user import note_agent


class Mandate(models.Model):
    """`agent` may act for `principal` from `since` to `until`, both days included. Both may act; one of them wins."""

    principal = models.ForeignKey(
        "people.User", models.PROTECT, related_name="mandates_given", verbose_name=_("委托人")
    )
    agent = models.ForeignKey("people.User", models.PROTECT, related_name="mandates_held", verbose_name=_("代理人"))
    since = models.DateField(_("自"))
    until = models.DateField(_("至"))
    # Codes with a space between them: one statement reads mandates and absences together.
    processes = models.CharField(_("流程"), max_length=400, blank=True, default="")
    reason = models.CharField(_("原因"), max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = _("代理授权")
        indexes = [models.Index(fields=["agent", "until"], name="mandate_agent")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="mandate_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(agent=F("principal")), name="mandate_needs_somebody_else"),
        ]

    def __str__(self):
        return f"{self.principal} → {self.agent} {self.since}–{self.until}"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        note_agent(self.agent, self.until)

    @property
    def codes(self):
        """The processes it holds for; none: all."""
        return self.processes.split()
