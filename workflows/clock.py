"""The one clock. It lives beside people, because imports point down."""

from people.clock import frozen, now, set_to, shift, today

__all__ = ["frozen", "now", "set_to", "shift", "today"]
