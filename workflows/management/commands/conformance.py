"""Compare the processes in code with the specification, and play the table of actions; 1 if a cell fails."""

import json
import os
import subprocess
import sys
from collections import Counter

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connections

from workflows import registry
from workflows.conformance import running

SPECIMEN = "workflows.conformance.specimen"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one object: total, failed, cells")
        parser.add_argument("--docs", action="store_true", help="write the table of actions to docs/conformance.md")

    def handle(self, **options):
        if not apps.is_installed(SPECIMEN):
            sys.exit(_with_specimen())
        from workflows.conformance import acted, telling  # only there are the specimen's tables

        if options["docs"]:
            (settings.ROOT / "docs/conformance.md").write_text(telling.page(), "utf-8")
            return
        _throw_away()
        processes = [code for code, model in registry.KINDS.items() if model.__module__.startswith("processes.")]
        cells = running.result(processes) + acted.result()
        failed = [one for one in cells if not one.ok]
        if options["json"]:
            said = {"total": len(cells), "failed": len(failed), "cells": [one.as_data() for one in cells]}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
        else:
            self._table(cells, failed)
            self.stdout.write("\n".join(telling.grid([one for one in cells if one.kind == "action"])))
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


def _with_specimen():
    """The same command where the specimen is installed, which no installation has; its exit code."""
    known = os.environ | {"DJANGO_SETTINGS_MODULE": "settings.conformance"}
    return subprocess.run([sys.executable, *sys.argv], env=known, check=False).returncode  # noqa: S603 - ourselves


def _throw_away():
    """A database in memory takes the place of the configured one, which is neither needed nor touched."""
    connections["default"].close()
    connections.settings["default"] |= {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
    del connections["default"]
    call_command("migrate", verbosity=0)
