"""The organisation: units, roles and who holds them, who is away, who may not act on whom."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models_user import note_agent


class Unit(models.Model):
    """An organ, a section, a township or a group outside."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("机关")
        BODY = "body", _("议事机构")
        SECTION = "section", _("内设科室")
        INSTITUTION = "institution", _("直属单位")
        TOWNSHIP = "township", _("乡镇")
        EXTERNAL = "external", _("外部")

    code = models.CharField(_("单位代码"), max_length=20, unique=True)
    name = models.CharField(_("单位名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级单位")
    )
    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices, default=Kind.SECTION)

    class Meta:
        verbose_name = verbose_name_plural = _("单位")
        ordering = ["code"]

    def __str__(self):
        return self.label

    @property
    def label(self):
        """The name in the reader's language."""
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name


class Role(models.Model):
    """What somebody may be asked to do: a post, a part in one case, or an administrator's function."""

    class Kind(models.TextChoices):
        POST = "post", _("岗位")
        CASE = "case", _("事项角色")
        DERIVED = "derived", _("由岗位产生")
        ADMIN = "admin", _("管理角色")
        ENGINE = "engine", _("系统")
        GROUP = "group", _("人员组")

    code = models.CharField(_("角色代码"), max_length=30, primary_key=True)
    zh = models.CharField(_("名称"), max_length=60)
    zh_hant = models.CharField(_("繁体名称"), max_length=60, blank=True)
    en = models.CharField(_("英文名称"), max_length=60, blank=True)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    played_by = models.JSONField(_("由谁担任"), default=list, blank=True)
    in_unit = models.BooleanField(_("按单位设置"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("角色")
        ordering = ["kind", "code"]

    def __str__(self):
        return self.label

    @property
    def is_admin(self):
        return self.kind == self.Kind.ADMIN

    @property
    def label(self):
        """The name in the reader's language."""
        spoken = (get_language() or "").lower()
        return (self.en if spoken.startswith("en") else self.zh_hant if spoken == "zh-hant" else "") or self.zh


class Holding(models.Model):
    """A person holds a role from `since` to `until`, both days included; no unit: for the whole organisation."""

    person = models.ForeignKey("people.User", models.PROTECT, related_name="holdings", verbose_name=_("人员"))
    role = models.ForeignKey(Role, models.PROTECT, related_name="holdings", verbose_name=_("角色"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="holdings", verbose_name=_("单位")
    )
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("任职")
        indexes = [models.Index(fields=["role", "unit"], name="holding_role_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="holding_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["person", "role", "unit", "since"], name="holding_once"),
            models.UniqueConstraint(
                fields=["person", "role", "since"], condition=Q(unit__isnull=True), name="holding_once_everywhere"
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.role_id} {self.since}–{self.until or ''}"


class Absence(models.Model):
    """A person is away from `starts` to `ends`, both days included, and may name a substitute."""

    person = models.ForeignKey("people.User", models.PROTECT, related_name="absences", verbose_name=_("人员"))
    substitute = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="substitutes_for", verbose_name=_("代理人")
    )
    starts = models.DateField(_("自"))
    ends = models.DateField(_("至"))

    class Meta:
        verbose_name = verbose_name_plural = _("外出")
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="absence_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("person")), name="absence_needs_somebody_else"
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.starts}–{self.ends}"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        note_agent(self.substitute, self.ends)


class Conflict(models.Model):
    """A standing conflict of interest of a person with another person or with a unit."""

    class Kind(models.TextChoices):
        FAMILY = "family", _("近亲属")
        INTEREST = "interest", _("利害关系")
        FORMER = "former", _("原任职单位")
        OTHER = "other", _("其他关系")

    person = models.ForeignKey("people.User", models.PROTECT, related_name="conflicts", verbose_name=_("人员"))
    other = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="conflicts_with", verbose_name=_("与何人")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="conflicts", verbose_name=_("与何单位")
    )
    kind = models.CharField(_("关系"), max_length=10, choices=Kind.choices)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("利益冲突")
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False) | Q(unit__isnull=False), name="conflict_with_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.kind} {self.other or self.unit}"
