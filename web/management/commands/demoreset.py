"""Remove the demonstration, so that the next `make run` starts over."""

from django.conf import settings
from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from people import terminal
from web.management import folder


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, **options):
        terminal.speak()
        folder.check(settings.DATA, folder.DEMO)
        if settings.DATA.exists():
            held = folder.hold(settings.DATA)
            folder.clear(settings.DATA)
            held.close()
        self.stdout.write(_("演示数据已清除。重新建立并打开，请输入：make run"))
