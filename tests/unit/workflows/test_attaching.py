"""Papers as people name them: long, in Han characters, and still stored and given back under their name."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from people import clock, demo
from people.clock import CHINA
from people.models import User
from processes.innovation_hearing.walk import Walk
from workflows import definitions

pytestmark = pytest.mark.django_db


def test_a_name_longer_than_a_folder_takes_is_kept_in_full(db):
    definitions.forget()
    demo.load(datetime(2026, 1, 5, 9, tzinfo=CHINA))
    name = "关于基层党组织标准化规范化建设的请示" * 8 + "（第三稿）.pdf"
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        walk = Walk({user.username: user for user in User.objects.all()}, date(2026, 3, 2), title="购置")
        walk.act("attach", "zz_head", kind="paper", file=SimpleUploadedFile(name, b"words"))
    paper = walk.case.papers.get()
    assert paper.name == name and paper.file.read() == b"words" and paper.file.name.endswith(".pdf")
    definitions.forget()
