"""Compare every original file of evidence with the hash taken on receipt; 1 if one differs or is missing."""

import sys

from django.core.management import BaseCommand

from workflows.evidence import checking
from workflows.models import Evidence


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        bad = 0
        for row, what in checking.damaged():
            bad += 1
            self.stdout.write(f"✗ {row.case} {row.about or '-'} {row.sha256[:12]}: {what}")
        self.stdout.write(f"{Evidence.objects.count()} files, {bad} damaged")
        if bad:
            sys.exit(1)
