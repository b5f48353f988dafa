"""Forms of the acts that the engine gives to every process that has a use for them."""

from policy import rooms
from workflows.acts.above_forms import DecisionForm, EscalateForm
from workflows.acts.climbing_forms import WeighForm
from workflows.acts.extending_forms import AskExtensionForm, DecideExtensionForm
from workflows.acts.passing_forms import (
    AddForm,
    AppointForm,
    CirculateForm,
    CommentForm,
    CopyForm,
    DelegateForm,
    GiveBackForm,
    RecallForm,
    RemoveForm,
    ReplyForm,
    SeenForm,
    TransferForm,
)
from workflows.acts.pooling import ClaimForm, ReleaseForm
from workflows.acts.recusal_forms import ApplyForm, DecideForm, OrderForm
from workflows.acts.renewing_forms import RenewForm
from workflows.acts.sending_forms import (
    DecideJumpForm,
    ProposeJumpForm,
    ReopenForm,
    ResumeForm,
    ReturnForm,
    SuspendForm,
    TakeBackForm,
    TerminateForm,
    WithdrawForm,
)
from workflows.defence.forms import CONFINED
from workflows.defence.forms import FORMS as DEFENCE

ENGINE = {
    "escalate_level": EscalateForm, "enter_decision": DecisionForm, "apply_recusal": ApplyForm,
    "decide_recusal": DecideForm, "weigh_inspection": WeighForm, "return_to": ReturnForm, "order_recusal": OrderForm,
    "transfer": TransferForm, "recall": RecallForm, "delegate": DelegateForm, "give_back": GiveBackForm,
    "circulate": CirculateForm, "copy": CopyForm, "seen": SeenForm, "reply": ReplyForm, "comment": CommentForm,
    "appoint": AppointForm, "add_signers": AddForm, "remove_signer": RemoveForm,
    "withdraw": WithdrawForm, "terminate": TerminateForm, "reopen": ReopenForm, "suspend": SuspendForm,
    "resume": ResumeForm, "take_back": TakeBackForm, "propose_jump": ProposeJumpForm, "decide_jump": DecideJumpForm,
    "renew_evidence": RenewForm, "claim": ClaimForm, "release": ReleaseForm,
    "ask_extension": AskExtensionForm, "decide_extension": DecideExtensionForm, **DEFENCE,
}  # fmt: skip


def form_of(case, name):
    """The form a case asks for under this name: its process's own, else the engine's; None if there is none."""
    of_rooms = CONFINED.get(name) if case.kind in rooms.CONFINED else None
    return case.forms.get(name) or of_rooms or ENGINE.get(name)
