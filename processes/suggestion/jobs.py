"""Long work of this process, done in the background."""

from processes.suggestion.importing import work_some

JOBS = [work_some]
