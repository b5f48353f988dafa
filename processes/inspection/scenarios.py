"""An inspection from its plan to the field."""

from datetime import date

from workflows.scenarios import Scenario, Step

PEOPLE = {
    "supervision": ("BGS", "supervision_office"), "lead": ("BGS", "inspector_lead"), "one": ("BGS", "inspector"),
    "two": ("ZZK", "inspector"), "deputy": ("BWH", "deputy_minister"), "minister": ("BWH", "minister"),
    "head": ("XZ01", "section_head"), "head2": ("XZ02", "section_head"),
}  # fmt: skip
TEAM = ("lead", "one", "two")


def opened(scene):
    return {"title": "三季度督查", "lead": scene.people["lead"]}


def plan(scene):
    return {
        "content": "查创新试点进展", "scope": "今年以来", "methods": ["files", "interview"], "days_per_unit": 6,
        "starts_on": date(2026, 9, 8), "ends_on": date(2026, 9, 15), "topics": ["一册一线"],
        "targets": [scene.unit("XZ01"), scene.unit("XZ02")],
    }  # fmt: skip


def team(scene):
    return {"lead": scene.people["lead"], "members": [scene.people["one"], scene.people["two"]]}


def trained(scene):
    return {"people": [scene.people[name] for name in TEAM], "on": date(2026, 8, 31)}


def approver(scene):
    return {"approver": scene.people["deputy"]}


SCENARIOS = (
    Scenario(
        "方案、队伍、培训、声明齐备后报批进点", PEOPLE, "supervision", opened,
        (
            Step("save_plan", "lead", plan),
            Step("save_team", "lead", team),
            Step("confirm_training", "supervision", trained),
            *(Step("declare_ties", name) for name in TEAM[:2]),
            Step("submit_plan", "lead", approver, leads="plan_review"),
            Step("approve_plan", "deputy", refused="申报利害关系"),
            Step("send_back_plan", "deputy", {"reason": "请补齐回避声明后再报。"}),
            Step("declare_ties", "two"),
            Step("submit_plan", "lead", approver, leads="plan_review"),
            Step("approve_plan", "lead", refused="不由你办理"),
            Step("approve_plan", "deputy"),
        ), "fieldwork", "2026-09-01 09:00",
    ),
)  # fmt: skip
