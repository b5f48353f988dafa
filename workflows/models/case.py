"""One matter moving through one process, and the stored rules it moves by."""

import os
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_fsm import RETURN_VALUE, FSMField, FSMModelMixin, transition
from viewflow.workflow.models import AbstractProcess

from policy import rooms
from workflows import clock, registry
from workflows import rules as stored

CLOCK = frozenset(
    {"reckon", "raise_recusal", "climb", "remind_defence", "migrate", "open_emergency", "destroy"}
)  # acts of the clock alone
# What one may do in a case that stands still.
AWAKE = frozenset({
    "resume", "terminate", "withdraw", "comment", "attach", "copy", "circulate", "seen", "reply", "decide_recusal",
    "apply_recusal", "order_recusal", "migrate", "reckon",
    "acknowledge", "set_secrecy", "admit", "end_admission", "exclude", "end_exclusion", "open_emergency",
    "destroy",
})  # fmt: skip
# Whoever watches over a case may urge it in every stage; it moves nothing.
ANYWHERE = {
    "urge": ("supervision_office", "office", "minister", "deputy_minister"),
    "order_recusal": ("recusal_orderer",),
}
# Who decides who may know of a case; of a secret one only those of them who see it. Also when it is closed.
KEEPERS = ("supervision_office", "office", "minister", "deputy_minister")
SECRECY = {"set_secrecy": KEEPERS} | dict.fromkeys(
    ("admit", "end_admission", "exclude", "end_exclusion"), ("opened_by", *KEEPERS)
)


def new_uid():
    """UUID version 7: ordered by time, so that the index grows at its right edge."""
    stamp = int(clock.now().timestamp() * 1000)
    tail = int.from_bytes(os.urandom(10), "big")
    return uuid.UUID(int=stamp << 80 | 7 << 76 | (tail >> 68 & 0xFFF) << 64 | 2 << 62 | tail & (1 << 62) - 1)


class Definition(models.Model):
    """One version of a process as canonical JSON under its hash. Rows are added, never changed."""

    hash = models.CharField(max_length=64, unique=True)
    process = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    text = models.TextField()
    first_used = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("规则版本")
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="definition_number")]

    @property
    def rules(self):
        """The parsed rules, cached by text."""
        return stored.read(self.text)


class Case(FSMModelMixin, AbstractProcess):
    """One matter; each process adds its own fields in a table of its own."""

    process = None  # declare.Process, set by the process's model
    Stage, start, facts, closed = None, "", {}, frozenset()
    editable, asked_first = (), ()  # fields that the act `edit` may change; acts that stand first in the room
    guarded = {}  # field → roles that may read it, for fields that not everybody reads who sees the case
    forms = {}  # form key → Django form class
    begin_page = ""  # address of a page of the process where its cases begin, instead of the usual form
    step = None  # what is being done to the case now; see workflows.step

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    created = models.DateTimeField()
    kind = models.CharField(max_length=40)  # process code
    number = models.CharField(max_length=40, null=True)
    title = models.CharField(max_length=120)
    stage = FSMField(default="", protected=True)
    stage_since = models.DateTimeField()
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="+", db_index=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner_unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    classification = models.CharField(max_length=12, default="internal")
    urgency = models.CharField(max_length=8, default="normal")
    revision = models.PositiveIntegerField(default=0)  # forms that two people have open
    round = models.PositiveSmallIntegerField(default=0)
    open_items = models.PositiveIntegerField(default=0)  # work items of this stage nobody has done
    due = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)  # the year it ends in is not confirmed
    lapse_move = models.CharField(max_length=40, blank=True, default="")  # move the clock takes when due
    suspended_at = models.DateTimeField(null=True)
    waits_since = models.DateTimeField(null=True)  # its clock stands still while it waits for whom it is about
    # The work item of another case that waits for this one to end.
    parent_item = models.ForeignKey(
        "workflows.WorkItem", models.PROTECT, null=True, related_name="subcases", db_index=False
    )
    head_seq = models.PositiveIntegerField(default=0)  # the last event, and its hash
    head_hash = models.BinaryField(default=b"")

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("事项")
        # No column that each step changes stands in an index, so that PostgreSQL writes a step without touching them.
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=models.Q(number__isnull=False), name="case_number")
        ]
        indexes = [
            models.Index(fields=["due"], condition=~models.Q(lapse_move=""), name="case_lapse"),
            models.Index(fields=["due"], condition=models.Q(finished=None, due__isnull=False), name="case_open_due"),
            models.Index(
                fields=["parent_item"], condition=models.Q(parent_item__isnull=False), name="case_parent_item"
            ),
        ]

    def __str__(self):
        return self.number or str(self.uid)  # never the title: logs and the administration site print this

    @transition("stage", source="*", target=RETURN_VALUE())
    def _send(self, stage):
        """Where no edge leads, the engine brings the case: return, take back, jump. See workflows.sending."""
        return stage

    @property
    def rules(self):
        """The rules this case was opened under."""
        known = self.__dict__.get("_rules")
        if known is None or known[0] != self.definition_id:
            from workflows import definitions  # asked some hundred times in a move, looked up once

            self._rules = known = (self.definition_id, definitions.rules_of(self.definition_id))
        return known[1]

    def moments_known(self):
        """Code → time of the moments from which terms of other stages count."""
        if "_moments" not in self.__dict__:
            self._moments = dict(self.moments.values_list("code", "at"))
        return self._moments

    def named(self, role):
        """Ids of the people whom this case names for a case-bound role; None if the role is a post."""
        return None

    def roles_for(self, act):
        """Roles that may take a move or an act in the stage the case is in; None if there is none of that name."""
        move = self.rules.find(self.stage, act)
        if move and not self.suspended_at:
            return (*move.by, "system") if move.lapses else move.by
        if act in SECRECY:
            return SECRECY[act]
        if act == "acknowledge" and self.kind in rooms.CONFINED:  # what was served is received whatever the stage
            return (*rooms.CONFINED[self.kind], *self.rules.stages[self.stage].acts.get(act, ()))
        if self.suspended_at and act not in AWAKE:
            return None
        if act in ANYWHERE:
            return None if self.is_closed else ANYWHERE[act]
        if act == "renew_evidence" and not self.is_closed:  # whoever may hand in what is new here
            return ("holder", *self.rules.stages[self.stage].acts.get("attach", ()))
        if act == "resume" and not self.suspended_at or act == "suspend" and self.suspended_at:
            return None
        if act == "resume":
            return (*self.rules.stages[self.stage].acts.get(act, ()), "system")
        return ("system",) if act in CLOCK else self.rules.stages[self.stage].acts.get(act)

    def halted(self):
        """The sentence that says why nothing can be done in the case now, or ""."""
        if not self.suspended_at:
            return ""
        since = timezone.localtime(self.suspended_at).strftime("%Y-%m-%d")
        return _("事项自 %s 起暂停办理，这一步没有办理。请等恢复办理后再办。") % since

    def players(self, role):
        """Ids of the people who play a role in this case now."""
        from workflows import assign  # it reads cases

        return assign.players(self, role)

    def barred(self):
        """Ids of people whom a tie keeps from handling this case."""
        from workflows import assign  # it reads cases

        return assign.tied(self)

    @property
    def own(self):
        """The same case as its process's model."""
        model = registry.kind(self.kind)
        return self if isinstance(self, model) else getattr(self, model._meta.model_name)

    @property
    def stage_label(self):
        return self.rules.label(self.stage)

    @property
    def is_closed(self):
        return self.rules.is_closed(self.stage)

    def about(self):
        """People the case is about: nobody with a tie to them may handle it (F01). Processes override."""
        return ()

    @classmethod
    def gather(cls, cases):
        """Look up at once what several cases of a list need to tell their risk. Processes override."""

    def opening(self, step):
        """What the process checks and prepares on opening: raise Refused, take a number. Processes override."""

    def spares(self, role):
        """Whether `role` has nothing to do on entering the stage, though moves name it. Processes override."""
        return False

    def stands_in(self, role, person):
        """`person` takes over `role` from somebody who was recused: a case that names the role itself notes it."""

    def unnamed(self):
        """Id → what the history calls somebody whose name the process promised to keep out. Processes override."""
        return {}

    def unnamed_for(self, reader):
        """Those of them whom `reader` must not learn; nobody in particular learns none. Processes override."""
        return self.unnamed()

    def sight(self, name):
        """What is shown under a name that a stage's `sees` states. Processes that keep rows of their own override."""
        return getattr(self, name)

    def at_risk(self):
        """The sentence that says why the case is at risk now, or "". It is yellow then. Processes override."""
        return ""

    def risk_from(self):
        """From when the case will be at risk if nothing happens until then; None if never. Processes override."""
        return None

    def after_term(self, move):
        """What somebody may do for whom the term of a move is over, as a sentence. Processes override."""
        return _("如有正当理由，请联系办公室。")

    def extension_barred(self):
        """Why nobody may ask for more time now, though the stage allows it, or "". Processes override."""
        return ""

    def extension_limit(self):
        """The last day to which the term may be moved; None: as the stage says. Processes override."""
        return None

    def was_extended(self, step, day):
        """More time was granted, to that day. Processes override."""

    def must_sit(self):
        """Ids of those who vote in the sitting of this stage, no more and no fewer; None if the office chooses."""
        return None

    def conflicted(self):
        """Person id → why they may not hear or vote this case: recused from the moment they are seated (F01)."""
        return {}

    def served_since(self):
        """From when papers served count for the sitting of this stage."""
        return self.stage_since

    def summary(self):
        """(label, value) pairs for the case page. Processes override."""
        return []

    def pages(self):
        """Act or move → (label, address) of a page of the process where it is done. Processes override."""
        return {}

    def idle(self, name, user):
        """Whether an act or a move has nothing to do now: no page offers it, the door says why. Processes override."""
        return False

    def shows(self, user, part):
        """Whether `user`, who may see the case, may see the evidence about `part` of it. Processes override."""
        return True

    def withheld(self, evidence):
        """Whether evidence may never be released to whom the case is about. Processes override."""
        return False

    def told_in_room(self, person):
        """(label, value) pairs that whom the case is about is told beside their papers. Processes override."""
        return []

    def rights_in_room(self, person):
        """Sentences on the rights that this process gives them, such as the term of an appeal. Processes override."""
        return []

    def in_part(self, user):
        """Whether `user`, who may see the case, reads only their own steps in its history. Processes override."""
        return False

    def part_label(self, part):
        """What people call a part that evidence is about, as in "finding:3". Processes override."""
        return part or _("整件事项")
