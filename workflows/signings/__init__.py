"""Signings: several people speak on one matter.

`speaking` takes one voice; `settling` looks at the counts and does what follows;
`changing` is what acts call when signers come and go; `box` keeps secret ballots. Everything runs under the lock of
the case. Whose voice counts as a signing opens stands in `workflows.voices`, when it is settled in
`workflows.counting`, pure.
"""

from workflows.counting import MODES, UNMET, base, passing, present_needed, settled
from workflows.signings.box import answer
from workflows.signings.changing import close_rest, hand_on, join, leave, unsay
from workflows.signings.settling import follow, rule_of
from workflows.signings.speaking import speak, undone

__all__ = [
    "MODES", "UNMET", "answer", "base", "close_rest", "follow", "hand_on", "join", "leave", "passing", "present_needed",
    "rule_of", "settled", "speak", "undone", "unsay",
]  # fmt: skip
