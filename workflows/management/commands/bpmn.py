"""Write a process as a BPMN 2.0 file, for tools that draw or compare models."""

from django.core.management import BaseCommand, CommandError

from workflows import bpmn, registry


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("process", help="code of the process, as innovation_hearing")
        parser.add_argument("-o", "--output", help="file to write; without it the text is printed")

    def handle(self, process, output, **options):
        if process not in registry.KINDS:
            raise CommandError(f"No process is called {process}. There are: {', '.join(registry.KINDS)}.")
        text = bpmn.export(registry.current(process))
        if not output:
            self.stdout.write(text)
            return
        try:
            with open(output, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise CommandError(f"{output} was not written: {error.strerror}. Name another file.") from None
