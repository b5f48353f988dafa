"""The log over all chains: places, tiles, checkpoints, keys, anchors, and what verifications found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.comments import APPEND_ONLY as COMMENT


class Log(models.Model):
    """The one row that says how long the log is. Whoever sequences holds it."""

    origin = models.CharField(max_length=120, unique=True)
    simulated = models.BooleanField()
    size = models.BigIntegerField(default=0)
    algorithm = models.CharField(max_length=20, default="sha256")

    class Meta:
        db_table = "ledger_log"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ledger_one_log")]


class Place(models.Model):
    """Where an event stands in the log: 0, 1, 2 … without a gap, over all chains."""

    place = models.BigIntegerField(primary_key=True)
    uid = models.UUIDField()
    seq = models.PositiveIntegerField()

    class Meta:
        db_table = "ledger_place"
        db_table_comment = COMMENT
        constraints = [models.UniqueConstraint(fields=["uid", "seq"], name="ledger_placed_once")]


class Tile(models.Model):
    """Up to 256 hashes of one level of the tree, as in C2SP tlog-tiles; the last one of a level grows."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        db_table = "ledger_tile"


class Checkpoint(models.Model):
    """A signed statement of how long the log is and what its root is."""

    at = models.DateTimeField()
    origin = models.CharField(max_length=120)
    size = models.BigIntegerField(db_index=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()

    class Meta:
        db_table = "ledger_checkpoint"
        db_table_comment = COMMENT


class Key(models.Model):
    """A public key that has signed checkpoints; old ones stay, so that old checkpoints can be read."""

    vkey = models.CharField(max_length=200, unique=True)
    algorithm = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "ledger_key"


class Anchor(models.Model):
    """A place outside the reach of administrators to which checkpoints are handed."""

    class Kind(models.TextChoices):
        FILE = "file", _("只追加的文件（在另一存储上）")
        MAIL = "mail", _("寄给审计员的邮件")
        QR = "qr", _("打印的二维码页")

    kind = models.CharField(_("方式"), max_length=8, choices=Kind)
    target = models.CharField(_("去处"), max_length=300, blank=True, help_text=_("文件的完整路径，或邮箱地址"))
    every = models.PositiveIntegerField(_("间隔（分钟）"), default=5)
    active = models.BooleanField(_("启用"), default=True)
    last_success = models.DateTimeField(_("上次成功"), null=True, editable=False)
    last_size = models.BigIntegerField(_("上次长度"), null=True, editable=False)
    last_try = models.DateTimeField(null=True, editable=False)
    error = models.CharField(_("上次失败的原因"), max_length=300, blank=True, editable=False)

    class Meta:
        db_table = "ledger_anchor"
        verbose_name = verbose_name_plural = _("检查点存放处")

    def __str__(self):
        return f"{self.get_kind_display()} {self.target}".strip()


class Rollback(models.Model):
    """The log was found shorter than, or other than, what had been signed before."""

    at = models.DateTimeField()
    was = models.BigIntegerField()
    now = models.BigIntegerField()
    found_by = models.CharField(max_length=20)  # signer, file, restore
    accepted_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "ledger_rollback"


class Verification(models.Model):
    """What a whole verification found, so that a page can say when the last one was."""

    at = models.DateTimeField()
    events = models.BigIntegerField()
    size = models.BigIntegerField()
    faults = models.PositiveIntegerField()
    first = models.CharField(max_length=500, blank=True)
    seconds = models.FloatField()

    class Meta:
        db_table = "ledger_verification"
