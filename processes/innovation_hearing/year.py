"""The proposals of the demonstration year: thirty, ten of them from suggestions; most are approved, each is heard."""

from datetime import timedelta

from processes.innovation_hearing.models import InnovationHearing
from processes.innovation_hearing.walk import Walk

COUNTS = {"innovation_hearing": 30}
OWN = (
    "村级台账随变随改试行办法", "乡镇干部“夜学夜议”制度", "党员教育“点单送课”", "人才服务“一件事”集成办理",
    "流动党员“双向报到”", "村级后备干部“导师帮带”", "组织生活“开放日”", "离退休干部支部“结对共建”",
    "年轻干部“一线跟班”", "党建材料电子报送", "乡土人才“技能评星”", "党群服务中心错时开放",
    "村干部报酬按季公开", "发展党员全程纪实", "专家“周末服务站”", "干部平时考核“季度写实”",
    "议定事项“清单对账”", "远程教育站点管护“AB角”", "返乡创业“代办窗口”", "组织委员“例会交流”",
)  # fmt: skip
HEADS = ("zz_head", "gw_head", "jy_head", "dy_head", "rc_head")
WHY = "各乡镇反映，现有做法已经不能适应工作需要，情况变了做法没有变，干部群众都有意见。"
MORE = (
    "承办科室会同有关单位走访了十二个乡镇，逐一听取了村干部、党员和群众的意见，查看了近两年的记录，认为可以先在小范围试行，"
    "解决最突出的问题，再视效果推广；不适宜推广的，如实说明原因。"
)
NO = ("reject", "条件还不成熟，应先把现有制度用好。")
LATER = ("defer", "经费来源还没有落实。")
DOUBTERS = ("dm_org", "dm_cadre", "dm_exec", "dm_tal")
OTHERWISE = {3: "refused", 8: "deferred", 11: "withdrawn", 14: "refused", 17: "deferred", 19: "draft"}


def begin(year):
    """Twenty are begun by sections; those that come out of suggestions are taken up when they are there."""
    for n, title in enumerate(OWN):
        year.begin(year.day(14 + n), own, year, n, title)
    year.watch(InnovationHearing.objects.filter(stage="draft", links_in__kind="L1"), adopted)


def own(year, n, title):
    head = HEADS[n % len(HEADS)]
    walk = Walk(year.people, year.now, head=head, chair=chair(head), title=title, background=WHY + MORE, **dated(year))
    walked(walk, OTHERWISE.get(n, "approved"))


def adopted(year, case):
    """A draft that an adopted suggestion left."""
    heads = {user.unit_id: name for name, user in year.people.items() if name in (*HEADS, "exec_gb", "office_head")}
    head = heads[case.owner_unit_id]
    said = {"background": case.background + MORE} | dated(year)
    walk = Walk(year.people, year.now, head=head, chair=chair(head), case=case, **said)
    walked(walk, "approved")


def chair(head):
    """Somebody of another section."""
    return "chair_b" if head == "rc_head" else "rc_head"


def dated(year):
    """Milestones in the year that is planned."""
    middle, end = (year.last - timedelta(days) for days in (150, 20))
    return {"milestones": [
        {"name": "完成试点登记", "due": middle.isoformat(), "deliverable": "登记情况报告"},
        {"name": "总结评估", "due": end.isoformat(), "deliverable": "评估报告"},
    ]}  # fmt: skip


def walked(walk, fate):
    """To where it ends."""
    if fate == "draft":
        return walk.write()
    walk.submit()
    if fate == "withdrawn":
        return walk.after(1).move("withdraw_proposal", walk.head)
    walk.precheck().plan().called().synthesis().compliance().vote_stage().meeting()
    if fate == "refused":
        walk.vote(**dict.fromkeys(DOUBTERS, NO))
        return walk.move("vote_reject", "sec_rec", reason="多数成员认为与现行规定衔接不够，条件还不成熟。")
    if fate == "deferred":
        walk.vote(**dict.fromkeys(DOUBTERS, LATER))
        until = walk.now.date() + timedelta(60)
        return walk.move("vote_defer", "sec_rec", resubmit_date=until, reason="经费来源没有落实，落实后再报。")
    return walk.vote().passed().ripe("confirm").move("confirm", "minister")
