"""The people and the clock, who is a user too."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.errors import NotDone


def _never_deleted():
    return NotDone(_("用户没有删除：留痕里有他的名字。请改为停用。"))


class UserQuerySet(models.QuerySet):
    def delete(self):
        raise _never_deleted()


class People(UserManager.from_queryset(UserQuerySet)):
    """Users; none of them can be deleted, and none may everything."""

    def create_superuser(self, *args, **kwargs):
        raise NotDone(_("没有新增：这里没有能做一切的账号。请用 manage.py install 建立三名管理员。"))


class User(AbstractUser):
    """A person who signs in, or the system. `name` is what the organisation calls them."""

    class Kind(models.TextChoices):
        PERSON = "person", _("人员")
        SYSTEM = "system", _("系统")

    class Theme(models.TextChoices):
        AUTO = "auto", _("跟随系统")
        LIGHT = "light", _("浅色")
        DARK = "dark", _("深色")

    class Language(models.TextChoices):
        HANS = "zh-hans", "简体中文"
        HANT = "zh-hant", "繁體中文"
        ENGLISH = "en", "English"

    first_name = last_name = None
    name = models.CharField(_("姓名"), max_length=80)
    pinyin = models.CharField(_("拼音"), max_length=160, blank=True)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices, default=Kind.PERSON)
    is_demo = models.BooleanField(_("演示账号"), default=False)
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("单位")
    )
    language = models.CharField(_("语言"), max_length=10, choices=Language.choices, default=Language.HANS)
    theme = models.CharField(_("外观"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    keys_on = models.BooleanField(_("启用快捷键"), default=True)
    # The last day on which they may act for somebody, so that nobody else is asked for whom: see people.mandates.
    acts_until = models.DateField(_("代理到"), null=True, blank=True, editable=False)
    password_at = models.DateTimeField(_("设置密码的时间"), null=True, blank=True, editable=False)
    last_read = models.DateTimeField(_("上次查看通知"), null=True, blank=True)

    objects = People()
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = _("用户")
        # 三员分立: nobody may everything, whoever writes the row.
        constraints = [models.CheckConstraint(condition=models.Q(is_superuser=False), name="nobody_is_superuser")]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def delete(self, *args, **kwargs):
        raise _never_deleted()


def note_agent(agent, until):
    """`agent` may act for somebody until a day. The day never comes nearer: it only spares a look."""
    if agent and (agent.acts_until is None or agent.acts_until < until):
        agent.acts_until = until
        User.objects.filter(pk=agent.pk).update(acts_until=until)


class OneTimeLink(models.Model):
    """A sign-in link: it works once, and only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(User, models.PROTECT, related_name="links")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("一次性登录链接")

    def __str__(self):
        return f"{self.person} {self.expires_at:%Y-%m-%d %H:%M}"
