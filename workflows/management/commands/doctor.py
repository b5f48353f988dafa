"""Say what is wrong with people and data: vacant posts, stored rules without code, cases that nobody works on."""

import sys

from django.utils.translation import gettext as _

from people import terminal
from workflows import doctor


class Command(terminal.Command):
    help = __doc__

    def handle(self, **options):
        found = doctor.findings()
        for finding in found:
            self.stdout.write(f"✗ {finding.what}\n  → {finding.remedy}")
        if found:
            sys.exit(1)
        self.stdout.write(_("✓ 人员和数据没有发现问题。"))
