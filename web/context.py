"""What every page needs: the side bar, two counts, the theme."""

from functools import cached_property

from django.conf import settings
from django.utils.translation import get_language

from intake import blind, desk
from notifications import readers
from people import mandates
from policy import rules as policy
from web import nav
from workflows import inbox

HTML_LANG = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


class Many(int):
    """A count that was not carried to its end, and says so."""

    def __str__(self):
        return "99+"


class Shell:
    """Read lazily, so that a fragment or an error page asks the database nothing."""

    def __init__(self, request):
        self.request = request

    @property
    def demo(self):
        return settings.DEMO

    @property
    def lang(self):
        return HTML_LANG.get(get_language(), "zh-Hans")

    @property
    def languages(self):
        return settings.LANGUAGES

    @property
    def language(self):
        return get_language()

    @property
    def theme(self):
        """light, dark, or nothing: then the person's system decides in the browser."""
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in ("light", "dark") else ""

    @cached_property
    def user(self):
        user = getattr(self.request, "user", None)
        return user if user and user.is_authenticated else None

    @property
    def place(self):
        """Where the person works, as kept at sign-in: no query on each page."""
        return self.request.session.get("place", "")

    @property
    def organisation(self):
        return self.request.session.get("organisation", "").replace("（虚构）", "")

    @cached_property
    def sections(self):
        return nav.sections(self.user, self) if self.user else []

    @cached_property
    def waiting(self):
        found = inbox.count(self.user, lent=mandates.lent_to(self.user), but=policy.unlisted(self.user))
        return Many(found) if found >= inbox.CAP else found

    @cached_property
    def _mine(self):
        return readers.mine(self.user)

    @property
    def unread(self):
        return self._mine[0]

    @property
    def has_room(self):
        """Whether anything was served on the person in a matter about them."""
        return self._mine[1]

    @cached_property
    def reports(self):
        return desk.unread(self.user)

    @cached_property
    def checks(self):
        return len(blind.pending(self.user))

    @property
    def counts(self):
        return {"waiting": self.waiting, "unread": self.unread}

    @property
    def current(self):
        match = getattr(self.request, "resolver_match", None)
        return match.view_name if match else ""


def shell(request):
    """Context processor."""
    return {"shell": Shell(request)}
