"""Making a demonstration: aside, in processes of their own, and then moved into place whole."""

import os
import shutil
import subprocess
import sys

from django.core.management import CommandError
from django.utils.translation import gettext as _

from web.management import folder


def build(data, *commands, again):
    """Run the commands in an empty folder inside `data`; what is not finished is thrown away by the next one.

    `again` is what to type after a failure.
    """
    data.mkdir(parents=True, exist_ok=True)
    held = folder.hold(data)
    half = folder.begin(data)
    environment = {**os.environ, "DATA": str(half)}
    for command in commands:
        try:
            # With the hold on the folder: a command that outlives this process still keeps others away.
            made = subprocess.run(  # noqa: S603
                [sys.executable, sys.argv[0], *command], env=environment, pass_fds=[held.fileno()]
            )
        except KeyboardInterrupt:  # the command has ended by now
            shutil.rmtree(half)
            raise
        if made.returncode:
            raise CommandError(_("演示数据没有建成，原因见上文。请输入：%(command)s") % {"command": again})
    folder.finish(data, folder.DEMO)
    held.close()
