import json
from time import process_time
from uuid import uuid4

import pytest
from django.db import connection

from ledger import append, format1
from ledger.models import Event, Head, Salt
from ledger.read import history
from ledger.verify import verify
from tests.unit.ledger.conftest import AT, CLERK, UID, chain


def test_an_event_is_built_without_the_database():
    [record] = chain(1)
    assert record.event.seq == 1
    assert len(record.event.hash) == 32
    assert [salt.name for salt in record.salts] == ["respondent"]


def test_a_row_keeps_nothing_that_can_be_computed_again():
    [event], salts = zip(*chain(1), strict=True)
    assert (event.format, event.previous, len(event.salt)) == (2, b"", 16)
    assert [name for name, _ in json.loads(event.commitments)] == ["*respondent"]
    assert len(event.marks) == 2 + 3 * 9


def test_two_statements_write_any_number_of_events(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        append.write(chain(5))
    assert Event.objects.count() == 5


def test_private_values_never_stand_in_an_event(written):
    for event in Event.objects.all():
        assert "张三" not in event.body + event.commitments


def test_history_merges_what_is_still_there_in_two_queries(written, django_assert_num_queries):
    Salt.objects.filter(seq=2, name="respondent").delete()
    with django_assert_num_queries(2):
        entries = history(UID)
    assert entries[0].fields["respondent"] == "张三1"
    assert entries[0].fields["n"] == {"b": [1, 2], "a": 1.5}
    assert "respondent" not in entries[1].fields
    assert entries[1].erased == ("respondent",)


def test_none_and_the_empty_string_differ():
    values = format1.texts({"a": None, "b": ""})
    assert values == {"a": "null", "b": '""'}


def test_equal_values_have_unlike_commitments():
    one, two = chain(1)[0].event, chain(1)[0].event
    assert one.commitments != two.commitments
    assert one.marks != two.marks


@pytest.mark.parametrize("name", ["", 'a"b', "a:b", "@at", "*x", "a\nb", "x" * 80])
def test_a_name_that_could_be_misread_is_refused(name):
    with pytest.raises(ValueError, match="field name"):
        append.build(UID, 1, None, at=AT, kind="k", actor_id=1, actor_name="n", fields={name: 1})


def test_a_field_is_either_clear_or_private():
    with pytest.raises(ValueError, match="either"):
        append.build(UID, 1, None, at=AT, kind="k", actor_id=1, actor_name="n", fields={"a": 1}, private={"a": 2})


@pytest.mark.parametrize("value", [float("nan"), object(), b"bytes"])
def test_a_value_that_has_no_text_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        format1.texts({"a": value})


def test_a_body_is_split_into_the_very_texts_it_was_joined_from():
    values = format1.texts({"a": 'x",\n"b":1', "c": {"d": ",\n"}, "时限": AT, "e": uuid4()})
    assert format1.split(format1.join(values)) == values
    assert format1.split(format1.join({})) == {}


def test_the_system_chain_grows_under_its_head(db):
    append.system("person.changed", by=CLERK, at=AT, fields={"name": "李四"})
    last = append.system("unit.changed", by=CLERK, at=AT, fields={"code": "GBK"}, private={"phone": "139"})
    head = Head.objects.get(uid=append.SYSTEM)
    assert (head.seq, bytes(head.hash)) == (2, last.hash)
    assert verify(append.SYSTEM).ok


def test_building_an_event_costs_little():
    def cost(count=40):
        begun = process_time()
        chain(count)
        return (process_time() - begun) / count

    # The best of several, for a loaded machine counts the waits of its neighbours as well.
    assert min(cost() for _turn in range(15)) < 0.000_15 * 2


def test_a_moment_survives_the_database(written):
    event = Event.objects.get(uid=UID, seq=1)
    assert format1.instant(event.at) == "2026-02-14T01:02:03.000004Z"
    assert connection.vendor in ("sqlite", "postgresql")
