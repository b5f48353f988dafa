"""Taking suggestions in from a spreadsheet: read, check, stage, work off in chunks. Staging is in no history."""

from processes.suggestion.importing.runs import cancel, queue, stage
from processes.suggestion.importing.working import progress, work_off, work_some

__all__ = ["cancel", "progress", "queue", "stage", "work_off", "work_some"]
