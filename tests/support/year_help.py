"""The story of the year, third part: a consultation finds what the township could not do alone, and it holds."""

from tests.support.year import accepted, leaf, month
from tests.support.year_inspection import HEAD, PROBLEM, SECOND, applied, repaired

HELP, REMEDY = "consultation.1", "task_project.2"
DEPUTY, CHAIR, OFFICER = "dm_exec", "chair_b", "co_c"
PANEL = (
    ("gb_clk", "sections"), ("jwlink", "units"), ("t09_wy", "townships"), ("retired1", "veterans"),
    ("expert1", "experts"),
)  # fmt: skip
SYMPTOMS = (
    "北塘镇两次补正都没有通过核查：账号收回后又因无人值守重新发放，登记表各村格式不一，镇里缺少懂系统的人，"
    "单靠镇里难以按期改到位，请县里帮助找准原因、定出办法。"
)
DESCRIBED = (
    "镇里自查：系统账号由三人轮流代管，交接没有清单；各村登记表自行设计，汇总靠人工誊抄，错漏较多，"
    "已逐村登记问题，并停用了多余账号。"
)
MINUTES = (
    "镇里介绍情况并回答询问；参加人揭示意见后逐条讨论，认为首要原因是系统没有分级授权，"
    "镇里自己改不了，其次是交接没有清单，会上形成原因和对策表。"
)
SEEN = "到场查看系统权限和交接清单，抽查十次导出都有审批，台账逐村一致。"


def story(s):
    """From the request to the strike-off and the re-check."""
    asked(s)
    sat(s)
    decided(s)
    done(s)
    cured(s)
    struck(s)


def asked(s):
    request = {"title": "北塘镇信息导出问题会诊", "unit": "@unit:XZ05", "work_ref": f"@case:{PROBLEM}",
               "trigger": "inspection_finding", "symptoms": SYMPTOMS}  # fmt: skip
    s.on("2026-06-11").open("consultation", HEAD, **request)
    s.on("2026-06-12").move(HELP, "approve", DEPUTY, chair=f"@user:{CHAIR}", officer=f"@user:{OFFICER}")
    s.on("2026-06-15").move(HELP, "prepare", OFFICER, gather_list="系统权限清单；交接记录；各村登记表")
    s.on("2026-06-16").act(HELP, "describe_self", HEAD, text=DESCRIBED)
    seats = [{"person": f"@id:{name}", "group": group} for name, group in PANEL]
    seats.append({"person": f"@id:{CHAIR}", "role": "chair", "entitled": False})
    s.act(HELP, "call_session", OFFICER, starts_at="@time:2026-06-23T09:00", place="三楼会议室", seats=seats)
    s.on("2026-06-17").act(HELP, "serve", OFFICER, paper="会诊材料", moment="pack_served", receipts={})
    for name, _group in PANEL:
        s.on("2026-06-18").act(HELP, "confirm_seat", name, coming=True)


def sat(s):
    everybody = [*(name for name, _group in PANEL), CHAIR]
    s.on("2026-06-23").act(HELP, "attend", OFFICER, present=[f"@seat:{n}" for n in everybody], absences={})
    s.move(HELP, "convene", CHAIR, opinions_until="@time:2026-06-24T17:30")
    for name, _group in PANEL:
        said = {
            "diagnosis": "表象是账号反复发放，根子在系统没有分级授权。",
            "advice": "县里统一改权限，镇里列清单交接。",
        }
        s.act(HELP, "give_opinion", name, **said)
    causes = [{"cause": "系统没有分级授权", "kind": "system", "confidence": "high"}]
    measures = [{"content": "县里统一分级授权，停用共用账号", "owner": "@unitid:ZZK", "due": "2026-08-14",
                 "metric": "共用账号为零，导出全部有审批", "cross": ""}]  # fmt: skip
    s.on("2026-06-23", 14).act(HELP, "write_table", CHAIR, causes=causes, measures=measures)
    s.act(HELP, "record", OFFICER, minutes=MINUTES, opinions=[])
    for name in everybody:
        s.act(HELP, "sign_record", name)
    said = {"conclusion": "主要原因是系统没有分级授权；对策是县里统一授权、镇里清单交接。", "dissent_state": "none"}
    s.move(HELP, "conclude", CHAIR, dissent="", **said)


def decided(s):
    ruled = {"rulings": [{"ruling": "accepted"}], "metric_due": "@day:2026-08-28"}
    s.on("2026-06-24").move(HELP, "decide", DEPUTY, **ruled)
    more = {"due_on": "@day:2026-08-21", "text": "权限由县里统一调整，镇里须等系统改好，同意延期。"}
    s.on("2026-06-25").act(PROBLEM, "extend_rectification", "dm_org", **more)
    s.on("2026-06-26").move(HELP, "track", "sup_clk")


def done(s):
    """The measure is a project of the section that can change the system."""
    s.on("2026-06-26", 10).move(REMEDY, "register", "sup_clk")
    s.on("2026-06-29").move(REMEDY, "sign_for", "zz_head")
    s.on("2026-07-01").move(
        REMEDY, "make_plan", "zz_head", wbs=[leaf("1", "分级授权并停用共用账号", 100, "2026-08-07")]
    )
    month(s, REMEDY, "2026-07", 60, "授权方案完成，两个镇已切换")
    s.on("2026-08-05").act(REMEDY, "finish_leaf", "zz_clk", code="1", note="十二个乡镇全部切换")
    s.on("2026-08-06").move(REMEDY, "apply_completion", "zz_head")
    accepted(s, REMEDY, "2026-08-07", "2026-08-10")
    report = "十二个乡镇全部分级授权，共用账号停用，导出都有审批。"
    s.on("2026-08-11").move(REMEDY, "accept_result", "dm_org", report=report, reached=True)


def cured(s):
    for key, text in (("2026-06", "对策已立项。"), ("2026-07", "授权方案完成，试行两个镇。")):
        last = {"2026-06": "30", "2026-07": "31"}[key]
        s.on(f"{key}-{last}").act(HELP, "record_follow_up", OFFICER, month=key, text=text * 3)
    result = {"done": True, "value": "零个", "reached": True, "proof": "查看了系统账号清单"}
    s.on("2026-08-24").act(HELP, "record_effect", "sup_clk", results=[result])
    s.on("2026-08-25").act(HELP, "confirm_cure", HEAD, agree=True)
    note = "共用账号为零，导出全部有审批，指标达到。"
    s.on("2026-08-26").move(HELP, "cure", "sup_clk", outcome_note=note * 2)


def struck(s):
    repaired(s, "2026-08-12", (5,))
    applied(s, "2026-08-13", "第三次")
    s.on("2026-08-17").move(PROBLEM, "start_check", SECOND, way="visit", checked_what="镇党建办系统后台")
    s.act(PROBLEM, "recommend_strike_off", SECOND, record=SEEN)
    s.on("2026-08-18").move(PROBLEM, "approve_strike_off", SECOND).refused()
    s.on("2026-08-19").move(PROBLEM, "approve_strike_off", "dm_org", opinion="同意销号")
    s.on("2026-09-01").move(PROBLEM, "pass_recheck", "sup_clk", record=SEEN).refused()
    s.on("2026-11-12").move(PROBLEM, "pass_recheck", "sup_clk", record=SEEN)
