"""Compare the processes in code with the specification: stages, moves, roles, terms, signings; 1 if a cell fails."""

import json
import sys
from collections import Counter

from django.core.management import BaseCommand, call_command
from django.db import connections

from workflows import registry
from workflows.conformance import running


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one object: total, failed, cells")

    def handle(self, **options):
        _throw_away()
        cells = running.result(
            [code for code, model in registry.KINDS.items() if model.__module__.startswith("processes.")]
        )
        failed = [one for one in cells if not one.ok]
        if options["json"]:
            said = {"total": len(cells), "failed": len(failed), "cells": [one.as_data() for one in cells]}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
        else:
            self._table(cells, failed)
        if failed:
            sys.exit(1)

    def _table(self, cells, failed):
        whole, bad = Counter(one.process for one in cells), Counter(one.process for one in failed)
        known = Counter(one.process for one in cells if one.deviation)
        self.stdout.write(f"{'process':<24}{'cells':>8}{'agree':>8}{'explained':>11}{'failed':>8}")
        for process, total in whole.items():
            agree = total - bad[process] - known[process]
            self.stdout.write(f"{process:<24}{total:>8}{agree:>8}{known[process]:>11}{bad[process]:>8}")
        for one in cells:
            if one.deviation:
                self.stdout.write(f"~ {one.name}\n    {one.why}\n    explained: {one.deviation}")
        for one in failed:
            self.stdout.write(f"✗ {one.name}\n    {one.why}")
        self.stdout.write(f"{len(cells)} cells, {sum(known.values())} explained, {len(failed)} failed")


def _throw_away():
    """A database in memory takes the place of the configured one, which is neither needed nor touched."""
    connections["default"].close()
    connections.settings["default"] |= {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
    del connections["default"]
    call_command("migrate", verbosity=0)
