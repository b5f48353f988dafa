"""The story of the year, second part: the quarter's inspection finds a problem; putting it right fails twice."""

INSPECTION, PROBLEM, NEXT, LAST = "inspection.1", "rectification.1", "inspection.2", "inspection.3"
LEAD, FIRST, SECOND = "insp_lead", "insp_a", "extsup2"
HEAD, SECRETARY, VILLAGE = "t05_wy", "t05_sj", "v0501"
FACT = "四月二十日查看两个试点村：设备台账两个月没有更新，信息导出没有审批记录，负责人当场确认。"
PART = "到村到户查看台账和现场，逐项核对，情况与报送材料基本一致，个别数据对不上，已当场说明并逐条登记。"
CAUSE = "导出功能没有分级授权，值班人员轮流代管，交接没有清单。"
DONE = "导出权限已收回，台账逐村补齐，审批登记已启用。"


def story(s):
    """From the first of April, when the clock opens the quarter's inspection, to the archive."""
    planned(s)
    looked_at(s)
    reported(s)
    begun(s)
    failed(s, "2026-05-26", "2026-05-28", FIRST, "第一次", ("两个账号没有收回", "六月台账没有更新"))
    repaired(s, "2026-06-05", (3, 4))
    failed(s, "2026-06-08", "2026-06-10", SECOND, "第二次", ("账号收回后又重新发放",))
    s.on("2026-06-03").move(INSPECTION, "archive", "arch")
    another(s)


def planned(s):
    s.on("2026-04-01", 8).clock()
    plan = {
        "title": "2026年二季度督查调研", "content": "查创新试点进展和台账更新", "scope": "今年以来",
        "methods": ["files", "interview"], "starts_on": "@day:2026-04-20", "ends_on": "@day:2026-04-22",
        "days_per_unit": 6, "targets": ["@unit:XZ05"],
    }  # fmt: skip
    s.on("2026-04-08").act(INSPECTION, "save_plan", LEAD, **plan)
    team = [f"@user:{name}" for name in (LEAD, FIRST, SECOND)]
    s.act(INSPECTION, "save_team", LEAD, lead=team[0], members=team[1:])
    s.act(INSPECTION, "confirm_training", LEAD, people=team, on="@day:2026-04-08")
    for name in (LEAD, FIRST, SECOND):
        s.act(INSPECTION, "declare_ties", name)
    s.on("2026-04-09").move(INSPECTION, "submit_plan", LEAD, approver="@user:dm_org")
    s.on("2026-04-10").move(INSPECTION, "approve_plan", "dm_org")


def another(s):
    """The clock opens those of later quarters, which are merged with other matters."""
    s.on("2026-07-01", 8).clock()
    merged(s, NEXT, ("2026-07-08", "2026-07-09"), ("2026-07-20", "2026-07-21"), "半年")
    merged(s, LAST, ("2026-12-09", "2026-12-10"), ("2026-12-21", "2026-12-22"), "年终")


def merged(s, case, days, held, what):
    """Planned, handed in, and called off by who approves it."""
    plan = {
        "content": "查试点评估情况", "scope": "今年以来", "methods": ["files"], "starts_on": f"@day:{held[0]}",
        "ends_on": f"@day:{held[1]}", "days_per_unit": 6, "targets": ["@unit:XZ09"],
    }  # fmt: skip
    s.on(days[0]).act(case, "save_plan", LEAD, **plan)
    s.act(case, "save_team", LEAD, lead=f"@user:{LEAD}", members=[f"@user:{FIRST}", f"@user:{SECOND}"])
    s.move(case, "submit_plan", LEAD, approver="@user:dm_org")
    s.on(days[1]).move(case, "cancel", "dm_org", reason=f"与{what}总结并在一起进行，不再单独督查。")


def looked_at(s):
    visit = {"unit": "@unit:XZ05", "place": "上坝村委会", "at": "@time:2026-04-20T10:00", "method": "files",
             "notes": "查看了全年台账和导出记录，与责任人逐项核对。", "topic": 1}  # fmt: skip
    s.on("2026-04-20", 15).act(INSPECTION, "add_visit", FIRST, **visit)
    for name in (FIRST, SECOND):
        s.act(INSPECTION, "sign_visit", name, visit=1)
    finding = {"unit": "@unit:XZ05", "severity": "serious", "clause": "Z06", "fact": FACT, "topic": 1}
    s.act(INSPECTION, "save_finding", FIRST, evidence=["@file:台账照片说明"], **finding)
    s.on("2026-04-22", 16).act(INSPECTION, "end_fieldwork", LEAD, on="@day:2026-04-22")
    s.on("2026-04-23").move(INSPECTION, "give_feedback", LEAD)
    s.on("2026-04-24").move(INSPECTION, "respond", HEAD, answers={"@int:1": "情况属实，立即整改。"})


def reported(s):
    s.on("2026-04-27").act(INSPECTION, "fill_topic", FIRST, topic=1, note="两个试点村都已配备设备，台账更新不够及时。")
    parts = {name: PART * 9 for name in ("situation", "problems", "causes", "suggestions")}
    s.act(INSPECTION, "save_report", LEAD, **parts)
    s.on("2026-04-28", 10).move(INSPECTION, "submit_report", LEAD)
    s.on("2026-04-30").move(INSPECTION, "sign_report", "minister", conclusion="试点总体平稳，一个问题限期整改。")


def begun(s):
    s.on("2026-05-08", 8).clock()  # a day late: red
    s.on("2026-05-08").move(PROBLEM, "sign_for", HEAD)
    measures = [
        {"text": "收回全部导出权限，改为审批后导出", "owner": f"@user:{HEAD}", "due": "2026-05-22"},
        {"text": "逐村补齐设备台账", "owner": f"@user:{VILLAGE}", "due": "2026-05-25"},
    ]  # fmt: skip
    s.on("2026-05-11").move(PROBLEM, "hand_in_plan", HEAD, measures=measures, responsible=f"@user:{SECRETARY}")
    s.on("2026-05-12").move(PROBLEM, "approve_plan", "sup_clk")
    s.on("2026-05-21").move(PROBLEM, "apply_strike_off", HEAD, root_cause=CAUSE, outcome=DONE).refused()
    s.on("2026-05-22").act(PROBLEM, "finish_remedy", HEAD, n=1, note="导出权限全部收回")
    s.on("2026-05-25").act(PROBLEM, "finish_remedy", VILLAGE, n=2, note="台账逐村补齐")


def repaired(s, on, numbers):
    """The gaps of a check that was not passed are measures now."""
    s.on(on)
    for n in numbers:
        s.act(PROBLEM, "finish_remedy", HEAD, n=n, note="已经补正到位")


def applied(s, on, proof):
    said = {"root_cause": CAUSE, "outcome": DONE, "evidence": [f"@file:{proof}"]}
    s.on(on).move(PROBLEM, "apply_strike_off", HEAD, **said)


def failed(s, on, checked, by, proof, gaps):
    """The unit applies, nobody of it checks, and the check is not passed."""
    applied(s, on, proof)
    way = {"way": "visit", "checked_what": "到上坝村和镇党建办查看"}
    s.on(checked).move(PROBLEM, "start_check", HEAD, **way).refused()
    s.move(PROBLEM, "start_check", by, **way)
    s.move(PROBLEM, "fail_check", by, gaps=list(gaps))
