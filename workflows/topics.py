"""Topics that a notice may have: the engine's, and those that a process words in its `notice_texts.py`."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

ENGINE = frozenset({
    "work.assigned", "work.reassigned", "work.withdrawn", "work.taken", "due.soon", "due.late", "due.changed",
    "due.lapsed", "case.moved", "case.closed", "case.linked", "case.appointed", "sitting.called", "sitting.changed",
    "papers.served", "recusal.asked", "recusal.decided", "record.to_sign", "record.amend", "vote.open", "vote.settled",
    "vote.void", "work.urged", "ladder.soon", "ladder.late", "ladder.listed", "ladder.proposed", "ladder.approved",
    "ladder.escalated",
    "work.by_agent", "work.carried", "work.delegated", "work.given_back", "case.circulated", "case.copied",
    "case.replied", "case.admitted", "case.emergency", "case.mentioned",
    "case.returned", "case.withdrawn", "case.taken_back", "case.suspended", "case.resumed", "case.terminated",
    "case.reopened", "jump.asked", "jump.decided", "extension.asked", "extension.decided",
    "room.answered", "room.released", "defence.stated", "clarification.asked",
})  # fmt: skip


def known(topic):
    """Whether somebody has put this topic into words."""
    return topic in ENGINE or any(topic in texts_of(config.name) for config in apps.get_app_configs())


def texts_of(package):
    """The topics that one application words."""
    name = f"{package}.notice_texts"
    return import_module(name).TEXTS if find_spec(name) else {}
