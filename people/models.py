"""Who there is: users, units, roles, absences, conflicts of interest, and the working calendar."""

from people.models_calendar import CalendarDay, CalendarYear
from people.models_mandate import Mandate
from people.models_org import Absence, Conflict, Holding, Role, Unit
from people.models_user import OneTimeLink, User

__all__ = [
    "Absence",
    "CalendarDay",
    "CalendarYear",
    "Conflict",
    "Holding",
    "Mandate",
    "OneTimeLink",
    "Role",
    "Unit",
    "User",
]
