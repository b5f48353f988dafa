"""Walks of the processes whose steps are remembered: each public method of a walk is one step."""

from functools import cache, wraps
from importlib import import_module
from inspect import isfunction
from pkgutil import iter_modules

import processes
from people import demo
from tests.support.remembered import memory
from workflows.walking import Walking

ITSELF = "the walk"


@cache
def install():
    """Let the walks of all processes ask the memory first. It stays out of all that did not begin with it."""
    for one in iter_modules(processes.__path__):
        if one.ispkg and (module := _walk_of(one.name)):
            for name, method in [*vars(module.Walk).items()]:
                if isfunction(method) and (name == "__init__" or not hasattr(Walking, name) and name[0] != "_"):
                    setattr(module.Walk, name, _remembering(method))


def _walk_of(process):
    try:
        return import_module(f"processes.{process}.walk")
    except ModuleNotFoundError:
        return None


def _remembering(method):
    @wraps(method)
    def taken(self, *args, **kwargs):
        if memory.place is None or type(self).__module__ != method.__module__:  # a test's own way of walking is walked
            return method(self, *args, **kwargs)
        done = []

        def build():
            done.append(method(self, *args, **kwargs))
            return ITSELF if done[0] is self else done[0], _state(self)

        people = vars(self).get("people") or (args[0] if args else None)
        key = method.__module__, method.__qualname__, people, _state(self), args, kwargs
        said, left = memory.step(key, build)
        if done:
            return done[0]
        vars(self).clear()
        vars(self).update(left, people=people)
        return self if said == ITSELF else said

    return taken


def _state(walk):
    return {name: value for name, value in vars(walk).items() if name != "people"}


def demonstration(at):
    """The people of the demonstration, in a test that asks for `remembered`."""
    memory.step(("demonstration", at), lambda: demo.load(at), always=True)
