"""Every action that an agent takes for somebody names both: in the event, and what becomes of it is the principal's."""

import pytest

from ledger.models import Event
from ledger.verify import verify
from people import clock
from people.models import Mandate, User
from workflows.conformance import story
from workflows.errors import NotFound, Refused
from workflows.models import Outbox

pytestmark = pytest.mark.django_db
WHY = "材料不全，请补充后再报。"
EXTRA = "extra"

# action → (where the case is, for whom, what is said; "extra" stands for that person)
ACTIONS = {
    "return_to": ("all", "signer_a", {"target": "hand", "mode": "rerun", "reason": WHY}),
    "transfer": ("all", "signer_a", {"to": EXTRA, "reason": WHY}),
    "delegate": ("all", "signer_a", {"to": EXTRA, "ask": "请看看预算是否合理。"}),
    "add_signers": ("all", "signer_a", {"people": [EXTRA], "where": "before", "reason": WHY}),
    "remove_signer": ("all", "handler", {"person": "signer_c", "reason": WHY}),
    "circulate": ("all", "signer_a", {"people": [EXTRA], "reply": False, "text": "请阅。"}),
    "copy": ("all", "signer_a", {"people": [EXTRA], "text": "请知悉。"}),
    "comment": ("all", "signer_a", {"text": "预算部分请再核对一次。", "mentions": []}),
    "suspend": ("all", "owner", {"reason": WHY}),
    "terminate": ("all", "owner", {"reason": WHY}),
    "withdraw": ("all", "author", {"reason": WHY}),
    "propose_jump": ("all", "owner", {"to": "hand", "reason": "情况简单，经办人补一句说明即可。"}),
}


@pytest.fixture
def people():
    found = story.people()
    story.person("boss", "deputy_minister")
    return found


def lends(people, name):
    """Somebody lends their work to the deputy for today."""
    deputy, today = User.objects.get(pk=people["deputy"].pk), clock.today()
    Mandate.objects.create(principal=people[name], agent=deputy, since=today, until=today, processes="", reason="学习")


def answers(people, said):
    real = {name: one.pk for name, one in people.items()}
    return {
        key: [real.get(one, one) for one in value] if isinstance(value, list) else real.get(value, value)
        for key, value in said.items()
    }


def newest(told):
    return Event.objects.filter(uid=told.case.uid).order_by("-seq").first()


@pytest.mark.parametrize("name", list(ACTIONS))
def test_both_names_stand_in_the_event_and_the_principal_hears_of_it(people, name):
    where, whom, said = ACTIONS[name]
    said = answers(people, said)
    told = story.Story(people).to(where)
    with pytest.raises((Refused, NotFound)):
        told.act(name, "deputy", **said)
    lends(people, whom)
    told.act(name, "deputy", **said)
    event = newest(told)
    assert (event.kind, event.actor_id, event.for_id) == (f"act.{name}", people["deputy"].pk, people[whom].pk)
    assert event.for_name == people[whom].name
    heard = Outbox.objects.filter(uid=told.case.uid, topic="work.by_agent").values_list("recipients", flat=True)
    assert [people[whom].pk] in list(heard) and verify(told.case.uid).ok


def test_what_an_agent_gave_away_is_the_principals_to_have_back(people):
    told = story.Story(people).to("all")
    lends(people, "signer_a")
    told.act("transfer", "deputy", to=people["extra"].pk, reason=WHY)
    assert told.undone() == {"signer_a": "transferred"} and "extra" in told.holders()


def test_an_answer_that_was_asked_for_is_given_by_the_agent_for_whom_it_was_asked_of(people):
    told = story.Story(people).to("all")
    told.act("delegate", "signer_a", to=people["extra"].pk, ask="请看看预算是否合理。")
    lends(people, "extra")
    told.act("give_back", "deputy", opinion="预算合理，没有意见。")
    assert newest(told).for_id == people["extra"].pk and "signer_a" in told.holders()


def test_a_case_that_stands_still_goes_on_by_the_agent_of_who_may_resume_it(people):
    told = story.Story(people).to("all")
    told.act("suspend", "owner", reason=WHY)
    lends(people, "owner")
    told.act("resume", "deputy")
    assert newest(told).for_id == people["owner"].pk and not told.now.suspended_at


def test_a_vote_and_a_claim_are_nobody_elses(people):
    lends(people, "signer_a")
    for where, name, said in (("vote", "sign", {"decision": "agree"}), ("pool", "claim", {})):
        told = story.Story(people).to(where)
        with pytest.raises((Refused, NotFound)):
            told.act(name, "deputy", **said)
        assert newest(told).kind != f"act.{name}"
