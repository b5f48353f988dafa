"""What a signer is told beside the form: what is needed, how many have spoken, and what their own voice does."""

from django.utils.translation import gettext as _

from workflows import counting, signings


def asked(case, user, item=None):
    """(rule, sentence) of the signing in which `user` speaks now; (None, "") if there is none."""
    mine = case.task_set.filter(owner=user, kind="sign", stage=case.stage, status="ASSIGNED").select_related("signing")
    found = (mine.filter(pk=item) if item else mine).order_by("pk").first()
    if found is None or found.signing is None:
        return None, ""
    rule = signings.rule_of(case, found.signing)
    return rule, "".join(_said(rule, found.signing, found))


def _said(rule, row, item):
    yield {"all": _all, "any": _any, "sequential": _turns, "vote": _vote}[rule.mode](rule, row)
    yield from _extra(rule, row, item)


def _all(rule, row):
    said = _("会签：须全部同意。%(done)d 人已签，还差 %(left)d 人。")
    return said % {"done": row.present, "left": row.waiting}


def _any(rule, row):
    return _("或签：有一人同意即可，共 %(all)d 人可签。") % {"all": row.entitled}


def _turns(rule, row):
    said = _("依次签批：%(done)d 人已签，现在轮到你，其后还有 %(left)d 人。")
    return said % {"done": row.present, "left": max(row.waiting - 1, 0)}


def _vote(rule, row):
    needed = {
        "all": row.entitled, "done": row.present, "needed": counting.passing(rule, counting.base(rule, row)),
        "quorum": counting.present_needed(rule, row.entitled),
    }  # fmt: skip
    if rule.weights:
        return (
            _("票签：共 %(all)d 票，已投 %(done)d 票；赞成达 %(needed)d 票通过，投满 %(quorum)d 票方为有效。") % needed
        )
    return _("票签：应投 %(all)d 人，已投 %(done)d 人；赞成达 %(needed)d 票通过，%(quorum)d 人投票方为有效。") % needed


def _extra(rule, row, item):
    """What sets this signing, or this voice, apart."""
    if item.weight > 1:
        yield _("你的一票计 %d 票。") % item.weight
    if item.role in rule.veto:
        yield _("你有一票否决权：你不同意，即不通过。")
    elif counting.ends(rule) and rule.mode != "any":
        yield _("有一人不同意，即不通过。")
    if rule.head and item.role == rule.head:
        yield _("主要负责人末位表态：其他人都已表态。")
    if rule.secret:
        yield _("无记名：只记谁投了票，不记投了什么；投出后不能更改，也不能查询，结束前谁也看不到结果。")
