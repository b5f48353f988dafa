"""Where a person is signed in, and signing out everywhere. A session's address and browser are kept nowhere."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from people import clock

BEGUN = "signed_in_at"


def begun(request) -> None:
    """Note when a session began; the browser is told by its kind alone."""
    request.session[BEGUN] = clock.now().isoformat()
    request.session["device"] = kind(request.headers.get("User-Agent", ""))


def kind(agent: str) -> str:
    """The kind of device, in a word that tells nobody apart."""
    known = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Macintosh": "macOS"}
    return next((name for word, name in known.items() if word in agent), "Linux" if "Linux" in agent else "")


def of(user) -> list[tuple[str, dict]]:
    """(key, what it holds) of every live session of a person, the newest first."""
    live = ((row.session_key, row.get_decoded()) for row in Session.objects.filter(expire_date__gt=clock.now()))
    mine = [(key, held) for key, held in live if held.get(SESSION_KEY) == str(user.pk)]
    return sorted(mine, key=lambda one: one[1].get(BEGUN, ""), reverse=True)


def end_others(user, but: str) -> int:
    """Sign a person out everywhere else; how many sessions ended."""
    keys = [key for key, _held in of(user) if key != but]
    return Session.objects.filter(session_key__in=keys).delete()[0]
