"""Write the diagram and the table of moves into the README of each process, from its definition."""

from pathlib import Path

from django.apps import apps
from django.core.management import BaseCommand, CommandError

from workflows import describing, registry


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("process", nargs="*", help="codes; without any, all processes")
        parser.add_argument("--check", action="store_true", help="write nothing; 1 if a README is stale")

    def handle(self, *, process, check, **options):
        ours = [code for code, model in registry.KINDS.items() if model.__module__.startswith("processes.")]
        if unknown := set(process) - set(ours):
            raise CommandError(f"No such process: {', '.join(sorted(unknown))}. There are: {', '.join(ours)}.")
        stale = [path for code in process or ours if (path := self._settle(code, check))]
        if stale and check:
            raise CommandError(f"Not as the definition says: {', '.join(map(str, stale))}. Run: manage.py describe")

    def _settle(self, code, check):
        """The README of a process if it had to change, else None."""
        path = _folder(code) / "README.md"
        old = path.read_text("utf-8") if path.exists() else ""
        new = describing.described(registry.current(code), old)
        if new == old:
            return None
        if not check:
            path.write_text(new, "utf-8")
            self.stdout.write(f"written: {path}")
        return path


def _folder(code):
    return Path(apps.get_app_config(registry.kind(code)._meta.app_label).path)
