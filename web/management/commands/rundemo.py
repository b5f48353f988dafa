"""Build the demonstration when there is none, and serve it on this machine only."""

import os
import sys

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils.translation import gettext as _

from people import terminal
from web.management import building, folder, server


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8000")  # text: what is no number gets a sentence, too

    def handle(self, *, host, port, **options):
        terminal.speak()
        if not settings.DEMO:
            raise CommandError(_("没有启动：演示须以演示方式启动。请输入：%(command)s") % {"command": "make run"})
        server.check_loopback(host)
        folder.check(settings.DATA, folder.DEMO)
        server.check_address(host, port, f"make run PORT={server.another(port)}")
        port = int(port)
        if folder.kind(settings.DATA) is None:
            self.build()
            # The new folder has its own key, which only a new start reads.
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606
        held = folder.hold(settings.DATA)
        call_command("migrate", verbosity=0)
        server.serve(host, port, lambda: self.greet(host, port))
        held.close()

    def build(self):
        """Make the whole demonstration aside, in processes of their own, and move it into place."""
        self.stderr.write(_("正在建立演示数据（只此一次，约一分钟）……"))
        quick = ("--verbosity", "0", "--skip-checks")
        building.build(settings.DATA, ["migrate", *quick], ["demo", *quick], again="make run")

    def greet(self, host, port):
        self.stdout.write(
            _(
                "演示已就绪：http://%(address)s/\n"
                "登录：在浏览器打开上面的地址，点一个角色即可，不需要密码。\n"
                "停止：按 Ctrl+C。数据留在 %(data)s；重新开始：make demo-reset"
            )
            % {"address": f"{host}:{port}", "data": settings.DATA}
        )
        self.stdout.flush()
