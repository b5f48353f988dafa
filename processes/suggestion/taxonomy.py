"""What suggestions are about: four categories, sixteen aspects, one version of the taxonomy."""

from django.utils.translation import gettext_lazy as _

VERSION = "2026"
TREE = {
    "cat_cadre": (_("干部工作"), {
        "selection": _("选拔任用"), "training": _("教育培训"), "supervision": _("监督管理"), "appraisal": _("考核评价"),
    }),
    "cat_grassroots": (_("基层党建"), {
        "village": _("村级组织建设"), "members": _("党员发展与教育"), "venues": _("活动阵地与保障"),
        "township": _("乡镇党建责任"),
    }),
    "cat_talent": (_("人才工作"), {
        "recruiting": _("引进培养"), "returning": _("返乡创业人才"), "skills": _("技能与农技人才"),
        "services": _("服务保障"),
    }),
    "cat_self": (_("自身建设"), {
        "integrity": _("公道正派作风"), "efficiency": _("办事效率与公开"), "study": _("学习调研"),
        "digital": _("信息化建设"),
    }),
}  # fmt: skip
# As the spreadsheets write them, whatever language the reader has chosen.
WRITTEN = {
    "干部工作": "cat_cadre", "基层党建": "cat_grassroots", "人才工作": "cat_talent", "自身建设": "cat_self",
    "选拔任用": "selection", "教育培训": "training", "监督管理": "supervision", "考核评价": "appraisal",
    "村级组织建设": "village", "党员发展与教育": "members", "活动阵地与保障": "venues", "乡镇党建责任": "township",
    "引进培养": "recruiting", "返乡创业人才": "returning", "技能与农技人才": "skills", "服务保障": "services",
    "公道正派作风": "integrity", "办事效率与公开": "efficiency", "学习调研": "study", "信息化建设": "digital",
}  # fmt: skip
CATEGORIES = [(code, label) for code, (label, _aspects) in TREE.items()]
ASPECTS = [(code, label) for _label, aspects in TREE.values() for code, label in aspects.items()]
GROUPED = [(label, list(aspects.items())) for label, aspects in TREE.values()]
CATEGORY_OF = {aspect: code for code, (_label, aspects) in TREE.items() for aspect in aspects}


def fits(category, aspect):
    """Whether the aspect belongs to the category."""
    return aspect in CATEGORY_OF and CATEGORY_OF[aspect] == category
