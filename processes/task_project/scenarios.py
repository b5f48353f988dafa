"""A project from the ledger to its plan."""

from datetime import date

from workflows.scenarios import Scenario, Step, Wait

PEOPLE = {
    "supervision": ("BGS", "supervision_office"), "head": ("ZZK", "section_head"), "clerk": ("ZZK", "clerk"),
    "other": ("RCK", "section_head"),
}  # fmt: skip


def opened(scene):
    said = {"title": "试点项目", "source": "年度要点", "metric": "覆盖率 98%", "due_on": date(2026, 10, 30)}
    return said | {"unit": scene.unit("ZZK")}


def broken_down(*weights):
    """A plan whose tasks weigh so much."""

    def said(scene):
        rows = enumerate(weights, start=1)
        own = {"owner": scene.people["clerk"].pk, "due": "2026-09-30", "done": False}
        return {"wbs": [{"code": str(n), "title": f"任务{n}", "weight": weight, **own} for n, weight in rows]}

    return said


SCENARIOS = (
    Scenario(
        "立项、签收、分解后进入实施", PEOPLE, "supervision", opened,
        (
            Step("register", "supervision"),
            Step("sign_for", "other", refused="没有找到这件事"),
            Step("sign_for", "head"),
            Wait(2),
            Step("make_plan", "head", broken_down(60, 30), refused="100"),
            Step("make_plan", "head", broken_down(60, 40)),
        ), "running",
    ),
)  # fmt: skip
