"""What is asked many times while one page is read is looked up once."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

_kept = ContextVar("kept", default=None)


@contextmanager
def reading():
    """Keep answers until the page is written. Nothing that changes anything may run inside."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def briefly():
    """Keep answers for one question that asks several times, whether a page is being read or not."""
    if is_reading():
        yield
    else:
        with reading():
            yield


@contextmanager
def anew():
    """Ask everything anew for a while: about something that is not as it is kept."""
    token = _kept.set(None)
    try:
        yield
    finally:
        _kept.reset(token)


def is_reading():
    """Whether a page is being read, so that what is looked up is kept until it is written."""
    return _kept.get() is not None


def once(call):
    """Remember a function's answers while a page is read; everywhere else it is asked anew."""

    @wraps(call)
    def asked(*args, **kwargs):
        kept = _kept.get()
        if kept is None:
            return call(*args, **kwargs)
        key = (call, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = call(*args, **kwargs)
        return kept[key]

    return asked
