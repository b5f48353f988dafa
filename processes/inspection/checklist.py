"""The questions that every topic is gone through with."""

from django.utils.translation import gettext_noop as N_

QUESTIONS = (
    N_("进展与计划、台账是否一致"),
    N_("责任人是否到位、是否知道自己的任务"),
    N_("群众、党员或办事人员是否知道并认可"),
    N_("有没有重复填表、层层加码等增加基层负担的情况"),
    N_("资料和数据是否真实、能否当场核对"),
    N_("上次督查或会诊提出的问题是否改到位"),
)


def empty():
    """A checklist that nobody has filled yet."""
    return [{"ask": ask, "said": "not_seen", "note": ""} for ask in QUESTIONS]
