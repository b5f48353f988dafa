"""Two suggestions as the office knows them."""

from workflows.scenarios import Scenario, Step, Wait

PEOPLE = {
    "citizen": ("EXT", "submitter"), "office": ("BGS", "office", "clerk"), "clerk": ("ZZK", "clerk"),
    "head": ("ZZK", "section_head"), "other": ("RCK", "section_head"),
}  # fmt: skip
CONTENT = "部分村活动场所面积不足，建议逐村建立阵地建设台账并分三年补齐，明确责任科室和时限。"
REPLY = "您的建议已研究采纳。自三月起逐村建立活动阵地台账，分三年补齐，每季度公布进度。感谢您的关心，进展将向您告知。"
ADOPTED = "做法可行，经费已有安排，三个乡镇愿意先行试点。"
DECLINED = "该事项已由上级文件统一规定，本部门没有权限自行调整，且已在今年的方案中作出安排。"
FIELDS = {"title": "补齐村级活动场所", "channel": "form", "content": CONTENT, "submitter_kind": "named"}


def to_the_section(scene):
    return {"unit": scene.unit("ZZK").pk}


def declined(why):
    return {"disposition": "decline", "disposition_reason": why, "reply_text": REPLY}


TAKEN_IN = (
    Step("classify", "citizen", refused="应当回避"),
    Step("classify", "office", {"category": "cat_grassroots", "aspect": "venues"}, leads="triaged"),
    Step("assign", "office", to_the_section, leads="assigned"),
    Wait(3),
)
SCENARIOS = (
    Scenario(
        "采纳的建议由科室负责人审定后答复", PEOPLE, "citizen", FIELDS,
        (
            *TAKEN_IN,
            Step("draft_reply", "clerk", {"disposition": "adopt", "disposition_reason": ADOPTED,
                                          "reply_text": REPLY}),
            Step("approve_reply", "clerk", refused="不由你办理"),
            Step("approve_reply", "head"),
        ), "replied",
    ),
    Scenario(
        "不采纳的建议要写明理由，并由分管副部长审签", PEOPLE, "citizen", FIELDS,
        (
            *TAKEN_IN,
            Step("draft_reply", "clerk", declined(""),
                 refused="理由"),
            Step("draft_reply", "clerk", declined(DECLINED)),
            Step("approve_reply", "other", refused="没有找到这件事"),
            Step("approve_reply", "head", refused="再由分管副部长审签"),
        ), "drafted",
    ),
    Scenario(
        "分类以前，建议人写明理由可以撤回，别人不能代撤", PEOPLE, "citizen", FIELDS,
        (
            Step("withdraw_suggestion", "other", refused="没有找到这件事"),
            Step("withdraw_suggestion", "office", {"reason": "建议人没有要求撤回。"}, refused="不由你办理"),
            Step("withdraw_suggestion", "citizen", {"reason": "情况已经变化，不再提出。"}),
        ), "withdrawn",
    ),
    Scenario(
        "分类以后不能再撤回", PEOPLE, "citizen", FIELDS,
        (*TAKEN_IN, Step("withdraw_suggestion", "citizen", {"reason": "不再提出。"}, refused="不能办理")), "assigned",
    ),
)  # fmt: skip
