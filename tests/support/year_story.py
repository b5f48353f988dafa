"""The story of the year, first half: a suggestion is heard, voted and becomes a project with a ledger.

Run by `tests/integration/test_year.py` when it records anew; otherwise the recording is played.
"""

from tests.support import loop_texts as texts
from tests.support import year_help, year_inspection
from tests.support.year import Script, accepted, leaf, month

IDEA, HEARING, PROJECT = "suggestion.1", "innovation_hearing.1", "task_project.1"
PANEL = (
    ("deputy_npc", "delegates"), ("cppcc", "delegates"), ("retired1", "veterans"), ("t09_wy", "townships"),
    ("t05_wy", "townships"), ("expert1", "experts"),
)  # fmt: skip
MEMBERS = ("dm_exec", "dm_cadre", "dm_org", "dm_tal", "exec_lgb", "exec_gb")
VILLAGER = "上坝村群众代表（演示）"
CONTENT = "部分村活动场所设备陈旧，建议统一标准、统一维护，先选两个乡镇试点，见效后推开。"


def story():
    """Every step of the year, in its order."""
    script = Script()
    for part in (suggested, heard, voted, begun, year_inspection.story, year_help.story, finished):
        part(script)
    return sorted(script.steps, key=lambda step: step["at"])


def suggested(s):
    s.on("2026-01-05").open("suggestion", "pub_a", title="村级活动场所设备统一维护", channel="form", content=CONTENT,
                            submitter_kind="named")  # fmt: skip
    s.on("2026-01-06").move(IDEA, "classify", "office_clk", category="cat_grassroots", aspect="venues")
    s.move(IDEA, "assign", "office_clk", unit="@unitid:ZZK")
    answer = {"disposition": "adopt", "reply_text": texts.REPLY, "disposition_reason": texts.REASON}
    s.on("2026-01-12").move(IDEA, "draft_reply", "zz_clk", **answer)
    s.on("2026-01-13").move(IDEA, "approve_reply", "zz_head")
    s.on("2026-01-14").move(IDEA, "adopt_track", "zz_head", onward="innovation_hearing")


def heard(s):
    s.on("2026-01-16").act(HEARING, "edit", "zz_head", **proposal())
    s.move(HEARING, "submit", "zz_head")
    s.on("2026-01-19").move(HEARING, "accept", "office_clk")
    s.on("2026-01-20").move(HEARING, "pass_precheck", "office_clk", chair="@user:rc_head", chair_declared=True)
    seats = [{"person": f"@id:{name}", "group": group} for name, group in PANEL]
    seats += [{"name": VILLAGER, "group": "public"}, {"person": "@id:rc_head", "role": "chair", "entitled": False},
              {"person": "@id:zz_head", "role": "observer", "entitled": False}]  # fmt: skip
    call = {"kind": "hearing", "starts_at": "@time:2026-02-04T14:30", "place": "三楼会议室", "level": "department",
            "selection": texts.SELECTION, "seats": seats}  # fmt: skip
    s.on("2026-01-21").act(HEARING, "convene", "office_clk", **call)
    served = {
        "paper": "听证材料",
        "moment": "materials_served",
        "receipts": {f"@seat:{VILLAGER}": "本人签收，回证存卷"},
    }
    s.act(HEARING, "serve", "office_clk", **served)
    everybody = [*(name for name, _group in PANEL), VILLAGER, "rc_head", "zz_head"]
    s.on("2026-02-04", 14).act(HEARING, "attend", "rc_head", present=[f"@seat:{n}" for n in everybody], absences={})
    s.on("2026-02-04", 15).move(HEARING, "open_hearing", "rc_head")
    opinions = [{"text": "担心与现有台账重复录入。", "seat": "@seat:deputy_npc"}]
    s.act(HEARING, "record", "rc_head", minutes=texts.MINUTES, opinions=opinions)
    for name in everybody:
        if name == VILLAGER:
            s.act(HEARING, "note_signature", "rc_head", seat=f"@seat:{VILLAGER}")
        else:
            s.act(HEARING, "sign_record", name)
    s.on("2026-02-05").move(HEARING, "close_hearing", "rc_head")
    answers = {"@opinion:1": {"adopted": "adopt", "reason": "写入方案"}}
    s.on("2026-02-06").act(HEARING, "answer_opinions", "zz_head", answers=answers)
    s.move(HEARING, "submit_synthesis", "zz_head")


def proposal():
    """The text of the proposal, long enough to be handed in."""
    return {
        "background": texts.BACKGROUND, "innovation_points": texts.POINTS, "plan": texts.PLAN,
        "expected_result": "设备完好率不低于百分之九十五，报修两个工作日内修复。",
        "stakeholders": "试点乡镇和村“两委”干部。", "hearing_level": "department",
        "legal_basis": "本部门创新性工作听证审定制度。", "budget": "36000.00",
        "milestones": [{"name": "完成设备配备", "due": "2026-06-30", "deliverable": "配备清单"},
                       {"name": "完成试点", "due": "2026-10-16", "deliverable": "试点报告"}],
        "risk_list": [{"risk": "个人信息泄露", "level": "high", "measure": "最小字段，导出审批"}],
        "coop_units": ["党员教育中心"],
    }  # fmt: skip


def voted(s):
    s.on("2026-02-09").move(HEARING, "confirm_compliance", "legal", opinion="过早确认，应当被拒。").refused()
    s.on("2026-02-27").move(HEARING, "confirm_compliance", "legal", opinion="经审核，方案不违反上位规定，程序完备。")
    call = {"kind": "exec_meeting", "starts_at": "@time:2026-03-05T09:00", "place": "部务会议室",
            "seats": [{"person": f"@id:{name}"} for name in ("minister", *MEMBERS)]}  # fmt: skip
    s.on("2026-02-27", 10).act(HEARING, "convene", "sec_rec", **call)
    s.act(HEARING, "serve", "sec_rec", paper="部务会材料", moment="papers_served", receipts={})
    present = [f"@seat:{name}" for name in ("minister", *MEMBERS)]
    s.on("2026-03-05").act(HEARING, "attend", "sec_rec", present=present, absences={})
    s.act(HEARING, "start_vote", "sec_rec")
    s.act(HEARING, "ballot", "minister", choices={"@agenda:1": "pass"}, opinion="").refused()
    for name in MEMBERS[:-1]:
        s.act(HEARING, "ballot", name, choices={"@agenda:1": "pass"}, opinion="")
    s.act(HEARING, "ballot", MEMBERS[-1], choices={"@agenda:1": "defer"}, opinion="建议先补充运行维护经费来源。")
    s.act(HEARING, "ballot", "minister", choices={"@agenda:1": "pass"}, opinion="")
    s.move(HEARING, "vote_pass", "sec_rec", publicity_scope="部机关和各乡镇公示栏")
    s.on("2026-03-16").move(HEARING, "confirm", "minister")


def begun(s):
    s.on("2026-03-17").move(PROJECT, "register", "sup_clk", due_on="@day:2026-10-30")
    s.on("2026-03-18").move(PROJECT, "sign_for", "zz_head")
    s.on("2026-03-20").move(PROJECT, "make_plan", "zz_head", wbs=[
        leaf("1", "选定试点村、配备设备", 40, "2026-06-30"), leaf("2", "试运行和评估", 60, "2026-10-16"),
    ])  # fmt: skip
    rows = (
        ("03", 10, "选定六个试点村"), ("04", 25, "设备采购完成"), ("05", 40, "三个村安装完成"),
        ("06", 50, "六个村安装完成"), ("07", 60, "试运行开始"), ("08", 70, "报修渠道运行正常"),
        ("09", 85, "第三方评估完成"),
    )  # fmt: skip
    for number, progress, done in rows:
        month(s, PROJECT, f"2026-{number}", progress, done)


def finished(s):
    """The project is accepted, and the suggestion that it came from has had its effect."""
    for day in ("2026-05-06", "2026-06-01", "2026-08-03", "2026-09-01"):
        s.on(day, 8).clock()
    s.on("2026-06-29").act(PROJECT, "finish_leaf", "zz_clk", code="1", note="六个试点村设备全部到位")
    s.on("2026-10-16").act(PROJECT, "finish_leaf", "zz_clk", code="2", note="第三方评估合格")
    s.on("2026-10-19").move(PROJECT, "apply_completion", "zz_head")
    accepted(s, PROJECT, "2026-10-20", "2026-10-22")
    effect = "试点六村设备完好率百分之九十七，报修两个工作日内修复。"
    s.on("2026-10-26").move(PROJECT, "accept_result", "dm_org", report=effect, reached=True)
    s.on("2026-10-28").move(IDEA, "verify_adoption", "sup_clk", effect=effect)
