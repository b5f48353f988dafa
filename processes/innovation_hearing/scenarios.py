"""A proposal that is not yet complete."""

from workflows.scenarios import Scenario, Step, Wait

PEOPLE = {
    "head": ("ZZK", "section_head"), "office": ("BGS", "office", "clerk"), "other": ("RCK", "section_head"),
    "deputy": ("BWH", "deputy_minister"),
}  # fmt: skip
SCENARIOS = (
    Scenario(
        "没有写完的创新提案不能报送，别人也不能替科室撤回", PEOPLE, "head", {"title": "村级台账随变随改试行办法"},
        (
            Step("submit", "head", refused="没有"),
            Step("submit", "other", refused="没有找到这件事"),
            Wait(1),
            Step("edit", "head", {"stakeholders": "试点乡镇、村“两委”干部、联系对象和配合单位。"}),
        ), "draft",
    ),
)  # fmt: skip
