"""Official papers: what they say is data, what was issued stays, who may not see the case sees none of it."""

import hashlib
import io
import zipfile
from datetime import date, datetime

import pytest
from django.urls import reverse

from people import clock
from tests.support.world import person
from workflows import moves, papers
from workflows.clock import now
from workflows.papers import Facts, Heading, Para, Quote, Sheet, Signatures, Table, blocks, issuing, typeset, word
from workflows.step import Step

NASTY = '#panic("ran") $x$ *bold* `code` @label \\ " <b>'
FULL = Sheet(
    title="关于开展督查的通知", organ="中共云岭县委组织部", number="督〔2026〕0001号", to="青石镇党委",
    signer="中共云岭县委组织部", date=date(2026, 3, 2), cc="县委办公室", secrecy="内部", urgency="加急",
    attachments=("问题清单", "走访记录"),
    blocks=(
        Heading(1, "一、现状"), Heading(2, "（一）问题"), Para(NASTY + "\n第二段"), Facts((("对象", "青石镇"),)),
        Table(("序号", "问题"), ((1, "台账缺失"),), (1, 4)), Quote("情况属实。", "青石镇党委"),
        Signatures((("组长", "同意", "2026年3月2日"),)),
    ),
)  # fmt: skip
KEY = "approval.note"


def drawn():
    return blocks.as_data(FULL)


def test_every_part_is_printed_and_words_never_become_a_program():
    data, pictures = drawn()
    assert typeset.pdf(data, pictures).startswith(b"%PDF-")
    assert all(
        page.startswith("<svg") or page.startswith(b"<svg") for page in map(_text, typeset.pages(data, pictures))
    )


def _text(page):
    return page.decode() if isinstance(page, bytes) else page


def test_the_file_to_edit_says_the_same_words():
    data, pictures = drawn()
    inside = zipfile.ZipFile(io.BytesIO(word.docx(data, pictures))).read("word/document.xml").decode()
    for said in (
        "关于开展督查的通知",
        "督〔2026〕0001号",
        "#panic(",
        "台账缺失",
        "情况属实。",
        "2026年3月2日",
        "抄送：县委办公室",
    ):
        assert said in inside


def test_dates_stand_without_leading_zeros():
    assert blocks.chinese_date(date(2026, 3, 2)) == "2026年3月2日"


def test_a_day_as_it_is_kept_is_printed_as_papers_write_it_and_other_words_stay():
    at = datetime(2026, 3, 2, 9, 5, tzinfo=clock.CHINA)
    cells = ("2026-03-02", "2026-03-02 09:05", at, date(2026, 3, 2), "督〔2026〕-03-02号", "见2026-03-02来函")
    (said,) = blocks.as_data(Sheet(title="表", blocks=(Facts((cells,)),)))[0]["blocks"]
    told = ["2026年3月2日", "2026年3月2日 9:05", "2026年3月2日 9:05", "2026年3月2日", *cells[4:]]
    assert said["rows"] == [told]


@pytest.fixture
def noted():
    """A paper of the test process."""

    @papers.paper(KEY, label="批示单", docx=True)
    def note(case):
        return Sheet(title=case.title, number=case.number or "", blocks=(Para(case.title),))

    yield KEY
    papers.PAPERS.pop(KEY, None)


@pytest.fixture
def case(db, noted):
    return moves.open_case("approval", by=person("author", "clerk"), title="购置档案柜")


def issue(case, author):
    step = Step(case=case, actor=author, kind="act", at=now())
    papers.issue(case, step, KEY)
    return step


def test_what_was_issued_stays_as_it_was_and_its_hash_is_in_the_event(case):
    step = issue(case, case.opened_by)
    case.title = "改过的标题"
    data, _pictures, row = papers.issued(case, KEY)
    assert data["title"] == "购置档案柜"
    assert issuing.draw_up(case, KEY)[0]["title"] == "改过的标题"
    with row.file.open("rb") as stored:
        assert step.fields["issued"] == [{"paper": KEY, "sha256": hashlib.sha256(stored.read()).hexdigest()}]


def test_a_paper_of_a_later_stage_is_not_there_yet(case):
    kind = papers.PAPERS[KEY]
    papers.PAPERS[KEY] = papers.Kind(kind.key, kind.label, kind.make, stages=("decision",))
    assert papers.offered(case, case.opened_by) == []
    issue(case, case.opened_by)
    assert [one.key for one in papers.offered(case, case.opened_by)] == [KEY]


@pytest.mark.parametrize(
    ("name", "more", "begins"),
    [("sheet", (), b"\n"), ("sheet_pdf", (), b"%PDF-"), ("sheet_docx", (), b"PK"), ("sheet_picture", (1,), b"<svg")],
)
def test_who_may_see_the_case_reads_its_papers_and_nobody_else(client, case, name, more, begins):
    url = reverse(f"web:{name}", args=[case.uid, "note", *more])
    client.force_login(case.opened_by)
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.content.startswith(begins) or name == "sheet"
    client.force_login(person("stranger"))
    assert client.get(url).status_code == 404


def test_unknown_papers_and_pages_are_not_found(client, case):
    client.force_login(case.opened_by)
    assert client.get(reverse("web:sheet_pdf", args=[case.uid, "other"])).status_code == 404
    assert client.get(reverse("web:sheet_picture", args=[case.uid, "note", 9])).status_code == 404


def test_the_case_page_lists_them(client, case):
    client.force_login(case.opened_by)
    page = client.get(reverse("web:case", args=[case.uid])).content.decode()
    assert "批示单" in page
    assert "预览，未印发" in page


@pytest.fixture
def twice(case):
    """Issued under one title, then under another."""
    issue(case, case.opened_by)
    case.title = "购置档案柜（更正）"
    case.save(update_fields=["title"])
    issue(case, case.opened_by)
    return case


def texts(client, case, issue_no):
    answer = client.get(reverse("web:sheet_docx", args=[case.uid, "note"]) + f"?issue={issue_no}")
    return zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()


def test_every_issue_of_a_paper_is_listed_with_date_and_who_signed_and_each_opens(client, twice):
    client.force_login(twice.opened_by)
    page = client.get(reverse("web:sheet", args=[twice.uid, "note"])).content.decode()
    assert page.index("第 2 次印发") < page.index("第 1 次印发")
    assert twice.opened_by.name in page and page.count("<time") >= 2
    earlier = client.get(reverse("web:sheet", args=[twice.uid, "note"]), {"issue": "1"}).content.decode()
    assert "这是第 1 次印发的文本" in earlier
    assert "sheet/note.pdf?issue=1" in earlier and "sheet/note/1.svg?issue=1" in earlier
    assert "更正" in texts(client, twice, 2) and "更正" not in texts(client, twice, 1)
    pdf = client.get(reverse("web:sheet_pdf", args=[twice.uid, "note"]), {"issue": "1"})
    assert pdf.content.startswith(b"%PDF-") and "%E7%AC%AC1%E6%AC%A1" in pdf["Content-Disposition"]


@pytest.mark.parametrize("no", ["0", "3", "-1", "x", "²"])
def test_an_issue_that_there_was_not_is_not_found(client, twice, no):
    client.force_login(twice.opened_by)
    assert client.get(reverse("web:sheet", args=[twice.uid, "note"]), {"issue": no}).status_code == 404


def test_an_earlier_issue_is_as_closed_as_its_case(client, twice):
    client.force_login(person("stranger"))
    for name in ("sheet", "sheet_pdf", "sheet_docx"):
        assert client.get(reverse(f"web:{name}", args=[twice.uid, "note"]), {"issue": "1"}).status_code == 404


def test_whoever_reads_a_paper_from_a_moment_on_opens_no_issue_from_before(client, twice):
    last = papers.issued(twice, KEY)[2]
    kind = papers.PAPERS[KEY]
    papers.PAPERS[KEY] = papers.Kind(kind.key, kind.label, kind.make, since=lambda case, user: last.at)
    client.force_login(twice.opened_by)
    address = reverse("web:sheet", args=[twice.uid, "note"])
    page = client.get(address).content.decode()
    assert "第 2 次印发" in page and "第 1 次印发" not in page
    assert client.get(address, {"issue": "1"}).status_code == 404
