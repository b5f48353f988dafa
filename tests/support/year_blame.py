"""The story of the year, beside the work: a report is looked into, and responsibility is decided fairly, twice.

The first time the certificate of the work applies; the second time it does not, an appeal corrects what was decided,
and an effect ends by itself.
"""

from datetime import date, datetime, timedelta

from people.clock import CHINA
from processes.accountability.walk import Walk as Matter
from processes.immunity.models import Certificate
from processes.immunity.walk import Walk as Held
from processes.investigation.walk import Walk as Clue
from processes.investigation.walk import allegation
from workflows.models import Case

REPORT, ROSTER, OTHER, LATE, PLEDGE = (
    "investigation.1", "accountability.1", "accountability.2", "accountability.3", "immunity.1",
)  # fmt: skip
CLUE = "匿名反映试点项目设备进场拖延，负责人没有按计划组织，请核查是否失职。"
COVERED = "承诺书的事项、期限均覆盖，七看核实没有触及底线，认定容错。"
ACT = date(2026, 6, 10)  # what the claim is about


def at(month, day):
    return datetime(2026, month, day, 9, tzinfo=CHINA)


def pledged(people, recorder):
    """The head of the work accepts the certificate that came with its approval."""
    Held(people, Certificate.objects.latest("pk"), date(2026, 3, 17)).accept()


def reported(people, recorder):
    """An anonymous report is verified; what is found is put to the minister as a proposal, and dealt with below."""
    said = {"reporter_kind": "anonymous", "source": "net", "title": "匿名反映试点项目设备进场拖延"}
    walk = Clue(people, date(2026, 6, 15), respondent="resp_b", allegations=[allegation(1, CLUE, "neglect")], **said)
    walk.to_decided("end").notify().close()


def late(people, recorder):
    """The project's delay: the certificate is claimed and determined, and nobody is held liable."""
    project = Case.objects.get(kind="task_project", links_in__source__kind="innovation_hearing")
    walk = Matter(
        people, date(2026, 8, 17), about="resp_b", work_ref=project, title="试点项目设备进场延期的责任认定（虚构）"
    )
    walk.to_shown().receive()
    held = Certificate.objects.latest("pk")
    walk.act(
        "claim_immunity", "resp_b", certificate=held.pk, act_on=ACT, statement="行为在承诺范围和期限内，请求认定。"
    )
    walk.state().answer().close().weigh()
    pledge = Held(people, held, walk.now).determined()
    walk.on(pledge.now).after(1).look_up("yes", COVERED).propose_none().meeting().vote().exempt().receive()


def roster(people, recorder):
    """No certificate covers it: an admonition is served, has its effect, and the effect ends by itself."""
    walk = Matter(people, date(2026, 2, 26), about="resp_a")
    walk.to_effective().after(90).talk()
    ends = Case.objects.get(pk=walk.case.pk).due.astimezone(CHINA) + timedelta(hours=8)
    walk.on(ends)
    turned(recorder, walk)


def corrected(people, recorder):
    """Decided, appealed, and revoked by three who had no part in it: corrected in the same scope."""
    walk = Matter(people, date(2026, 4, 13), about="t05_wy", by="gj_head", title="公开栏长期未更新的责任追究（虚构）")
    walk.to_served().after(3).appeal().after(1).panel().find("revoke").settle("revoke")


def turned(recorder, walk):
    """The background takes a turn."""
    from workflows import interleaving

    interleaving.wait(walk.now)
    step = {
        "at": f"{walk.now.astimezone(CHINA):%Y-%m-%dT%H:%M}",
        "by": "system",
        "case": None,
        "do": "clock",
        "name": "turn",
        "walked": True,
    }
    recorder.play(step)


STORIES = (
    (at(2, 26), roster), (at(3, 17), pledged), (at(4, 13), corrected), (at(6, 15), reported), (at(8, 17), late),
)  # fmt: skip
