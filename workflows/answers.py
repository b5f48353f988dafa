"""What one process tells others that ask: named questions, asked for a stated purpose along a link between the cases.

    @answers("immunity.certificates", to=("accountability", "admonition"))
    def certificates(work): ...            # → list of plain dicts

    ask("immunity.certificates", work=work, purpose="不予问责前核对承诺书", step=step)

Neither side knows the other. Nothing is read across processes but by such a question: the case that asks is linked to
the case it asks about, and its event keeps what was asked, of which case, and why (F21). While a page only asks what
stands in the way there is no step: then `case` asks, and nothing is written. A question that no process answers, since
it is not served here, has no answers; one that a process does not answer to the asking one does not exist for it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows import links
from workflows.errors import NotFound, Refused

PURPOSE = 4  # characters, at least
QUESTIONS = {}


@dataclass(frozen=True)
class Question:
    """A question, who answers it, and the processes it is answered to; none named: to all."""

    name: str
    answer: object
    to: tuple = ()


def answers(name, to=()):
    """Register what answers a question: `(work, **more) -> list of plain dicts`, without anything sealed in them."""

    def mark(function):
        if name in QUESTIONS:
            raise ValueError(f"“{name}” is answered by {QUESTIONS[name].answer.__module__} already.")
        QUESTIONS[name] = Question(name, function, tuple(to))
        return function

    return mark


def ask(name, *, work, purpose, step=None, case=None, **more):
    """What is answered to a question about the case `work`. Raises Refused without a purpose or a link."""
    asking = step.case if step else case
    question = QUESTIONS.get(name)
    if question is None:
        return []
    if question.to and asking.kind not in question.to:
        raise NotFound
    if len(purpose.strip()) < PURPOSE:
        raise Refused(_("没有查询：跨事项查询须写明用途。请写明为什么要查。"))
    if work.pk != asking.pk and not links.between(asking, work):
        raise Refused(_("没有查询：两件事项之间没有关联，不能跨事项查询。请先建立关联并写明理由。"))
    found = [dict(one) for one in question.answer(work, **more)]
    if step:
        _note(step, name, work, purpose.strip(), len(found))
    return found


def _note(step, name, work, purpose, found):
    """The event of the asking case keeps each question once, however often one step asks it."""
    said = {"question": name, "of": work.number or str(work.uid), "purpose": purpose, "found": found}
    told = step.fields.setdefault("asked", [])
    if said not in told:
        told.append(said)
