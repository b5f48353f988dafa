"""A reminder that is proposed, reviewed and issued."""

from workflows.scenarios import Scenario, Step, Wait

PEOPLE = {
    "head": ("GJK", "section_head"), "clerk": ("GJK", "clerk"), "officer": ("GJK", "case_officer"),
    "deputy": ("BWH", "deputy_minister"), "minister": ("BWH", "minister"), "respondent": ("XZ11", "clerk"),
    "other": ("XZ05", "clerk"),
}  # fmt: skip
FACTS = (
    "二月二十六日抽查党群服务中心，站点台账从去年十二月起连续两个月没有填写，设备使用登记只有封面，没有内容。"
    "值班人员当场确认，说是交接时没有说清由谁填写。此前一月十日、二月三日两次电话提示，当时都答应当天补齐，"
    "到抽查时仍未改正，也没有说明原因。"
)


def proposed(scene):
    return {
        "title": "对有关事项的提醒", "clause": "B07", "legal_basis": "底线清单 2026；干部监督有关规定",
        "facts_text": FACTS,
        "measure": "remind", "mode": "talk", "respondent": scene.people["respondent"], "deputy": scene.people["deputy"],
        "unit": scene.unit("GJK"),
    }  # fmt: skip


SCENARIOS = (
    Scenario(
        "提醒须先经分管副部长审核，再由部长批准", PEOPLE, "head", proposed,
        (
            Wait(1),
            Step("approve", "minister", {"opinion": "同意。"}, refused="没有找到这件事"),
            Step("review_proposal", "deputy", {"decision": "agree", "opinion": "事实清楚，依据明确，同意。"}),
            Step("approve", "other", {"opinion": "同意。"}, refused="没有找到这件事"),
            Step("approve", "minister", {"opinion": "同意。"}, refused="合规复核中"),
            Step("end_check", "system"),
            Step("approve", "minister", {"opinion": "同意。"}, leads="approved"),
            Wait(1),
            Step("issue", "officer", {"requirements": "请如实说明事情的经过和原因，并提出改正的办法和时间。"}),
        ), "issued",
    ),
)  # fmt: skip
