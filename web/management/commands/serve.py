"""Serve a real installation: pages and background work in one process."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils.translation import gettext as _

from people import terminal
from web.management import folder, server


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host, port, **options):
        terminal.speak()
        self.check_installed()
        server.check_address(host, port, f"manage.py serve --port {server.another(port)}")
        held = folder.hold(settings.DATA)
        call_command("migrate", verbosity=0)
        server.serve(
            host, port, lambda: self.stdout.write(_("已开始服务：http://%(address)s/") % {"address": f"{host}:{port}"})
        )
        held.close()

    def check_installed(self):
        """Refuse a demonstration and a folder in which nothing was installed."""
        if folder.kind(settings.DATA) == folder.DEMO or settings.DEMO:
            raise CommandError(folder.other_kind(settings.DATA, folder.DEMO))
        if folder.kind(settings.DATA) is None:
            raise CommandError(
                _("没有启动：%(data)s 里还没有安装。请输入：%(command)s")
                % {"data": settings.DATA, "command": f"DATA={settings.DATA} .venv/bin/python manage.py install"}
            )
