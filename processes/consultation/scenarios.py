"""A consultation that is asked for and taken back."""

from workflows.scenarios import Scenario, Step, Wait

PEOPLE = {
    "head": ("DYK", "section_head"), "deputy": ("BWH", "deputy_minister"), "chair": ("GBK", "section_head"),
    "officer": ("YJS", "clerk"), "office": ("BGS", "office", "clerk"), "other": ("RCK", "section_head"),
}  # fmt: skip
SYMPTOMS = (
    "全县二百一十二个站点中六十一个设备超过八年，月均开机不足三次；"
    "管理员更替频繁，内容更新慢，群众很少来看，台账连续两月黄灯。"
)


def asked(scene):
    said = {"title": "党员远程教育站点利用率低会诊", "symptoms": SYMPTOMS, "trigger": "red_light"}
    return said | {"unit": scene.unit("DYK")}


def chosen(scene):
    return {"chair": scene.people["chair"], "officer": scene.people["officer"]}


SCENARIOS = (
    Scenario(
        "没有写明会诊哪项工作的，不立诊；申请单位可以撤回", PEOPLE, "head", asked,
        (
            Wait(1),
            Step("approve", "head", chosen, refused="不由你办理"),
            Step("approve", "deputy", chosen, refused="工作编号"),
            Step("withdraw_request", "other", refused="没有找到这件事"),
            Step("withdraw_request", "head", {"reason": "先由科室自行处理，一个月后再看效果。"}),
        ), "withdrawn",
    ),
)  # fmt: skip
