"""The demonstration's keys and reports. Its passphrases are public; a real installation has its own."""

from django.conf import settings

from intake import channel, desk, receipts
from intake.models import Report
from people.models import User
from policy import reports as policy
from vault import keepers

WORDS = "演示用的拆封口令 {}"
STORIES = (
    ("own", "反映某乡镇两名干部的考核等次与公示不一致：公示为“称职”，档案里是“优秀”。请查考核登记表。", None,
     "已收到，正在核对。公示的照片或网页截图如果有，请在这里补充。"),
    ("own", "反映一次干部考察谈话前有人打招呼，要求统一口径。当时在场的有三个人，我愿意当面说明。",
     {"name": "反映人甲（演示）", "contact": "请用本对话联系"}, ""),
    ("superior", "反映举报受理环节拖延：去年十月寄出的材料至今没有答复。", None, ""),
)  # fmt: skip


def words(user):
    """The passphrase of a person of the demonstration, shown on the page there and nowhere else."""
    return WORDS.format(user.username) if settings.DEMO and user.is_demo else ""


def build():
    """Keys for all who are entitled, and a few reports."""
    entitled = {user.pk: user for desk_ in policy.DESKS for user in policy.readers(desk_)}
    entitled |= {user.pk: user for user in policy.keepers()}
    for user in (user for user in entitled.values() if words(user) and not keepers.of(user)):
        keepers.set_passphrase(user, words(user), words(user))
    if not Report.objects.exists():
        for story in STORIES:
            _told(*story)


def _told(where, text, identity, reply):
    receipt = channel.submit(where, text, identity=identity)
    if not reply:
        return
    report = channel.find(receipts.derived(receipts.read(receipt)))
    reader = User.objects.get(pk=policy.readers(where)[0].pk)
    secret = keepers.secret_of(reader, words(reader))
    desk.read(reader, report.pk, secret)
    desk.step(reader, report.pk, "accept")
    desk.answer(reader, report.pk, secret, reply)
