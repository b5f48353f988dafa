"""A finding that is put right under a plan."""

from datetime import date

from workflows.scenarios import Scenario, Step, Wait

PEOPLE = {
    "supervision": ("BGS", "supervision_office"), "lead": ("BGS", "inspector_lead"), "head": ("XZ05", "section_head"),
    "clerk": ("XZ05", "clerk"), "inspector": ("BGS", "inspector"),
}  # fmt: skip
FINDING = {
    "uid": "0199aaaa-0000-7000-8000-000000000001", "number": "督〔2026〕0001号", "id": 1, "clause": "Z03",
    "fact": "党员信息导出没有审批", "severity": "minor", "response": "情况属实，立即整改。",
}  # fmt: skip


DONE = {"root_cause": "导出功能没有分级授权，值班人员可以直接下载。", "outcome": "已经收回"}


def opened(scene):
    """As an inspection opens one for its finding."""
    said = {"licensed": True, "title": "信息导出未审批问题整改", "severity": "minor", "finding": FINDING}
    return said | {"unit": scene.unit("XZ05")}


def measures(scene):
    rows = ("收回全部导出权限", date(2026, 4, 10)), ("开展一次培训", date(2026, 4, 20))
    owner = scene.people["clerk"]
    return {
        "measures": [{"text": text, "owner": owner, "due": due} for text, due in rows],
        "responsible": scene.people["head"],
    }


SCENARIOS = (
    Scenario(
        "措施没有做完不能申请销号", PEOPLE, "lead", opened,
        (
            Step("sign_for", "inspector", refused="没有找到这件事"),
            Step("sign_for", "head"),
            Step("hand_in_plan", "head", measures),
            Wait(2),
            Step("approve_plan", "supervision", leads="executing"),
            Step("finish_remedy", "head", {"n": 1, "note": "已经全部收回"}),
            Step("apply_strike_off", "head", DONE,
                 refused="措施"),
        ), "executing",
    ),
)  # fmt: skip
