"""Long work of this process, done in the background."""

from processes.suggestion.importing import work_some
from processes.suggestion.rounds import close_over

CHUNKS = 4


def take_in():
    """A few chunks of an import at a turn: in the scale profile a turn comes only every quarter of a minute."""
    for _chunk in range(CHUNKS):
        if not work_some():
            return


JOBS = [take_in, close_over]
