"""A matter of accountability that is asked for and not begun."""

from processes.accountability.texts import TEXT
from workflows.scenarios import Scenario, Step, Wait

PEOPLE = {
    "supervision": ("BGS", "supervision_office"), "minister": ("BWH", "minister"), "officer": ("GJK", "case_officer"),
    "respondent": ("XZ11", "clerk"), "other": ("XZ05", "clerk"),
}  # fmt: skip


def asked(scene):
    said = {name: TEXT[name] for name in ("title", "clue", "duty_basis", "trigger", "trigger_note")}
    return said | {"respondent": scene.people["respondent"]}


def team(scene):
    return {"officer": scene.people["officer"], "investigators": [scene.people["other"]]}


SCENARIOS = (
    Scenario(
        "启动问责由部长批准，本人和无关的人都不能代办", PEOPLE, "supervision", asked,
        (
            Wait(1),
            Step("approve_open", "other", team, refused="没有找到这件事"),
            Step("refuse", "minister", {"reason": ""}, refused="理由"),
            Step("refuse", "minister", {"reason": "线索经核对与事实不符，不具备启动条件。"}),
        ), "not_opened",
    ),
    Scenario(
        "启动以前，提出人写明理由可以撤回，别人不能代撤", PEOPLE, "supervision", asked,
        (
            Wait(1),
            Step("withdraw_proposal", "other", refused="没有找到这件事"),
            Step("withdraw_proposal", "supervision", {"reason": ""}, refused="理由"),
            Step("withdraw_proposal", "supervision", {"reason": "线索经核对有误，不再提出。"}),
        ), "withdrawn",
    ),
)  # fmt: skip
