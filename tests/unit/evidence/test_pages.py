"""Files at the browser: staged for their owner, served under the policy, never run in our pages."""

import hashlib

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django_cotton.compiler_regex import CottonCompiler

from ledger.models import AccessEntry
from tests.support.approval.models import Approval
from tests.unit.evidence.files import jpeg, sent, word
from workflows import moves
from workflows.evidence.forms import UploadsField, WithUploads
from workflows.models import Evidence, Upload, new_uid


class Form(WithUploads, forms.Form):
    photos = UploadsField(label="照片", required=False)


@pytest.fixture
def post(client, case):
    def send(who, data, name="现场.jpg", **more):
        client.force_login(who)
        fields = {"client_id": str(new_uid()), "file": sent(name, data)} | more
        return client.post(reverse("web:uploads", args=[case.uid]), fields)

    return send


def test_the_answer_says_what_was_received(post, people):
    answer = post(people[0], jpeg(), lat="29.5", lon="118.3", accuracy="12")
    said = answer.json()
    assert answer.status_code == 201
    assert len(said["sha256"]) == 64 and said["place"] == "29.50000，118.30000，±12 米" and said["warnings"] == []
    assert post(people[0], jpeg()).json()["place"] == "位置未知"


def test_a_refusal_is_one_sentence_and_no_file(post, people, kept):
    answer = post(people[0], b"text", "现场.jpg")
    assert answer.status_code == 422 and "不是照片" in answer.json()["why"] and kept() == []
    assert post(people[3], jpeg()).status_code == 404


def test_who_only_reads_may_not_add(post, case, people):
    moves.move(case, "submit", by=people[0], signers=[people[1].pk], decider=people[2].pk)
    answer = post(people[0], jpeg())
    assert answer.status_code == 409 and "没有要你办的" in answer.json()["why"]


def test_a_staged_file_is_seen_by_its_owner_alone(post, client, case, people):
    said = post(people[0], jpeg()).json()
    for form in ("thumb", "shown", "original"):
        url = reverse("web:upload", args=[case.uid, said["client_id"], form])
        client.force_login(people[0])
        assert client.get(url).status_code == 200
        moves_signer(case, people)
        for other in people[1:]:
            client.force_login(other)
            assert client.get(url).status_code == 404
    client.force_login(people[0])
    assert client.get(reverse("web:upload", args=[case.uid, said["client_id"], "exe"])).status_code == 404


def moves_signer(case, people):
    """The signer may see the case, but not what its author has staged."""
    found = Approval.objects.get(pk=case.pk)
    if found.stage == "draft":
        moves.move(found, "submit", by=people[0], signers=[people[1].pk], decider=people[2].pk)


@pytest.fixture
def proof(put, taking, people):
    taking(people[0], files=[put("现场 照片.png", jpeg(make="某牌")).client_id], about="finding:3")
    return Evidence.objects.get()


def address(proof, form):
    return reverse("web:evidence", args=[proof.case.uid, proof.pk, form])


def test_the_original_is_a_download_and_the_shown_one_has_no_metadata(client, proof, people):
    client.force_login(people[0])
    original, shown = client.get(address(proof, "original")), client.get(address(proof, "shown"))
    assert original["Content-Disposition"].startswith("attachment;") and ".png.jpg" in original["Content-Disposition"]
    assert shown["Content-Disposition"].startswith("inline;") and shown["Content-Type"] == "image/jpeg"
    for answer in (original, shown):
        assert answer["X-Content-Type-Options"] == "nosniff" and "private" in answer["Cache-Control"]
    assert b"Exif" in b"".join(original.streaming_content) and b"Exif" not in b"".join(shown.streaming_content)


def test_evidence_is_closed_to_those_who_may_not_see_the_case_or_the_part(client, proof, people, monkeypatch):
    client.force_login(people[3])
    assert client.get(address(proof, "shown")).status_code == 404
    client.force_login(people[0])
    monkeypatch.setattr(Approval, "shows", lambda self, user, part: part != "finding:3")
    assert client.get(address(proof, "shown")).status_code == 404
    assert AccessEntry.objects.filter(what="denied").count() == 2


def test_evidence_of_one_case_is_not_found_under_another(client, proof, people):
    other = moves.open_case("approval", by=people[0], title="另一件")
    client.force_login(people[0])
    assert client.get(reverse("web:evidence", args=[other.uid, proof.pk, "shown"])).status_code == 404


def test_what_is_read_in_a_guarded_case_is_noted(client, proof, people):
    type(proof.case).objects.filter(pk=proof.case_id).update(classification="restricted")
    client.force_login(people[0])
    client.get(address(proof, "original"))
    assert AccessEntry.objects.get().what == "evidence"


def bound(case, by, ids=(), files=()):
    data = QueryDict(mutable=True)
    data.setlist("photos", list(ids))
    return Form(data, MultiValueDict({"photos_files": list(files)}), case=case, by=by)


def test_without_script_plain_files_are_staged_by_the_form(case, people):
    form = bound(case, people[0], files=[sent("a.jpg", jpeg()), sent("b.jpg", jpeg(colour="red"))])
    assert form.is_valid() and len(form.cleaned_data["photos"]) == 2
    assert form.fields["photos"].widget.rows(form["photos"].value())[1].name == "b.jpg"


def test_a_bad_plain_file_is_an_error_beside_the_field_and_the_others_stay(case, people, put):
    row = put()
    form = bound(case, people[0], ids=[str(row.client_id)], files=[sent("b.jpg", b"text")])
    assert not form.is_valid() and "不是照片" in form.errors["photos"][0]
    assert form.fields["photos"].widget.rows(form["photos"].value()) == [row]


def test_a_field_that_asks_for_files_says_so(case, people):
    form = bound(case, people[0])
    form.fields["photos"].required = True
    assert "还没有附件" in form.errors["photos"][0]


def test_the_component_shows_what_is_staged(case, people, put):
    row = put(where={"lat": 1, "lon": 2, "accuracy": 3})
    form = Form(initial={"photos": [str(row.client_id)]}, case=case, by=people[0])
    page = engines["django"].from_string(CottonCompiler().process('<c-field :field="field" />'))
    html = page.render({"field": form["photos"]})
    assert str(row.client_id) in html and "±3 米" in html and row.sha256[:12] in html
    assert 'name="photos_files"' in html


def test_the_owner_drops_a_file(post, client, case, people):
    said = post(people[0], jpeg()).json()
    assert client.post(said["drop"]).status_code == 204 and not Upload.objects.exists()


def test_a_large_file_that_was_put_down_on_the_way_is_received_too(post, people, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    for name, data in (("现场.jpg", jpeg((2400, 1800))), ("说明.docx", word()), ("名单.txt", "北塘镇".encode() * 99)):
        said = post(people[0], data, name).json()
        assert said["sha256"] == hashlib.sha256(data).hexdigest(), name
