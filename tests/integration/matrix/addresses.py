"""Every address and what each kind of person is answered there. An address without a line here fails."""

from django.urls import URLPattern, get_resolver

from tests.integration.matrix.rule import (
    ADMIN,
    AUDIT,
    AUDITOR,
    DOING,
    ELSEWHERE,
    EVERYBODY,
    GONE,
    HEAD,
    INSIDE,
    LOGIN,
    NO,
    NOBODY,
    OK,
    OUTSIDE,
    READERS,
    READING,
    SECURITY,
    SIGNED_IN,
    THREE,
)

NOWHERE = "00000000-0000-7000-8000-000000000000"  # where the address of a case stands
NO_REPORT = "00000000-0000-7000-8000-000000000001"
ANY = None  # depends on more than the person, or is open to everybody; its own tests say what
OPEN = dict.fromkeys(EVERYBODY, OK)
OFFICE = "reader:office"
ASKING = OUTSIDE | dict.fromkeys(INSIDE, LOGIN)  # what cannot be done now is seen on the page of the case
IMPORTING = NOBODY | {OFFICE: OK}
ADMINISTERING = NOBODY | dict.fromkeys(THREE, OK)
CONFIGURING = NOBODY | {ADMIN: OK, SECURITY: OK}
ASKED_AGAIN = NOBODY | dict.fromkeys(THREE, LOGIN)  # who they are, before roles change
# In the matrix no checkpoint has been signed yet.
LEDGER = NOBODY | dict.fromkeys(THREE, OK) | {AUDITOR: OK, OFFICE: GONE}


def keepers(process, *more):
    """A page for the offices that keep a process, and others."""
    return NOBODY | dict.fromkeys((*(f"reader:{role}" for role in READERS[process]), *more), OK)


HEADS = (HEAD, ELSEWHERE)  # heads see the figures of their own unit, were they all nought

COCKPIT = NOBODY | dict.fromkeys((OFFICE, *HEADS), OK)

# Terms are watched by who appraises, who approves and who audits; the offices that read cases have no part in them.
TERMS = NOBODY | {f"reader:{role}": GONE for known in READERS.values() for role in known} | {AUDITOR: OK}
TERMS |= {"reader:minister": OK, "reader:deputy_minister": OK}

# name → (arguments, expected answers to GET, expected answers to POST); None: 405 or asked elsewhere
ROWS = {
    "web:inbox": ((), SIGNED_IN, ANY),
    "web:one_by_one": ((), ANY, ANY),
    "web:done": ((), SIGNED_IN, ANY),
    "web:rooms": ((), SIGNED_IN, ANY),
    # Nobody in the matrix has a matter; tests/unit/defence/test_room.py says what those see who have one.
    "web:room": (("case",), NOBODY, ANY),
    "web:room_do": (("case", "act", "state_defence"), NOBODY, NOBODY),
    "web:room_paper": (("case", 1), NOBODY, ANY),
    "web:room_picture": (("case", 1, 1), NOBODY, ANY),
    "web:room_pdf": (("case", 1), NOBODY, ANY),
    "web:room_evidence": (("case", 1), NOBODY, ANY),
    "web:sent": ((), SIGNED_IN, ANY),
    "web:drafts": ((), SIGNED_IN, ANY),
    "web:search": ((), SIGNED_IN, ANY),
    "web:start": ((), SIGNED_IN, ANY),
    "web:begin": (("nothing",), NOBODY, NOBODY),
    "web:case": (("case",), READING, ANY),
    "web:ahead": (("case",), READING, ANY),
    "web:ahead_card": (("case",), READING, ANY),
    "web:history": (("case",), READING, ANY),
    "web:paper": (("case", 1), NOBODY, ANY),
    "web:move": (("case", "adopt"), ASKING, DOING),
    "web:act": (("case", "sign"), ASKING, DOING),
    "web:draft": (("case", "sign"), ANY, DOING),
    "web:notices": ((), SIGNED_IN, ANY),
    "web:profile": ((), SIGNED_IN, ANY),
    "web:password": ((), ANY, ANY),
    "web:theme": ((), ANY, ANY),
    "web:language": ((), ANY, ANY),
    "web:sign_in": ((), ANY, ANY),
    "web:sign_in_as": ((), ANY, ANY),
    "web:by_link": (("nothing",), ANY, ANY),
    "web:sign_out": ((), ANY, ANY),
    "web:healthz": ((), OPEN, ANY),
    "web:reports": ((), NOBODY, ANY),
    "web:reports_unlock": ((), ANY, NOBODY),
    "web:reports_lock": ((), ANY, NOBODY),
    "web:checks": ((), NOBODY, ANY),
    "web:check": ((NOWHERE,), ANY, NOBODY),
    "web:check_settle": ((NOWHERE,), ANY, NOBODY),
    "web:report": ((NOWHERE,), NOBODY, ANY),
    "web:report_answer": ((NOWHERE,), ANY, NOBODY),
    "web:report_step": ((NOWHERE, "accept"), ANY, NOBODY),
    "web:report_up": ((NOWHERE,), ANY, NOBODY),
    "web:report_file": ((NOWHERE, 1), NOBODY, ANY),
    "web:sealed": ((), NOBODY, ANY),
    "web:sealed_passphrase": ((), ANY, NOBODY),
    "web:sealed_forget": ((), ANY, NOBODY),
    "web:sealed_paper": ((), ANY, NOBODY),
    "web:sealed_reshare": ((), NOBODY, NOBODY),
    "web:sealed_ask": ((), ANY, NOBODY),
    "web:sealed_wish": ((404404,), NOBODY, NOBODY),
    "web:sealed_open": ((404404,), ANY, NOBODY),
    "web:sealed_original": ((404404, 1), ANY, NOBODY),
    "web:retention": ((), TERMS, ANY),
    "web:retention_hold": ((), ANY, NOBODY),
    "web:retention_propose": ((), ANY, NOBODY),
    "web:retention_decide": ((404404,), ANY, NOBODY),
    "web:portal": ((), OPEN, ANY),
    "web:portal_track": ((), OPEN, dict.fromkeys(EVERYBODY, 422)),
    "web:portal_say": ((), ANY, dict.fromkeys(EVERYBODY, GONE)),
    "web:portal_protection": ((), OPEN, ANY),
    "web:portal_language": ((), ANY, dict.fromkeys(EVERYBODY, GONE)),
    "web:imports": ((), IMPORTING, IMPORTING | {OFFICE: 422}),
    "web:import_run": (("run",), IMPORTING, ANY),
    "web:import_start": (("run",), ANY, IMPORTING | {OFFICE: NO}),
    "web:import_stop": (("run",), ANY, IMPORTING | {OFFICE: LOGIN}),
    "web:import_discard": (("run",), ANY, IMPORTING | {OFFICE: LOGIN}),
    "web:import_progress": (("run",), IMPORTING | {OFFICE: 286}, ANY),
    "web:sittings": ((), SIGNED_IN, ANY),
    "web:sitting": (("case", "sitting"), READING, ANY),
    "web:sitting_act": (("case", "sitting", "ballot"), ANY, DOING),
    "web:seen": (("case",), ANY, OUTSIDE | dict.fromkeys(INSIDE, 400)),
    "web:acting": ((), SIGNED_IN, ANY),
    "web:handover": ((), SIGNED_IN, ANY),
    "web:handed_over": ((NOWHERE,), NOBODY, ANY),
    "web:handover_progress": ((NOWHERE,), NOBODY, ANY),
    "web:pool": ((), SIGNED_IN, ANY),
    "web:phrases": ((), SIGNED_IN, ANY),
    "web:say": ((), SIGNED_IN, ANY),
    "web:preferences": ((), SIGNED_IN, ANY),
    "web:cockpit": ((), COCKPIT, ANY),
    "web:cockpit_list": ((), COCKPIT, ANY),
    "web:cockpit_xlsx": ((), COCKPIT, ANY),
    "web:cockpit_stays": ((), NOBODY, ANY),
    "web:urge": (("case",), ANY, DOING | {OFFICE: ANY}),
    "web:sitting_live": (("case", "sitting"), OUTSIDE | dict.fromkeys(INSIDE, 286), ANY),
    "web:overviews": ((), NOBODY | {OFFICE: OK}, ANY),
    "web:undelivered": ((), CONFIGURING, CONFIGURING | dict.fromkeys((ADMIN, SECURITY), LOGIN)),
    "web:changes": ((), ADMINISTERING, ANY),
    "web:change_propose": (("role_give",), ASKED_AGAIN, ASKED_AGAIN),
    "web:change_decide": ((404404,), ANY, ASKED_AGAIN),
    "web:trail": ((), NOBODY | {SECURITY: OK, AUDIT: OK}, ANY),
    "web:trail_export": ((), NOBODY | {SECURITY: OK, AUDIT: OK}, ANY),
    "web:confirm": ((), SIGNED_IN, ANY),
    "web:second": ((), dict.fromkeys(SIGNED_IN, LOGIN), dict.fromkeys(SIGNED_IN, LOGIN)),
    "web:factor": ((), dict.fromkeys(SIGNED_IN, LOGIN), dict.fromkeys(SIGNED_IN, LOGIN)),
    "web:passkey_enter": ((), ANY, dict.fromkeys(EVERYBODY, 400)),
    "web:passkey_ask": ((), ANY, OPEN),
    "web:oidc": ((), dict.fromkeys(EVERYBODY, GONE), ANY),
    "web:oidc_back": ((), dict.fromkeys(EVERYBODY, GONE), ANY),
    "web:passkeys": ((), dict.fromkeys(SIGNED_IN, LOGIN), dict.fromkeys(SIGNED_IN, LOGIN)),
    "web:passkey_ask_new": ((), ANY, {who: NO if said == OK else said for who, said in SIGNED_IN.items()}),
    "web:where": ((), SIGNED_IN, ANY),
    "web:secrecy": (("case",), READING | {HEAD: GONE}, NOBODY),
    "web:looks": ((), SIGNED_IN, ANY),
    "web:rulesets": ((), ADMINISTERING, ANY),
    "web:ruleset": (("suggestion",), ADMINISTERING, NOBODY | dict.fromkeys(THREE, 422)),
    "web:ruleset_versions": (("suggestion",), ADMINISTERING, NOBODY | dict.fromkeys(THREE, 422)),
    "web:ruleset_bpmn": (("suggestion",), ADMINISTERING, ANY),
    "web:ledger": ((), LEDGER, NOBODY | {ADMIN: 422}),
    "web:ledger_paper": ((), NOBODY, NOBODY),
    "web:ledger_checkpoint": ((), NOBODY, ANY),
    "web:ledger_extension": ((), NOBODY, ANY),
    "web:ledger_key": ((), LEDGER, ANY),
    "web:ledger_kit": ((), LEDGER, ANY),
    "web:ruleset_decide": ((404404,), ANY, NOBODY),
    "web:bundle_choose": ((), ANY, SIGNED_IN | dict.fromkeys(SIGNED_IN, LOGIN)),
    "web:bundle": ((NOWHERE,), NOBODY, ANY),
    "web:bundle_confirm": ((NOWHERE,), ANY, NOBODY),
    "web:bundle_undo": ((NOWHERE,), ANY, NOBODY),
    "web:bundle_again": ((NOWHERE,), ANY, NOBODY),
    "web:bundle_progress": ((NOWHERE,), NOBODY, ANY),
    "web:sheet": (("case", "nothing"), NOBODY, ANY),
    "web:sheet_picture": (("case", "nothing", 1), NOBODY, ANY),
    "web:sheet_pdf": (("case", "nothing"), NOBODY, ANY),
    "web:sheet_docx": (("case", "nothing"), NOBODY, ANY),
    "web:uploads": (("case",), ANY, DOING),
    "web:upload": (("case", NOWHERE, "shown"), NOBODY, ANY),
    "web:upload_drop": (("case", NOWHERE), ANY, ANY),
    "web:evidence_about": (("case", 1), NOBODY, ANY),
    "web:evidence": (("case", 1, "shown"), NOBODY, ANY),
    "audit:explorer": ((), NOBODY | {AUDITOR: OK, OFFICE: GONE}, NOBODY | {AUDITOR: LOGIN, OFFICE: GONE}),
    "audit:workbook": ((), NOBODY | {AUDITOR: OK, OFFICE: GONE}, ANY),
    "audit:case": (("case",), READING, ANY),
    "audit:pack": (("case",), ANY, NOBODY | {AUDITOR: LOGIN, OFFICE: GONE}),
    "web:investigation:overview": ((), NOBODY | {"reader:minister": OK, "reader:deputy_minister": OK}, ANY),
    "web:investigation:intake": ((), NOBODY, NOBODY),
    "web:investigation:from_report": ((NO_REPORT,), NOBODY, NOBODY),
    "web:inspection:overview": ((), keepers("inspection"), ANY),
    "web:inspection:mine": ((), SIGNED_IN, ANY),
    "web:inspection:bulletins": ((), SIGNED_IN, ANY),
    "web:inspection:desk": ((NOWHERE,), NOBODY, ANY),
    "web:inspection:new": ((NOWHERE, "visit"), NOBODY, ANY),
    "web:inspection:row": ((NOWHERE, "visit", 1), NOBODY, NOBODY),
    "web:inspection:sign_visit": ((NOWHERE, 1), ANY, NOBODY),
    "web:inspection:topic": ((NOWHERE, 1), NOBODY, NOBODY),
    "web:inspection:report": ((NOWHERE,), NOBODY, NOBODY),
    "web:inspection:sign": ((NOWHERE,), NOBODY, NOBODY),
    "web:inspection:opened": ((NOWHERE,), NOBODY, ANY),
    "web:inspection:draft": ((NOWHERE, "r:"), ANY, NOBODY),
    "web:inspection:draft_drop": ((NOWHERE, "r:"), ANY, NOBODY),
    "web:suggestion:overview": ((), keepers("suggestion"), ANY),
    "web:suggestion:list": ((), keepers("suggestion"), ANY),
    "web:suggestion:published": ((), SIGNED_IN, ANY),
    "web:suggestion:rounds": ((), keepers("suggestion", *HEADS), ANY),
    "web:suggestion:round_new": ((), NOBODY | {"reader:office": OK}, ANY),
    "web:suggestion:round": ((404404,), NOBODY, ANY),
    "web:suggestion:round_end": ((404404,), ANY, NOBODY),
    "web:immunity:overview": ((), keepers("immunity", *HEADS), ANY),
    "web:immunity:list": ((), keepers("immunity", *HEADS), ANY),
    "web:consultation:overview": ((), keepers("consultation"), ANY),
    "web:consultation:list": ((), keepers("consultation"), ANY),
    "web:consultation:library": ((), SIGNED_IN | dict.fromkeys(THREE, GONE), ANY),
    "web:innovation_hearing:overview": ((), keepers("innovation_hearing", *HEADS), ANY),
    "web:innovation_hearing:list": ((), keepers("innovation_hearing", *HEADS), ANY),
    "web:admonition:overview": ((), TERMS, ANY),
    "web:accountability:overview": ((), TERMS, ANY),
    "web:rectification:overview": ((), keepers("rectification", *HEADS), ANY),
    "web:rectification:list": ((), keepers("rectification", *HEADS), ANY),
    "web:task_project:overview": ((), keepers("task_project", *HEADS), ANY),
    "web:task_project:list": ((), keepers("task_project", *HEADS), ANY),
    "web:task_project:ledger": ((), keepers("task_project", *HEADS), ANY),
    "web:task_project:ledger_xlsx": ((), keepers("task_project", *HEADS), ANY),
    "web:task_project:close": ((), ANY, NOBODY),
    "web:task_project:plan": ((NOWHERE,), NOBODY, ANY),
}

# A process's own pages about one case: what the auditor, who reads it and does nothing there, is answered to GET and to
# POST. A pair: before and after its report was issued. Who may not see the case is answered GONE where anything is.
NOT_ASKED = 405
OWN = {
    "web:inspection:desk": (OK, NOT_ASKED),
    "web:inspection:new": (302, NOT_ASKED),
    "web:inspection:row": (302, NO),
    "web:inspection:sign_visit": (NOT_ASKED, NO),
    "web:inspection:topic": (NO, NO),
    "web:inspection:report": ((NO, 302), NO),
    "web:inspection:sign": ((NO, 302), (NO, 302)),
    "web:inspection:opened": ((302, OK), NOT_ASKED),
    "web:inspection:draft": (NOT_ASKED, NO),
    "web:inspection:draft_drop": (NOT_ASKED, NO),
    "web:task_project:plan": (OK, NOT_ASKED),
}


def found(patterns=None, space=""):
    """Names of all addresses, their name spaces before them; the administration site's are asked as one."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            yield space + (one.name or str(one.pattern))
        elif one.namespace != "admin":
            yield from found(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)


def administration():
    """(address, arguments) of every page of the administration site."""
    site = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "admin")
    for one in _flat(site.url_patterns):
        if one.name:
            yield f"admin:{one.name}", ["people" if one.name == "app_list" else "1"] * one.pattern.regex.groups


def _flat(patterns):
    for one in patterns:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from _flat(one.url_patterns)
