"""The right to be heard: facts are shown, a term runs from their receipt, every point is answered (F04, F05, F07).

How a process uses it:

* it declares `Process(confined=("respondent",))` and adds `Participant(role="respondent")` for each person;
* the effect of the move that shows the facts calls `begin(case, step, person, term, paper="facts")`, which serves the
  paper and starts the person's round; the term counts from receipt (`acknowledge`, `serve_on_paper`), not from sending;
* its stage switches the acts on: `StageFacts(acts=ACTS | {...})`, or some of them;
* the guard of whatever weighs or decides asks `readers.missing(case)`: a sentence, or "" when everybody was heard.

Whom the case is about does all this in `/room/<uid>/`: every move and act of the stage that names a confined role.
"""

from workflows.defence.beginning import begin

# The acts as most stages want them. `case_officer` stands for whoever keeps the case; a process may say another role.
PERSON = ("respondent",)
OFFICER = ("case_officer",)
ACTS = {
    "acknowledge": PERSON, "state_defence": PERSON, "waive_defence": PERSON, "ask_clarification": PERSON,
    "apply_recusal": PERSON, "record_defence": OFFICER, "answer_defence": OFFICER, "release_evidence": OFFICER,
    "serve_on_paper": OFFICER, "answer_clarification": OFFICER,
}  # fmt: skip

__all__ = ["ACTS", "OFFICER", "PERSON", "begin"]
