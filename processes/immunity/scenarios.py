"""A certificate is issued with the approval of a work, which its proposal answers for, and never before."""

from workflows import moves
from workflows.scenarios import Scenario, Step, Wait

PEOPLE = {
    "head": ("ZZK", "section_head"), "office": ("BGS", "office"), "minister": ("BWH", "minister"),
    "other": ("RCK", "section_head"),
}  # fmt: skip
CONDITIONS = ["按部务会审定的方案实施，重大调整先报批。"]


def drafted(scene):
    """The draft for a proposal that nobody has approved yet."""
    head = scene.people["head"]
    work = moves.open_case("innovation_hearing", by=head, title="村级台账随变随改试行办法")
    return {
        "licensed": True, "work_ref_id": work.pk, "unit": head.unit, "title": "村级台账试行办法创新承诺书",
        "scope": "按方案试行过程中，在步骤、进度和方法方面的探索性失误", "holders": [head.pk],
    }  # fmt: skip


SCENARIOS = (
    Scenario(
        "没有审定的工作不出具承诺书，也不由持有人自己出具", PEOPLE, "office", drafted,
        (
            Step("edit", "office", {"conditions": CONDITIONS}),
            Step("issue", "minister", refused="没有关联"),
            Step("issue", "head", refused="没有"),
            Step("issue", "other", refused="没有找到这件事"),
            Step("accept", "head", {"conditions_read": True}, refused="不能办理"),
            Wait(1),
            Step("drop_draft", "office", {"reason": "提案尚未审定，承诺书暂不出具。"}, leads="expired"),
        ), "expired",
    ),
)  # fmt: skip
