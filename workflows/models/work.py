"""A piece of human work in a case, open or done."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from viewflow.workflow.models import AbstractTask
from viewflow.workflow.status import STATUS
from viewflow.workflow.token import Token

from workflows.models.case import Case
from workflows.models.signing import Signing

OPEN = Q(status="ASSIGNED")
GIVEN = Q(closed_why="transferred") | Q(held="delegated")  # what its owner gave to somebody else
BESIDE = ("circulate", "copy")  # kinds that are read, hold nothing up and outlast their stage


class WorkItem(AbstractTask):
    """viewflow's task with our columns. What a list shows stands in the row, so that an inbox reads one table."""

    previous = external_task_id = scheduled = owner_permission = None  # viewflow's columns we do without
    assigned = started = None
    # The same in every row of ours: told to viewflow, and no column.
    flow_task_type, token = "HUMAN", Token("start")
    # Django cannot drop an inherited generic key, so its two columns stay, empty and without an index.
    owner_permission_content_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, db_index=False, related_name="+", editable=False
    )

    process = models.ForeignKey(Case, models.PROTECT, related_name="task_set", db_index=False)
    status = models.CharField(max_length=10, choices=STATUS.choices, default=STATUS.NEW)
    created = models.DateTimeField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    stage = models.CharField(max_length=40)
    # move | sign | seat; recusal, proposal, subcase; circulate, copy: they hold nothing up
    kind = models.CharField(max_length=12, default="move")
    role = models.CharField(max_length=60, blank=True)  # why you: the role it reached you by
    place = models.PositiveSmallIntegerField(default=0)  # order in a sequential signing
    signing = models.ForeignKey(Signing, models.PROTECT, null=True, db_index=False, related_name="items")
    branch = models.CharField(max_length=20, blank=True, default="")  # of a stage whose work runs side by side
    weight = models.PositiveSmallIntegerField(default=1)  # of this voice in a weighted vote
    asked = models.CharField(max_length=12, blank=True, default="")  # how it came, if not by entering the stage
    parent = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="children")
    held = models.CharField(max_length=12, blank=True, default="")  # why it waits (SCHEDULED): suspended, claimed, …
    closed_why = models.CharField(max_length=16, blank=True, default="")  # why it was closed undone
    claimed_at = models.DateTimeField(null=True)  # its owner took it from the pool and works alone
    decision = models.CharField(max_length=20, blank=True, default="")
    due = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    case_uid = models.UUIDField()
    case_kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "due", "id"], condition=OPEN, name="workitem_inbox"),
            models.Index(fields=["owner", "-finished"], condition=Q(status="DONE"), name="workitem_archive"),
            models.Index(fields=["process", "owner"], name="workitem_case"),
            models.Index(fields=["owner", "-id"], condition=GIVEN, name="workitem_given"),
        ]

    @property
    def flow_task(self):
        """viewflow's node of this work, which its stage and the flow of its case name."""
        return self.process.flow_class.instance.node(f"at_{self.stage}")

    def save(self, *args, **kwargs):
        """Without viewflow's, which would fill in what is no column here."""
        models.Model.save(self, *args, **kwargs)
