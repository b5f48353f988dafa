"""Passwords by profile: `plain` asks for length and refuses what is known; `djcp3` asks what GB/T 22239 level 3 asks.

ASVS 6.2.5 and 6.2.10 speak against composition and forced change, the Chinese standard for them; so it is a setting.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people import clock

LEAST = {"plain": 10, "djcp3": 10}
LONGEST = timedelta(days=90)
KINDS = (str.islower, str.isupper, str.isdigit, lambda letter: not letter.isalnum())


def profile() -> str:
    """Which profile this installation follows."""
    return getattr(settings, "PASSWORDS", "plain")


class Profile:
    """A validator of Django's: length, and under djcp3 three of four kinds of characters."""

    def validate(self, password, user=None):
        least = LEAST[profile()]
        if len(password) < least:
            raise ValidationError(_("密码至少 %d 个字符。") % least)
        if profile() == "djcp3" and sum(any(map(has, password)) for has in KINDS) < 3:
            raise ValidationError(_("密码须包含大写字母、小写字母、数字、符号中的三种。"))

    def get_help_text(self):
        if profile() == "djcp3":
            return _("至少 10 个字符，含大写字母、小写字母、数字、符号中的三种；90 天更换一次。")
        return _("至少 10 个字符，不能是常见密码或与账号相近。")


def too_old(user) -> bool:
    """Whether the person has to choose a new password now."""
    if profile() != "djcp3" or not user.has_usable_password() or user.password_at is None:
        return False
    return clock.now() - user.password_at > LONGEST
