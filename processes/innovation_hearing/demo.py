"""Proposals of the demonstration, walked to where they are by real moves on the days they were made."""

from datetime import date, timedelta

from people import calendar, clock
from processes.innovation_hearing.models import InnovationHearing
from processes.innovation_hearing.walk import PANEL, TEXT, Walk
from workflows import numbers

SITES, GRID, MENTORS, POINTS = "创〔2026〕0001号", "创〔2026〕0003号", "创〔2026〕0007号", "创〔2026〕0009号"
MORE = (
    "本科室会同有关单位走访了十二个乡镇，逐一听取了村干部、党员和群众的意见，查看了近两年的台账和记录，认为可以先在小范围试行，解决最突出的问题，再视效果推广；"
    "不适宜推广的，如实说明原因。"
)
NO, LATER = ("reject", "条件还不成熟，应先把现有制度用好。"), ("defer", "经费来源还没有落实。")
DOUBTERS = ("dm_org", "dm_cadre", "dm_exec", "dm_tal")


def build(people):
    """Build the proposals, unless they are there."""
    if InnovationHearing.objects.filter(number=GRID).exists():
        return
    today = last_certain_day()
    for make in (sites, grid, mentors, points, binding, signing, answering, reviewing, deferred, refused, draft, fresh):
        make(people, today)


def last_certain_day():
    """Today, or early December of the last confirmed year: a minimum period cannot end while the year is open."""
    return min(clock.today(), date(max(calendar.load().confirmed), 12, 1))


def last_working_day(today):
    """The working day before today: nothing in the demonstration lies in the future."""
    days, day = calendar.load(), today - timedelta(1)
    while not days.is_working(day):
        day -= timedelta(1)
    return day


def proposal(people, day, number, title, background, **fields):
    """Open one; its number is not given again."""
    if number:
        numbers.reserve(number)
    return Walk(people, day, number=number, title=title, background=background + MORE, **fields)


def sites(people, today):
    """Approved: equipment for village meeting places, from which the project that is late now came."""
    walk = proposal(
        people, date(2026, 1, 5), SITES, "村级阵地信息化设备进场试点",
        "全县212个党员远程教育站点中61个设备超过八年，开机慢、故障多，群众很少来看。", plan_year=2026, head="dy_head",
        innovation_points="统一选型，集中采购，按道路和季节排定进场顺序；设备、管理员和播放安排同时到位，进场前后各登记一次使用情况。",
        plan="3月调研选型，6月完成采购，9月前在70个站点进场安装，年底评估使用情况。" + TEXT["plan"],
        expected_result="70个站点设备更新到位，月均使用不少于六次。", coop_units=["各乡镇党委"],
        milestones=[
            {"name": "完成选型与采购", "due": "2026-06-30", "deliverable": "到货验收单"},
            {"name": "完成站点进场安装", "due": "2026-09-18", "deliverable": "70个站点安装验收单"},
        ],
        risk_list=[{"risk": "汛期道路中断影响进场", "level": "medium", "measure": "先远后近，避开主汛期"}],
    )  # fmt: skip
    walk.write().late("设备普查一月初才完成，普查前方案无法定型。").after(1).move("submit", walk.head)
    walk.precheck().plan().on(date(2026, 1, 13)).called(days=8).synthesis().compliance().vote_stage()
    walk.meeting(days=3).vote().passed().certify(
        scope="设备选型、进场顺序、工期安排方面的探索性失误", valid_from=date(2026, 3, 1), valid_to=date(2027, 2, 28),
        conditions=["合规审核通过", "发现问题立即报告", "不涉及违纪违法、谋私、造假"],
    )  # fmt: skip
    walk.ripe("confirm").move("confirm", "minister")


def grid(people, today):
    """Approved: the register of party members, one member of the meeting against."""
    walk = proposal(
        people, date(2026, 2, 26), GRID, "农村党员“一册一线”网格化联系管理试点",
        "流动党员占比近三成，传统花名册半年一更新，找不到人、说不清情况的问题突出。", plan_year=2026,
        innovation_points="以村为单位建立党员“一册”（基本信息、特长、联系方式），以责任人为“线”，每名支委联系不超过八户党员，"
        "更新留痕、权限分级。",
        plan="3月在城关镇、松坡乡各选五个村试点；6月中期评估；9月扩大到六个乡镇；12月总结。" + TEXT["plan"],
        risk_list=[
            {"risk": "个人信息泄露", "level": "high", "measure": "最小字段、权限到村、导出审批"},
            {"risk": "增加基层负担", "level": "medium", "measure": "以手机端一次录入代替多表"},
        ],
    )  # fmt: skip
    walk.write().late("县委一月部署党员管理提质，方案二月才成熟。").after(1).move("submit", walk.head)
    walk.precheck().plan().on(date(2026, 3, 10)).called(days=8).synthesis().compliance().vote_stage()
    walk.meeting().vote(dm_org=("reject", "汛期前不宜扩面。")).passed().certify(
        title="“一册一线”试点创新承诺书", scope="信息字段、联系责任划分、扩面进度方面的探索性失误",
        valid_from=date(2026, 4, 1), valid_to=date(2027, 3, 31),
        conditions=["个人信息保护要求为底线，违规导出、泄露不在容错范围", "补救措施须48小时内报告"],
    )  # fmt: skip
    walk.ripe("confirm").move("confirm", "minister")


def mentors(people, today):
    """In publicity: mentors for village cadres; one member away, one abstention."""
    walk = proposal(
        people, today - timedelta(60), MENTORS, "村级后备干部“导师帮带”计划",
        "石门等27个村后备力量不足，两委平均年龄五十三岁。",
        innovation_points="退休老支书与后备干部签订两年帮带协议，按季度“双述双评”，帮带成效计入导师补助，每年向群众公开一次结果，接受群众评议。",
        plan="4月遴选导师42名、学员60名；每季度一次现场帮带；年底评估是否转为常态制度。" + TEXT["plan"],
        hearing_level="internal",
        risk_list=[
            {"risk": "帮带流于形式", "level": "medium", "measure": "督查组随机访谈学员"},
            {"risk": "补助标准争议", "level": "low", "measure": "按财政规定核定"},
        ],
    )  # fmt: skip
    walk.to_vote().on(today - timedelta(16)).meeting(days=7)
    walk.vote(absent=("exec_gb",), dm_tal=("abstain", "补助标准尚未核定，保留意见。")).passed()


def points(people, today):
    """A hearing lies ahead: called, papers served two days ago."""
    panel = PANEL + (("delegate", "delegates"), ("t01_wy", "townships"), ("v0501", "public"), ("extsup1", "public"))
    walk = proposal(
        people, today - timedelta(18), POINTS, "“党员积分换服务”规范化方案",
        "北塘镇自行试行积分兑换，群众欢迎但兑换标准不一，个别村出现以劳代物的争议。", panel=panel, exploratory=True,
        innovation_points="统一积分目录、上限与公示，兑换只限公益服务，不兑现金；目录每年经村民代表会议讨论，兑换情况按季度公开，接受群众监督。",
        plan="12月听证通过后，2027年一季度在三个乡镇试行，半年评估。" + TEXT["plan"],
        legal_risk_note="县级无明确规定，属探索性做法，须明示风险并设试点边界。",
        risk_list=[
            {"risk": "变相发放财物", "level": "high", "measure": "目录由合规审核"},
            {"risk": "攀比", "level": "low", "measure": "设上限"},
        ],
    )  # fmt: skip
    walk.submit().precheck().plan().on(today - timedelta(2)).called(days=9)
    walk.on(today - timedelta(1)).act("acknowledge", "expert1").act("acknowledge", "cppcc")
    walk.act("declare_interest", "expert1").act("declare_interest", "retired1", interest="曾参与北塘镇的试行")


def binding(people, today):
    """The vote was opened on the last working day: some have voted, the head has not."""
    walk = proposal(
        people, today - timedelta(48), "创〔2026〕0008号", "取消年度党建材料纸质装订",
        "年底各站所要装订十几本纸质材料，花钱费时，检查时很少翻看；10月例会上，基层再次反映年终表格重复。",
        innovation_points="电子材料一次报送、多处使用；除法定应归档的纸质原件外不再要求装订；检查改为走访党员和现场看，不再以材料厚薄论好坏。",
        budget="28000.00",
    )  # fmt: skip
    walk.to_vote()
    held = last_working_day(today)
    walk.on(max(walk.now.date() + timedelta(1), held - timedelta(9)))
    walk.meeting(days=(held - walk.now.date()).days).on(walk.sitting.starts_at)
    walk.act("declare_interest", "exec_lgb", interest="配偶在试点单位任职", recuse=True)
    walk.came("exec_gb").act("start_vote", "sec_rec").ballot("dm_tal")
    walk.ballot("dm_cadre", "defer", "法定归档的范围应当先列明。")


def signing(people, today):
    """A hearing was held yesterday; the record is being signed."""
    walk = proposal(
        people, today - timedelta(40), "创〔2026〕0010号", "乡镇干部“夜学夜议”制度",
        "白天事务多，乡镇干部集中学习难以坚持，学用脱节的问题反映较多。", head="jy_head", hearing_level="internal",
    )  # fmt: skip
    held = last_working_day(today)
    walk.submit().precheck().plan().on(held - timedelta(13)).called(days=13).hear("t09_wy")
    for name in ("deputy_npc", "retired1", "jy_head"):
        walk.act("sign_record", name)
    walk.act("sign_record", "cppcc", refusal="笔录没有写明对加班补休的意见，补写后再签。")


def answering(people, today):
    """The hearing is over; the section answers what was said."""
    walk = proposal(
        people, today - timedelta(50), "创〔2026〕0011号", "人才服务“一件事”集成办理",
        "引进人才落户、子女入学、配偶就业要跑五个窗口，材料重复提交。", head="gw_head", chair="chair_b",
    )  # fmt: skip
    walk.submit().precheck().plan().on(today - timedelta(16)).called(days=12).synthesis()


def reviewing(people, today):
    """With the legal reviewer; the seven working days are running."""
    walk = proposal(
        people, today - timedelta(60), "创〔2026〕0012号", "党员教育“点单送课”",
        "基层反映课程与需求不合，送课多、愿听的少，外出务工党员学习没有着落。", head="dy_head",
    )  # fmt: skip
    walk.submit().precheck().plan().on(today - timedelta(24)).called(days=14).synthesis()
    walk.on(today - timedelta(5)).compliance()


def deferred(people, today):
    """Put off for want of money; to be reported again by a day."""
    walk = proposal(
        people, today - timedelta(80), "创〔2026〕0005号", "组织生活“开放日”试行办法",
        "组织生活形式单一，群众看不见、参与不了，年轻党员参加不积极。", head="gw_head",
    )  # fmt: skip
    walk.to_vote().on(today - timedelta(40)).meeting(days=12).vote(**dict.fromkeys(DOUBTERS, LATER))
    day = walk.now.date() + timedelta(60)
    walk.move("vote_defer", "sec_rec", resubmit_date=day, reason="经费来源没有落实，落实后再报。")


def refused(people, today):
    """Not taken up; the ten days for reconsideration are running."""
    walk = proposal(
        people, today - timedelta(55), "创〔2026〕0006号", "干部考核“一票直通”办法",
        "考核环节多、周期长，基层反映结果反馈慢，对平时工作促进不够。", head="jy_head",
    )  # fmt: skip
    walk.to_vote().on(today - timedelta(14)).meeting(days=10).vote(**dict.fromkeys(DOUBTERS, NO))
    walk.move("vote_reject", "sec_rec", reason="多数成员认为与现行考核规定衔接不够，条件还不成熟。")


def draft(people, today):
    """Begun and not yet handed in."""
    proposal(
        people,
        today - timedelta(3),
        None,
        "离退休干部党支部“结对共建”",
        "部分离退休干部党支部力量弱、活动少。",
        head="exec_lgb",
    )


def fresh(people, today):
    """Handed in yesterday; the office has not looked yet."""
    walk = proposal(
        people,
        today - timedelta(2),
        "创〔2026〕0013号",
        "村级台账随变随改试行办法",
        "台账半年一更新，变化跟不上。",
        head="zz_head",
    )
    walk.submit()
