"""There is no account that may everything; this stands in the place of Django's command and says so."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("words", nargs="*")

    def handle(self, **options):
        raise CommandError(_("没有新增：这里没有能做一切的账号。请用 manage.py install 建立三名管理员。"))
