"""The story of the year, beside the work: a report is looked into, and responsibility is decided fairly.

Somebody without an account reports by the portal and answers what the desk asks. Three people were found to have done
something: the certificate of the work applies to the first; to the second it does not, and an appeal corrects what was
decided; the third's effect ends by itself.
"""

from datetime import date, datetime, timedelta

from people.clock import CHINA
from processes.accountability.walk import Walk as Matter
from processes.immunity.models import Certificate
from processes.immunity.walk import Walk as Held
from processes.investigation.models import Investigation
from processes.investigation.walk import Walk as Clue
from tests.support.year_pages import STRANGER
from workflows.models import Case

REPORT, LATE, OTHER, ROSTER, PLEDGE = (
    "investigation.1", "accountability.1", "accountability.2", "accountability.3", "immunity.1",
)  # fmt: skip
STORY = "试点设备进场拖延；北塘镇公开栏长期没有更新；流动党员名册长期没有更新，都没有人管。"
ASKED = "请补充：公开栏是从什么时候起没有更新的？不要写能看出你是谁的内容。"
ADDED = "从今年一月起就没有换过，公开栏上还是去年十二月的内容。"
ABOUT = ("resp_b", "t05_wy", "resp_a")
CLUES = (
    "反映试点项目设备进场拖延，负责人没有按计划组织。", "反映北塘镇公开栏自今年一月起长期没有更新内容。",
    "反映流动党员名册连续多月没有按岗位责任制更新。",
)  # fmt: skip
TOLD = "您反映的三个问题已经核查，情况属实或者部分属实，已经转入问责程序。感谢监督。"
COVERED = "承诺书的事项、期限均覆盖，七看核实没有触及底线，认定容错。"
OUTSIDE = "承诺书只涉及试点设备的统一配备和维护，公开栏更新是日常职责，不在承诺范围以内，不适用。"
PROVED = "核查组调取了进场记录、公开栏照片和系统更新日志，与有关人员谈话，三个问题均有独立证据印证。"
ACT = date(2026, 3, 24)  # what the claim is about


def at(month, day, hour=9):
    return datetime(2026, month, day, hour, tzinfo=CHINA)


def pledged(people, recorder):
    """The head of the work accepts the certificate that came with its approval."""
    Held(people, Certificate.objects.latest("pk"), date(2026, 3, 17)).accept()


def reported(people, recorder):
    """By the portal, without an account: the receipt, a question of the desk, an answer, and over to verification."""
    step = recorder.step
    step(at(3, 26), "go", "/portal/", STRANGER)
    step(at(3, 26), "send", "", STRANGER, **{"with": {"desk": "own", "story": STORY, "sign": "anonymous"}})
    step(at(3, 27), "go", "/reports/", "gj_clk")
    step(at(3, 27), "send", "/reports/unlock/", "gj_clk", **{"with": {"words": "@words:gj_clk"}})
    step(at(3, 27), "go", "/reports/@report:/", "gj_clk", reads=STORY)
    step(at(3, 27), "send", "/reports/@report:/answer/", "gj_clk", **{"with": {"words": ASKED}})
    tracked(recorder, at(3, 30), ASKED)
    step(at(3, 30), "send", "/portal/say/", STRANGER, reads=ADDED, **{"with": {"text": ADDED}})
    step(at(3, 31), "go", "/p/investigation/report/@report:/", "gj_clk")
    said = {"title": "反映三个问题的匿名线索", "source": "net", "reporter_kind": "anonymous"}
    rows = [f"失察失误｜{n}｜{text}" for n, text in enumerate(CLUES, start=1)]
    said |= {"allegations": "\n".join(rows), "respondents": "\n".join(people[name].name for name in ABOUT)}
    step(at(3, 31), "send", "", "gj_clk", **{"with": said})
    looked_into(people, recorder)


def tracked(recorder, moment, reads):
    """The stranger types the receipt and reads what the desk wrote."""
    recorder.step(moment, "go", "/portal/track/", STRANGER)
    recorder.step(moment, "send", "/portal/track/", STRANGER, reads=reads, **{"with": {"receipt": "@receipt:"}})


def looked_into(people, recorder):
    """Planned, asked by two, found allegation by allegation, heard, decided; what follows opens by the link."""
    case = Investigation.objects.get()
    walk = Clue(people, date(2026, 4, 1), case=case, respondents=ABOUT)
    walk.to_verifying().after(3).talk().talk("知情人乙（演示）").item("设备进场记录和公开栏照片").find("true").heard()
    walk.report().propose("accountability").meeting().vote().decide().notify(reply=TOLD)
    tracked(recorder, walk.now + timedelta(hours=1), TOLD)
    walk.close()


def opened(people, n, day, **fields):
    """The proposal that the decision opened about one of the three, completed by who proposes it."""
    name = ABOUT[n]
    case = Case.objects.filter(kind="accountability", links_in__kind="L7").order_by("pk")[n]
    walk = Matter(people, day, case=case, by="co_a", about=name, officer="co_b")
    return walk.complete_proposal(anonymous=True, corroboration=PROVED, **fields)


def late(people, recorder):
    """The project's delay: weighing waits until the claim is determined, the certificate applies, nobody is liable."""
    walk = opened(people, 0, date(2026, 5, 18), work_ref=project(), title="试点项目设备进场延期的责任认定（虚构）")
    walk.to_shown().receive()
    held = Certificate.objects.latest("pk")
    said = {"certificate": held.pk, "act_on": ACT, "statement": "行为在承诺范围和期限内，请求认定。"}
    walk.act("claim_immunity", "resp_b", **said)
    walk.state().answer().close().weigh()
    early = {"applies": "yes", "reasons": COVERED}
    recorder.step(walk.now, "act", "look_up_immunity", "co_b", LATE, refused=True, **{"with": early})
    pledge = Held(people, held, walk.now).determined()
    walk.on(pledge.now).after(1).look_up("yes", COVERED).propose_none().meeting().vote().exempt().receive()


def project():
    return Case.objects.get(kind="task_project", links_in__source__kind="innovation_hearing")


def corrected(people, recorder):
    """The certificate does not cover it: decided, appealed, and revoked by three who had no part in it."""
    walk = opened(people, 1, date(2026, 7, 6), work_ref=project(), title="公开栏长期未更新的责任追究（虚构）")
    walk.to_weighing().after(1).weigh().look_up("no", OUTSIDE).propose().meeting().vote().decide()
    walk.after(1).serve().receive().after(3).appeal().after(1).panel().find("revoke").settle("revoke")


def roster(people, recorder):
    """Nothing to do with the work: an admonition is served, has its effect, and the effect ends by itself."""
    walk = opened(people, 2, date(2026, 5, 19), title="未按程序更新流动党员名册的责任追究（虚构）")
    walk.to_effective().after(90).talk()
    ends = Case.objects.get(pk=walk.case.pk).due.astimezone(CHINA) + timedelta(hours=8)
    recorder.step(ends, "clock", "turn", "system")


STORIES = (
    (at(3, 17), pledged), (at(3, 26), reported), (at(5, 18), late), (at(5, 19), roster), (at(7, 6), corrected),
)  # fmt: skip
