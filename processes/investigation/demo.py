"""Clues of the demonstration, walked to where they are by real moves on the days they were made."""

from datetime import date, timedelta

from people import calendar, clock
from processes.investigation.models import Investigation
from processes.investigation.walk import Walk, allegation

ORDER = 3
AWARDS, LOANS, ROSTER = "核〔2026〕0011号", "核〔2026〕0014号", "核〔2026〕0015号"
FOUND = "部分属实：推荐前开过会，但未逐项表决，也未在内部公示。"
CONCLUSION = (
    "经查，该乡镇二〇二五年度评优推荐前召开过一次班子会，由主要负责人介绍拟推荐人选，其他成员没有提出不同意见，但没有逐项表决，"
    "会后也没有在内部公示；会议记录由办公室补记，参会人员没有核对签名。推荐表填写完整，没有涂改，被推荐人的年度考核等次符合推荐条件。"
    "上述做法违反集体研究程序要求，属程序性问题，未发现谋取私利。建议责令该乡镇党委重新履行公示程序，举一反三，完善会议记录核签办法，"
    "并对主要负责人进行提醒。"
)
REPLY = "您反映的问题已核实，其中程序不规范部分属实，已要求整改并对有关人员作出处理，具体情况按规定不便详述。感谢监督。"


def build(people):
    """Build the clues, unless they are there."""
    if not Investigation.objects.filter(number=AWARDS).exists():
        for make in (awards, loans, roster):
            make(people)


def awards(people):
    """Closed: partly so, a reminder, both sides told."""
    walk = Walk(
        people, date(2026, 3, 9), respondent="resp_a", number=AWARDS, source="12380", reporter_kind="named",
        title="反映某乡镇干部评优推荐不公开问题（虚构）",
        text="反映该乡镇2025年度评优推荐未经会议研究，仅由主要负责人口头确定。",
    )  # fmt: skip
    walk.to_verifying().after(4)
    for name in ("班子成员甲（演示）", "班子成员乙（演示）", "办公室干部（演示）"):
        walk.talk(name)
    walk.item("会议记录").item("评优推荐表").item("谈话笔录三份", kind="statement", obtained_from="谈话", basis="seen")
    walk.find(basis=FOUND, items=(1, 2, 3)).heard().after(1)
    walk.move("submit_report", walk.team[0], conclusion=CONCLUSION)
    walk.propose("admonition").decide().notify(reply=REPLY, way="paper", receipt="经两名保管人启封后书面告知，回执存卷")
    walk.close()


def loans(people):
    """Under way: an anonymous report, three talks planned, one held."""
    walk = Walk(
        people, recent(40), respondent=None, name="某单位负责人（演示）", number=LOANS, source="net",
        reporter_kind="anonymous", title="匿名反映选调生借调超期问题（虚构）",
        text="反映个别单位长期借调乡镇干部，超过规定期限仍未归还。",
    )  # fmt: skip
    walk.to_plan().plan("调取借调审批表和在岗记录，访谈三人（两名核查员），不扩大到无关人员。").approve()
    walk.after(3).talk(
        "借调干部甲（演示）", minutes="问：借调从何时开始？答：去年三月。问：期满后办过续借吗？答：没有见到手续。"
    ).item("借调审批表", obtained_from="干部科档案")


def roster(people):
    """Waiting for its triage: two allegations, a named reporter."""
    more = "反映该站去年的学习记录由一人代写，多数党员没有参加过学习。"
    text = "反映某站发展党员时没有征求群众意见，谈话记录是事后补的，群众到今年才知道。"
    walk = Walk(
        people, recent(12), respondent=None, name="某站负责人（演示）", number=ROSTER, source="letter",
        title="反映某站发展党员程序不规范问题（虚构）", text=text,
        allegations=[allegation(1, text, "style"), allegation(2, more, "style")],
    )  # fmt: skip
    walk.to_triage()


def recent(days):
    """A working day some time ago."""
    known, day = calendar.load(), clock.today() - timedelta(days)
    while not known.is_working(day):
        day -= timedelta(1)
    return day
