"""Fill an empty data folder with the demonstration: people, then cases walked to their stages by real moves."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from intake import demo as reports_of_demo
from notifications import relay
from people import clock
from people import demo as people_of_demo
from people.models import User
from processes import demos


class Command(BaseCommand):
    help = __doc__

    def handle(self, *, verbosity, **options):
        if not settings.DEMO:
            raise CommandError(_("没有建立演示：只有演示文件夹才能装入演示数据。请用 make run。"))
        people_of_demo.load(clock.now())
        people = {user.username: user for user in User.objects.select_related("unit")}
        for module in demos():
            module.build(people)
            clock.reset()
            if verbosity:
                self.stdout.write(_("已建立：%s") % module.__name__.split(".")[1])
        reports_of_demo.build()
        # What was walked here long ago is told in the application only; mail begins with the visitor.
        while relay.spread()[0]:
            pass
        people_of_demo.give_addresses()
