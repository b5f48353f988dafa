"""Messages are found in code and templates, kept in .po files and compiled without gettext."""

import ast
import gettext

import pytest

from tools import catalogue, extract
from tools.catalogue import Message
from tools.messages import faults_of

pytestmark = pytest.mark.embedded


def python(text):
    return [(m.context, m.id, m.plural) for m in extract.from_python(ast.parse(text))]


def template(text):
    return [(m.context, m.id, m.plural) for m in extract.from_template(text)]


def test_calls_of_code_are_found():
    assert python("_('待' '办'); ngettext('%d 天', '%d 天们', n); pgettext_lazy('动作', '办'); _(name)") == [
        ("", "待办", ""), ("", "%d 天", "%d 天们"), ("动作", "办", ""),
    ]  # fmt: skip


def test_tags_of_templates_are_found():
    text = "{% translate '待办' as x %}{% trans \"已办\" context '页' %}<c-x :t=\"_('标题')\" />{# {% trans '旧' %} #}"
    assert template(text) == [("", "待办", ""), ("页", "已办", ""), ("", "标题", "")]


def test_blocks_look_as_django_looks_them_up():
    text = "{% blocktranslate trimmed with n=a.b %}\n  共 {{ n }} 项\n  50%\n{% endblocktranslate %}"
    assert template(text) == [("", "共 %(n)s 项 50%%", "")]
    text = "{% blocktranslate count n=x %}{{ n }} 项{% plural %}{{ n }} 项们{% endblocktranslate %}"
    assert template(text) == [("", "%(n)s 项", "%(n)s 项们")]


def test_a_catalogue_survives_writing_reading_and_compiling(tmp_path):
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    messages = [
        Message("待办", strings=("To do",), files=("web/a.py",)),
        Message('引"号\n行', strings=('A "quote"\nline',)),
        Message("%d 天", "%d 天", strings=("%d day", "%d days")),
        Message("办", context="动作", strings=("Act",)),
        Message("未", strings=("",)),
    ]
    catalogue.write(path, "en", {m.key: m for m in messages})
    assert [m.strings for m in catalogue.read(path).values()] == [
        m.strings for m in sorted(messages, key=lambda m: m.key)
    ]
    with catalogue.compile_po(path).open("rb") as compiled:
        found = gettext.GNUTranslations(compiled)
    assert found.gettext("待办") == "To do" and found.gettext('引"号\n行') == 'A "quote"\nline'
    assert found.ngettext("%d 天", "%d 天", 2) == "%d days" and found.pgettext("动作", "办") == "Act"
    assert found.gettext("未") == "未"


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("待办"), "not translated"),
        (Message("待办", strings=("To do",), fuzzy=True), "fuzzy"),
        (Message("共 %(n)s 项", strings=("All items",)), "placeholders"),
        (Message("待办", strings=("待办",)), "left in Chinese"),
    ],
)
def test_a_damaged_message_is_named(message, fault):
    assert fault in " ".join(faults_of(message, "en"))


def test_chinese_outside_a_tag_is_found(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>待办</p>\n<p>{% translate '已办' %}</p>\n")
    assert extract.naked(page) == ["<p>待办</p>"]
