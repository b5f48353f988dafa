"""Official papers (文书): a process says what stands in them, one layout prints them as PDF and as .docx.

A process registers its papers in `papers.py`, imported when its application is ready::

    @paper("inspection.report", label=_("调研报告"), docx=True, stages=("report_draft", "issued"))
    def report(case):
        return Sheet(title="关于……的调研报告", number=case.number, blocks=(Heading(1, "一、现状"), Para("……")))

An effect that issues a paper calls `issue(case, step, "inspection.report")`: what it says then is kept with its hash
in the history, and printed from there afterwards, however the case goes on.
"""

from workflows.papers.blocks import (
    Facts,
    Heading,
    Para,
    Picture,
    Quote,
    Sheet,
    Signatures,
    Table,
    chinese_date,
    chinese_minute,
    written,
)
from workflows.papers.issuing import issue, issue_after, issued
from workflows.papers.kinds import PAPERS, Kind, listing, offered, paper
from workflows.papers.organs import organ
from workflows.papers.signers import of_event, of_step, who

__all__ = [
    "PAPERS", "Facts", "Heading", "Kind", "Para", "Picture", "Quote", "Sheet", "Signatures", "Table",
    "chinese_date", "chinese_minute", "issue", "issue_after", "issued", "listing", "of_event", "of_step", "offered",
    "organ", "paper", "who", "written",
]  # fmt: skip
