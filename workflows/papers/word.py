"""The same paper as .docx, for people who go on editing it. It names the standard's typefaces and brings none."""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

BODY, TITLE, HEI, KAI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
RED = RGBColor(0xC8, 0x10, 0x2E)
SIZE, PITCH = Pt(15.75), Pt(28.95)


def docx(data, pictures, marks=()):
    """The paper as the bytes of a .docx file."""
    paper = _Paper()
    for mark in marks:
        paper.line(mark, size=Pt(10), align=ALIGN.RIGHT)
    paper.head(data)
    for block in data["blocks"]:
        getattr(paper, block["kind"])(block, pictures)
    paper.foot(data)
    return paper.done()


class _Paper:
    def __init__(self):
        self.word = Document()
        part = self.word.sections[0]
        part.page_width, part.page_height = Mm(210), Mm(297)
        part.top_margin, part.bottom_margin, part.left_margin, part.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)

    def done(self):
        out = BytesIO()
        self.word.save(out)
        return out.getvalue()

    def line(self, text, *, font=BODY, size=SIZE, align=None, colour=None, bold=False, indent=0):
        made = self.word.add_paragraph()
        made.alignment = align
        shape = made.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing, shape.first_line_indent = max(PITCH, Pt(size.pt * 1.3)), Pt(size.pt * indent)
        _written(made, text, font, size, bold, colour)

    def head(self, data):
        for word in (data["secrecy"], data["urgency"]):
            if word:
                self.line(word, font=HEI)
        if data["organ"]:
            self.line(data["organ"], font=TITLE, size=Pt(34), align=ALIGN.CENTER, colour=RED)
        if data["number"]:
            self.line(data["number"], align=ALIGN.CENTER if data["organ"] else ALIGN.RIGHT)
        self.line("")
        self.line(data["title"], font=TITLE, size=Pt(21), align=ALIGN.CENTER)
        self.line("")
        if data["to"]:
            self.line(data["to"] + "：")

    def foot(self, data):
        for place, name in enumerate(data["attachments"]):
            self.line(("附件：" if not place else "　　　") + f"{place + 1}．{name}", indent=2)
        self.line("")
        for text in (data["signer"], data["date"]):
            if text:
                self.line(text + "　　　　", align=ALIGN.RIGHT)
        if data["cc"]:
            self.line("抄送：" + data["cc"], size=Pt(14))

    def heading(self, block, pictures):
        self.line(block["text"], font=HEI if block["level"] == 1 else KAI, indent=2)

    def para(self, block, pictures):
        for one in filter(str.strip, block["text"].split("\n")):
            self.line(one.strip(), indent=2)

    def quote(self, block, pictures):
        for one in filter(str.strip, block["text"].split("\n")):
            self.line(one.strip(), font=KAI, indent=2)
        if block["who"]:
            self.line("——" + block["who"], font=KAI, align=ALIGN.RIGHT)

    def facts(self, block, pictures):
        self._grid((), block["rows"], (1, 4))

    def table(self, block, pictures):
        self._grid(block["head"], block["rows"], block["widths"] or (1,) * len(block["head"]))

    def signatures(self, block, pictures):
        self._grid(("签名", "意见", "日期"), block["rows"], (5, 8, 6))

    def picture(self, block, pictures):
        with pictures[block["name"]].open("rb") as stored:
            self.word.add_picture(BytesIO(stored.read()), width=Mm(110))
        self.line(block["caption"], size=Pt(12), align=ALIGN.CENTER)

    def _grid(self, head, rows, widths):
        grid = self.word.add_table(rows=0, cols=len(widths), style="Table Grid")
        for texts in [head] * bool(head) + list(rows):
            for cell, text, share in zip(grid.add_row().cells, texts, widths, strict=False):
                cell.width = Mm(156 * share / sum(widths))
                _written(cell.paragraphs[0], str(text), BODY, Pt(12), texts is head)


def _written(paragraph, text, font, size, bold=False, colour=None):
    run = paragraph.add_run(str(text))
    run.font.name, run.font.size, run.font.bold = font, size, bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if colour is not None:
        run.font.color.rgb = colour
