"""Files with their proof: staged on receipt, taken by an act, read under the policy of their case.

A process asks for files with `workflows.evidence.forms.UploadsField` in the form of an act, and takes them there::

    @act("save_finding")
    def save_finding(case, step, *, fact, evidence=()):
        no = ...
        take(case, step, evidence, about=f"finding:{no}")

`of(case, "finding:3")` reads them, `<c-evidence :rows="rows" :user="request.user" />` shows them. A case says by
`shows(user, part)` who may see a part, and by `part_label(part)` what people call it.
"""

from workflows.evidence.reading import of, seen_elsewhere
from workflows.evidence.taking import cite, take

__all__ = ["cite", "of", "seen_elsewhere", "take"]
