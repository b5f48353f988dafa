"""The safeguards of due process that the built processes touch, each under its number, through a user's own doors."""
# ruff: noqa: F811 - fixtures of the processes' own tests are asked for by their names

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ledger.models import AccessEntry, Event
from people import clock
from people.models import Conflict
from tests.support.every_form import every_form
from tests.support.world import person
from tests.unit.innovation_hearing.conftest import START, people, walk  # noqa: F401
from tests.unit.inspection.conftest import (  # noqa: F401
    answered,
    at,
    drafting,
    ended,
    feedback,
    field,
    fresh,
    in_field,
    issued,
    opened,
    plan,
    reported,
    signed,
    staffed,
    visited,
    world,
)  # fmt: skip
from tests.unit.rectification.conftest import (  # noqa: F401
    SEEN,
    assigned,
    checking,
    checks,
    executing,
    planned,
    submitted,
    team,
)  # fmt: skip
from workflows import flags, moves, sweep
from workflows.models import Case, Sitting, WorkItem
from workflows.step import Step

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = "与本事项的当事人是近亲属，可能影响公正办理。"
# What no form has a field for (F20), as a label or as a name in code would say it.
PRIVATE = (
    "身份证", "住址", "家庭", "亲属", "配偶", "子女", "婚姻", "宗教", "信仰", "健康", "病史", "民族", "八小时外",
    "业余时间", "id_number", "id_card", "identity_no", "home_address", "family", "spouse", "marital", "religion",
    "health", "ethnic",
)  # fmt: skip
PERSONS = {"investigation", "accountability", "admonition", "immunity"}


def post(client, user, case, name, kind="act", **said):
    """What a person at a browser is answered."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.post(reverse(f"web:{kind}", args=[case.uid, name]), said)


def events(case):
    return Event.objects.filter(uid=case.uid).count()


class TestF01Recusal:
    """Whoever is tied to a person concerned, or was part of it, does not handle, vote, verify or hear."""

    def test_whoever_is_tied_to_a_person_concerned_does_not_judge(self, client, submitted, team):
        Conflict.objects.create(person=team.second, other=team.head, kind="family", since=clock.today())
        before, said = events(submitted), {"way": "visit", "checked_what": "镇党群服务中心"}
        answer = post(client, team.second, submitted, "start_check", "move", **said)
        assert answer.status_code == 409 and "应当回避" in answer.content.decode()
        assert AccessEntry.objects.filter(
            person_id=team.second.pk, what="recusal_block", case_uid=submitted.uid
        ).exists()
        assert events(submitted) == before
        assert post(client, team.inspector, submitted, "start_check", "move", **said).status_code == 302


class TestF02ThreeWaysToRecuse:
    """Applied for, it is decided one level up within three days; until then the challenged person does not act."""

    def test_a_recusal_applied_for_is_decided_one_level_up_and_goes_further_up_after_three_days(self, client, walk):
        walk.to_hearing().synthesis().compliance()
        challenged = walk.people["legal"]
        with clock.frozen(walk.now):
            asked = post(client, walk.people["zz_head"], walk.case, "apply_recusal", person=challenged.pk, reason=WHY)
            assert asked.status_code == 302
        walk.ripe("confirm_compliance")
        with clock.frozen(walk.now):
            said = {"opinion": "经审核，符合有关规定，可以提交部务会。"}
            answer = post(client, challenged, walk.case, "confirm_compliance", "move", **said)
            assert answer.status_code == 409 and "有人申请你回避" in answer.content.decode()
            sweep.raise_recusals()
        waiting = WorkItem.objects.filter(process=walk.case, kind="recusal", status="ASSIGNED")
        assert [item.owner.username for item in waiting] == ["minister"]


class TestF03Denominator:
    """Those recused leave it; below three the matter goes one level up."""

    def test_with_fewer_than_three_left_the_vote_is_refused_and_the_way_up_is_offered(self, client, walk):
        walk.to_vote().meeting(days=9)
        for name in ("minister", "dm_org", "dm_cadre", "dm_exec", "dm_tal"):
            walk.act("declare_interest", name, interest="参与了方案起草", recuse=True)
        walk.on(walk.sitting.starts_at).came()
        with clock.frozen(walk.now):
            answer = post(client, walk.people["sec_rec"], walk.case, "start_vote")
            assert answer.status_code == 409 and "少于 3 人，不能表决" in answer.content.decode()
            page = client.get(reverse("web:case", args=[walk.case.uid])).content.decode()
            assert reverse("web:act", args=[walk.case.uid, "escalate_level"]) in page
        assert not walk.case.signings.exists()


class TestF08OtherPeopleReview:
    """Nobody who touched the case reviews it."""

    def test_nobody_who_acted_in_the_case_reviews_the_objection(self, client, issued, world, at):
        touched = set(Event.objects.filter(uid=issued.uid).values_list("actor_id", flat=True))
        for one in type(world.lead).objects.filter(pk__in=touched, kind="person"):
            person(one.username, "appeal_officer", unit_code="ZCF")
        with at(date(2026, 10, 8)):
            asked = post(client, world.head, issued, "file_objection", "move", points_1="台账已补报，系统有记录可查。")
            assert asked.status_code == 302
            assert fresh(issued).players("appeal_officer") == [world.reviewer.pk]
            said = {"point": 1, "ruling": "kept", "answer": "经复核，事实清楚，予以维持。"}
            before = events(issued)
            for one in (world.lead, world.deputy, world.minister):
                answer = post(client, one, issued, "answer_point", **said)
                assert answer.status_code == 409 and "不由你办理" in answer.content.decode()
            assert events(issued) == before
            assert post(client, world.reviewer, issued, "answer_point", **said).status_code == 302


class TestF18CollectiveDecision:
    """The head speaks last, dissent is kept, papers come two working days before."""

    def test_the_head_speaks_last_dissent_is_kept_word_for_word_and_papers_come_two_days_before(self, client, walk):
        walk.to_vote().meeting(days=9).on(walk.sitting.starts_at).came().act("start_vote", "sec_rec")
        choice = {f"choice_{item.pk}": "pass" for item in walk.sitting.agenda.all()}
        with clock.frozen(walk.now):
            answer = post(client, walk.people["minister"], walk.case, "ballot", **choice)
            assert answer.status_code == 409 and "主要负责人末位表态" in answer.content.decode()
        dissent = "试点村的选取标准还不清楚，建议先听取乡镇意见再定。"
        walk.ballot("dm_tal", "reject", dissent)
        for name in ("dm_org", "dm_cadre", "dm_exec", "exec_gb", "exec_lgb", "minister"):
            walk.ballot(name)
        assert dissent in str(walk.passed().case.vote_result)

    def test_no_vote_within_two_working_days_of_the_papers(self, client, walk):
        walk.to_vote()
        recorder = walk.people["sec_rec"]
        for hours, wanted in ((3, 409), (24, 409), (9 * 24, 302)):
            start = (walk.now + timedelta(hours=hours)).astimezone(clock.CHINA).strftime("%Y-%m-%dT%H:%M")
            with clock.frozen(walk.now):
                answer = post(client, recorder, walk.case, "convene", starts_at=start, place="部务会议室")
            assert answer.status_code == wanted
            assert wanted == 302 or "材料须在会前 2 个工作日送达" in answer.content.decode()
            assert Sitting.objects.filter(case=walk.case, kind="exec_meeting").exists() == (wanted == 302)


class TestF20DataMinimisation:
    """No form asks for what is nobody's business; what is typed all the same is warned of."""

    @pytest.mark.parametrize("number", ["110101199001011237", "13812345678", "6222021234567890123"])
    def test_a_number_that_identifies_somebody_is_warned_of_and_its_covered_form_is_offered(self, client, number, team):
        office = person("office", "office", "clerk", unit_code="BGS")
        client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
        address, told = (
            reverse("web:begin", args=["suggestion"]),
            f"请为号码{number}的同志落实补贴，并说明办理时限和责任科室。",
        )
        page = client.post(address, {"title": "落实补贴", "content": told})
        covered = number[:3] + "*" * (len(number) - 5) + number[-2:]
        assert page.status_code == 422 and covered in page.content.decode()
        assert not Case.objects.exists()
        page = client.post(reverse("web:begin", args=["approval"]), {"title": told})
        assert page.status_code == 422 and "遮盖后保存" in page.content.decode()
        client.post(reverse("web:begin", args=["approval"]), {"title": told, "personal": "mask"})
        assert covered in Case.objects.get().title

    def test_no_form_asks_for_what_is_nobodys_business(self):
        """Forms of processes, of the engine, of the room, of the desk for reports and of the administration alike."""
        asked = {
            f"{form.__module__}.{form.__qualname__}.{name}": f"{name} {field.label or ''}".lower()
            for form in every_form()
            for name, field in form.base_fields.items()
        }
        assert {path.split(".")[1] for path in asked if path.startswith("processes.")} >= PERSONS
        assert [path for path, said in asked.items() if any(word in said for word in PRIVATE)] == []


class TestF24EffectsEnd:
    """An effect ends by itself, shows to its person alone, and bars nobody afterwards."""

    def test_an_effect_ends_by_itself_shows_to_its_person_alone_and_bars_nobody_afterwards(self, client, walk):
        """The effect is laid by hand here; those that processes lay are met in `test_safeguards_heard.py`."""
        walk.submit().precheck().after(2)
        chair, office = walk.people[walk.chair], walk.people["office_clk"]
        with clock.frozen(walk.now):
            step = Step(case=walk.case, actor=office, kind="act", at=clock.now())
            flags.lay(step, chair.pk, "admonition", until=clock.now() + timedelta(days=1))
            said = {"chair": chair.pk, "chair_declared": "on"}
            answer = post(client, office, walk.case, "pass_precheck", "move", **said)
            assert answer.status_code in (409, 422) and Case.objects.get(pk=walk.case.pk).stage == "precheck"
            assert "影响期" not in client.get(reverse("web:profile")).content.decode()
            client.force_login(chair, backend="django.contrib.auth.backends.ModelBackend")
            assert "自动结束" in client.get(reverse("web:profile")).content.decode()
        with clock.frozen(walk.now + timedelta(days=1, minutes=1)):
            assert flags.standing() == set()
            assert "自动结束" not in client.get(reverse("web:profile")).content.decode()
            assert post(client, office, walk.case, "pass_precheck", "move", **said).status_code == 302


class TestF26AntiFormalism:
    """Caps on inspections; no league tables."""

    def test_a_unit_is_not_inspected_a_third_time_in_sixty_days_whatever_the_reason(self, client, opened, world):
        in_field(opened, world, targets=[world.town])
        reason = {"overlap_reason": "县委部署的专项督查，不能推迟。"}
        again = moves.open_case("inspection", by=world.supervision, title="专项督查", lead=world.lead)
        in_field(again, world, targets=[world.town], **reason)
        third = moves.open_case("inspection", by=world.supervision, title="又一次督查", lead=world.lead)
        plan(third, world, targets=[world.town], **reason)
        staffed(fresh(third), world)
        before = events(third)
        answer = post(client, world.lead, third, "submit_plan", "move", approver=world.deputy.pk)
        assert answer.status_code == 409 and "60 日内已督查 2 次" in answer.content.decode()
        assert (fresh(third).stage, events(third)) == ("planned", before)
        plan(third, world, targets=[world.town2])
        assert post(client, world.lead, third, "submit_plan", "move", approver=world.deputy.pk).status_code == 302
