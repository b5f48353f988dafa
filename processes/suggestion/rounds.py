"""A call for suggestions (征集轮次): the container they come in by. Opened and closed with an event each."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import append
from people import calendar, clock, roles
from processes.suggestion import taxonomy
from processes.suggestion.choices import Channel
from workflows import due
from workflows.errors import Refused
from workflows.store.queue import turn

OPEN_FOR = 30  # calendar days, unless the office chooses another last day
KEEPERS = frozenset({"office"})
# Who may be asked to answer with an account of their own; the office registers what comes on paper from anybody.
ASKED = ("submitter", "township_member", "village_cadre", "section_head", "clerk", "ext_supervisor")


class Round(models.Model):
    """One round of asking for suggestions."""

    name = models.CharField(gettext_lazy("名称"), max_length=80)
    theme = models.CharField(gettext_lazy("主题"), max_length=200, blank=True)
    open_at = models.DateTimeField(gettext_lazy("开始"))
    close_at = models.DateTimeField(gettext_lazy("截止"))
    channels = models.JSONField(gettext_lazy("来源"), default=list, blank=True)
    audience = models.JSONField(gettext_lazy("征集对象"), default=list, blank=True)  # roles; none is everybody
    taxonomy_version = models.CharField(gettext_lazy("分类版本"), max_length=12, default=taxonomy.VERSION)
    quota = models.PositiveSmallIntegerField(gettext_lazy("每人条数"), null=True, blank=True)
    closed_at = models.DateTimeField(gettext_lazy("结束时间"), null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("征集轮次")
        ordering = ["-open_at", "-pk"]

    def __str__(self):
        return self.name

    def state(self, at):
        """waiting, open or closed."""
        if self.closed_at or at > self.close_at:
            return "closed"
        return "open" if self.open_at <= at else "waiting"

    def asks(self, held):
        """Whether somebody who holds these roles may answer."""
        return not self.audience or bool(held & {*self.audience, *KEEPERS})


def last_day(first):
    """The last day of a round that begins on `first` and runs as long as usual; it ends on a working day."""
    return calendar.load().add(first, OPEN_FOR, "cd").date


def keeps(person):
    """Whether somebody opens and closes rounds."""
    return bool(KEEPERS & roles.roles_of(person))


def _may_keep(person):
    if not keeps(person):
        raise Refused(_("没有保存：征集轮次由办公室发起和结束。请联系办公室。"))


def open_round(*, by, name, first, last=None, theme="", channels=(), audience=(), quota=None):
    """Call for suggestions from `first` to `last`, both included. Raises Refused."""
    _may_keep(by)
    name, last = name.strip(), last or last_day(first)
    if len(name) < 4:
        raise Refused(_("没有发起：名称至少 4 个字。请写明年份和内容，如“2027年度建言献策”。"), "name")
    if last < max(first, clock.today()):
        raise Refused(_("没有发起：截止日期早于开始日期，或已经过去。请重新选择。"), "last")
    _known(channels, Channel.values, "channels")
    _known(audience, ASKED, "audience")
    fields = {
        "name": name, "theme": theme.strip(), "channels": list(channels), "audience": list(audience), "quota": quota,
    }  # fmt: skip
    with turn(), transaction.atomic():
        if Round.objects.filter(name=name).exists():
            raise Refused(_("没有发起：已有同名的征集轮次。请换一个名称，或在原来的轮次里继续征集。"), "name")
        found = Round.objects.create(open_at=_begin(first), close_at=due.end_of(last), **fields)
        _event("opened", found, by, clock.now(), {"first": first, "last": last} | fields)
    return found


def _known(chosen, possible, field):
    if set(chosen) - set(possible):
        raise Refused(_("没有发起：选择了不存在的项。请刷新页面后重新选择。"), field)


def _begin(day):
    return due.end_of(day).replace(hour=0, minute=0, second=0)


def close_round(found, *, by, reason=""):
    """End a round before its last day, with a reason; what came in by it goes on as it is. Raises Refused."""
    _may_keep(by)
    if len(reason.strip()) < 4:
        raise Refused(_("没有结束：请写明提前结束的原因，至少 4 个字。"), "reason")
    with turn(), transaction.atomic():
        found = Round.objects.select_for_update().get(pk=found.pk)
        if found.state(clock.now()) == "closed":
            raise Refused(_("这一轮征集已经结束，没有改动。"))
        _end(found, by, clock.now(), reason.strip())
    return found


def close_over(at=None):
    """End the rounds whose last day is over; the background calls this. Returns how many there were."""
    at = at or clock.now()
    ended = 0
    for found in Round.objects.filter(closed_at=None, close_at__lt=at):
        with turn(), transaction.atomic():
            locked = Round.objects.select_for_update().get(pk=found.pk)
            if not locked.closed_at:
                _end(locked, roles.system_user(), at, "")
                ended += 1
    return ended


def _end(found, by, at, reason):
    found.closed_at = at
    found.save(update_fields=["closed_at"])
    _event("closed", found, by, at, {"reason": reason, "came_in": found.suggestions.count()})


def _event(what, found, by, at, fields):
    append.system(f"suggestion.round_{what}", by=by, at=at, fields={"round": found.pk, "name": found.name} | fields)


def open_for(person, at=None):
    """The rounds in which this person may answer now, the one that ends first first."""
    at, held = at or clock.now(), roles.roles_of(person)
    now = Round.objects.filter(open_at__lte=at, close_at__gte=at, closed_at=None).order_by("close_at", "pk")
    return [found for found in now if found.asks(held)]


def why_closed(found, person, at):
    """Why nobody, or not this person, can answer in a round now; "" if they can."""
    state = found.state(at)
    if state == "waiting":
        day = timezone.localdate(found.open_at).isoformat()
        return _("没有提交：“%(name)s”%(day)s 起才开始征集。请到时再提交，或不选轮次。") % {"name": found, "day": day}
    if state == "closed":
        return _("没有提交：“%s”的征集已经结束。请不选轮次提交，照常办理和答复。") % found
    if not found.asks(roles.roles_of(person)):
        return _("没有提交：“%s”不面向你的身份征集。请不选轮次提交，照常办理和答复。") % found
    return ""
