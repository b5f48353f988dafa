"""The rule of access as a table of its own. Nothing here asks the code under test.

Not entitled to see: 404. May see and may not do: 409, never 403. Not signed in: to the sign-in page.
Who may take a move is read from the specification of the processes.
"""

import json
from pathlib import Path

LOGIN, OK, GONE, NO = 302, 200, 404, 409
SPECIFICATION = Path(__file__).parents[3] / "processes" / "specs.json"

# Somebody of each kind; none of them has anything to do with a case but by what is said here.
ANONYMOUS, CLOSED = "anonymous", "closed"  # nobody; somebody whose account was closed while signed in
STRANGER, ELSEWHERE = "stranger", "elsewhere"  # no role at all; clerk and head of a unit that has no part in it
OPENER, HEAD = "opener", "head"  # opened the case and holds no role; head of the unit that undertakes it
AUDITOR, ADMIN, SECURITY, AUDIT = "auditor", "admin", "security", "audit"
THREE = (ADMIN, SECURITY, AUDIT)  # who run the system: none of them sees a case or acts in one
OUTSIDE = {ANONYMOUS: LOGIN, CLOSED: LOGIN, STRANGER: GONE, ELSEWHERE: GONE} | dict.fromkeys(THREE, GONE)
INSIDE = (OPENER, HEAD, AUDITOR)
EVERYBODY = (*OUTSIDE, *INSIDE)
SIGNED_IN = dict.fromkeys(EVERYBODY, OK) | {ANONYMOUS: LOGIN, CLOSED: LOGIN}
NOBODY = dict.fromkeys(EVERYBODY, GONE) | {ANONYMOUS: LOGIN, CLOSED: LOGIN}
READING = OUTSIDE | dict.fromkeys(INSIDE, OK)
DOING = OUTSIDE | dict.fromkeys(INSIDE, NO)

# Offices that read the cases of a process. A process without a line here fails.
READERS = {
    "accountability": set(),  # restricted: nobody reads it by office
    "admonition": set(),  # restricted: nobody reads it by office
    "consultation": {"office", "supervision_office", "minister", "deputy_minister"},
    "inspection": {"office", "supervision_office", "minister", "deputy_minister"},
    "immunity": {"office", "supervision_office", "minister", "deputy_minister", "exec_secretary"},
    "investigation": set(),
    "rectification": {"office", "supervision_office", "minister", "deputy_minister"},
    "suggestion": {"office", "supervision_office", "minister", "deputy_minister"},
    "innovation_hearing": {"office", "supervision_office", "minister", "deputy_minister", "exec_secretary"},
    "task_project": {"office", "supervision_office", "minister", "deputy_minister"},
}
# Beyond the specification: whom a process lets take a move as well.
ALSO = {
    # The secretary takes what the meeting voted, the case officer what came on paper.
    ("accountability", "decide"): {"exec_secretary"},
    ("accountability", "exempt"): {"exec_secretary"},
    ("accountability", "file_appeal"): {"case_officer"},
    ("accountability", "investigate_anew"): {"case_officer"},
    ("suggestion", "merge"): {"office"},  # its clerk is the clerk of the office, who takes suggestions in
    ("consultation", "withdraw_request"): {"opened_by", "section_head"},  # who asked may take it back
    ("consultation", "reopen_request"): {"opened_by", "section_head"},
    ("immunity", "revoke"): {"exec_secretary"},  # what was voted is taken by who keeps the record
    ("immunity", "determine"): {"exec_secretary"},
    ("immunity", "keep_valid"): {"supervision_office"},
    ("immunity", "drop_draft"): {"office"},
    ("task_project", "report_month"): {"section_head"},  # a unit without a clerk reports by its head
}
# Posts that a case of the process may keep to some of their holders: an inspection names its approver, and one that
# goes unannounced is known to its team alone.
NAMED = {"inspection": {"deputy_minister", "office", "supervision_office"}, "task_project": {"proposal_decider"}}


def transitions(process):
    """The moves of one process as the specification has them."""
    stated = json.loads(SPECIFICATION.read_text("utf-8"))["processes"]
    return next(found["transitions"] for found in stated if found["code"] == process)


def takers(process, stage, method):
    """Roles that the specification lets take a move from a stage; a clerk of the office is the office.

    None stands for "it depends": the specification names somebody only if the case is so and so.
    """
    stated = [said for said in transitions(process) if said["method"] == method]
    here = [said for said in stated if said["from_"] == stage] or stated
    named = set(ALSO.get((process, method), ()))
    for said in here:
        office = said.get("role_unit") == "office"
        named |= {"office" if office and role == "clerk" else role for role in said["roles"]}
        named |= {None} if " if " in said.get("role_note", "") else set()
    return named
