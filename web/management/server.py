"""Serves pages and background work in one process with threads, on a port that was free."""

import ipaddress
import os
import socket
import threading
import time
import warnings

from django.conf import settings
from django.core.management import CommandError
from django.db import connections
from django.utils.translation import gettext as _

from web.management import signing

THREADS = 8


def check_address(host, port, command):
    """Refuse a port that somebody has, before anything is made."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, OverflowError, ValueError):
            raise CommandError(
                _("没有启动：%(address)s 已被占用或不可用。请换一个端口，输入：%(command)s")
                % {"address": f"{host}:{port}", "command": command}
            )


def another(port):
    """Return a port to offer instead of one that cannot be had."""
    near = int(port) + 1 if str(port).isdecimal() else 0
    return near if 1024 <= near <= 65535 else 8001


def check_loopback(host):
    """Refuse to show a demonstration, in which one click signs anybody in, to other machines."""
    if not is_loopback(host):
        raise CommandError(
            _("没有启动：演示只能在本机打开，不能监听 %(host)s。请输入：%(command)s")
            % {"host": host, "command": "make run"}
        )


def is_loopback(host):
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(host, port, ready):
    """Serve until interrupted; `ready` is called in the worker once it can answer."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # A connection that two processes share would end in nonsense.
    connections.close_all()
    signing.start(settings.DEMO)
    server = Granian(
        "settings.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=loader(ready, os.getpid()), wrap_loader=False)


def loader(ready, parent):
    """Return the function that makes the application inside the worker and starts the background beside it."""

    def load():
        # Style and scripts come from the applications' own folders; nothing is collected for one machine.
        warnings.filterwarnings("ignore", message="No directory at")
        from notifications import background
        from settings.wsgi import application

        background.start()
        threading.Thread(target=follow, args=(parent,), name="follow", daemon=True).start()
        ready()
        return application

    return load


def follow(parent):
    """End with the parent: an orphan would hold the port and the database."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
