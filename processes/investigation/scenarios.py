"""A clue that is registered and accepted."""

from workflows.scenarios import Scenario, Step, Wait

PEOPLE = {
    "clerk": ("GJK", "clerk", "intake_reader"), "head": ("GJK", "section_head", "intake_reader"),
    "respondent": ("XZ11", "section_head"),
    "other": ("ZZK", "section_head"), "deputy": ("BWH", "deputy_minister"),
}  # fmt: skip
TEXT = "二月二十六日该乡镇评优推荐没有公示名单，两名参加会议的人说名单是会前定好的。"


def received(scene):
    whom = scene.people["respondent"]
    return {
        "title": "反映评优推荐不公开问题", "source": "12380", "reporter_kind": "named",
        "allegations": [{"n": 1, "category": "selection", "text": TEXT, "concerns": []}],
        "respondents": [{"n": 1, "name": whom.name, "post": "", "person": whom.pk}],
    }  # fmt: skip


SCENARIOS = (
    Scenario(
        "线索登记后由科长受理，被反映人看不到", PEOPLE, "clerk", received,
        (
            Wait(1),
            Step("register", "respondent", refused="没有找到这件事"),
            Step("register", "clerk"),
            Step("accept", "other", {"verifiability": "4"}, refused="没有找到这件事"),
            Wait(2),
            Step("accept", "head", {"verifiability": "4"}),
        ), "triage",
    ),
)  # fmt: skip
