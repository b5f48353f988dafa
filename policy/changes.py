"""Changes of people, units and calendar: each in one transaction with its event in the system chain."""

from policy.changes_calendar import confirm_year, set_day
from policy.changes_mandates import end_mandate, give_mandate
from policy.changes_people import (
    add_person,
    add_unit,
    change_person,
    change_unit,
    factor_set,
    issue_link,
    passkey_set,
    set_password,
)
from policy.changes_roles import (
    declare_conflict,
    end_absence,
    end_conflict,
    end_role,
    give_role,
    set_absence,
)
from policy.trace import KINDS

__all__ = [
    "KINDS",
    "add_person",
    "add_unit",
    "change_person",
    "change_unit",
    "confirm_year",
    "declare_conflict",
    "end_absence",
    "end_conflict",
    "end_mandate",
    "end_role",
    "factor_set",
    "give_mandate",
    "give_role",
    "issue_link",
    "passkey_set",
    "set_absence",
    "set_day",
    "set_password",
]
