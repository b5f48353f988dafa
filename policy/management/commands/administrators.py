"""Appoint an administrator whose function nobody holds: manage.py administrators FUNCTION USERNAME NAME.

FUNCTION  system_admin, security_admin or audit_admin. For installations made when there was one administrator; where
          somebody holds the function, two administrators change it on the page.
"""

from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from people import roles
from people.errors import NotDone
from policy import changes, install, three


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("function", choices=three.THREE)
        parser.add_argument("username")
        parser.add_argument("name")

    @transaction.atomic
    def handle(self, function, username, name, **options):
        if roles.holders(function):
            raise CommandError(_("没有任命：这个职责已经有人。请由两名管理员在“管理变更”页办理。"))
        system = roles.system_user()
        try:
            person = changes.add_person(system, username=username, name=name, why=install.WHY)
            changes.give_role(system, person, function, why=install.WHY)
            token = changes.issue_link(system, person, why=install.WHY)
        except NotDone as refused:
            raise CommandError(refused.why) from None
        self.stdout.write(_("已任命。请在这个地址用一次性链接登录：%s") % reverse("web:by_link", args=[token]))
