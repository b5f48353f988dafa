"""What the limits of the table of brackets are called, in the order of the table."""

from django.utils.translation import gettext_noop as _

from processes.accountability.choices import Object, Responsibility, Severity

S, R, P, U = Severity, Responsibility, Object.PERSON, Object.UNIT
LABELS = {
    (S.MINOR, R.DIRECT, P): (_("一般·直接责任·个人：最轻档次"), _("一般·直接责任·个人：最重档次")),
    (S.MINOR, R.DIRECT, U): (_("一般·直接责任·组织：最轻档次"), _("一般·直接责任·组织：最重档次")),
    (S.MINOR, R.MAIN, P): (_("一般·主要领导责任·个人：最轻档次"), _("一般·主要领导责任·个人：最重档次")),
    (S.MINOR, R.MAIN, U): (_("一般·主要领导责任·组织：最轻档次"), _("一般·主要领导责任·组织：最重档次")),
    (S.MINOR, R.IMPORTANT, P): (_("一般·重要领导责任·个人：最轻档次"), _("一般·重要领导责任·个人：最重档次")),
    (S.MINOR, R.IMPORTANT, U): (_("一般·重要领导责任·组织：最轻档次"), _("一般·重要领导责任·组织：最重档次")),
    (S.SERIOUS, R.DIRECT, P): (_("较重·直接责任·个人：最轻档次"), _("较重·直接责任·个人：最重档次")),
    (S.SERIOUS, R.DIRECT, U): (_("较重·直接责任·组织：最轻档次"), _("较重·直接责任·组织：最重档次")),
    (S.SERIOUS, R.MAIN, P): (_("较重·主要领导责任·个人：最轻档次"), _("较重·主要领导责任·个人：最重档次")),
    (S.SERIOUS, R.MAIN, U): (_("较重·主要领导责任·组织：最轻档次"), _("较重·主要领导责任·组织：最重档次")),
    (S.SERIOUS, R.IMPORTANT, P): (_("较重·重要领导责任·个人：最轻档次"), _("较重·重要领导责任·个人：最重档次")),
    (S.SERIOUS, R.IMPORTANT, U): (_("较重·重要领导责任·组织：最轻档次"), _("较重·重要领导责任·组织：最重档次")),
    (S.GRAVE, R.DIRECT, P): (_("严重·直接责任·个人：最轻档次"), _("严重·直接责任·个人：最重档次")),
    (S.GRAVE, R.DIRECT, U): (_("严重·直接责任·组织：最轻档次"), _("严重·直接责任·组织：最重档次")),
    (S.GRAVE, R.MAIN, P): (_("严重·主要领导责任·个人：最轻档次"), _("严重·主要领导责任·个人：最重档次")),
    (S.GRAVE, R.MAIN, U): (_("严重·主要领导责任·组织：最轻档次"), _("严重·主要领导责任·组织：最重档次")),
    (S.GRAVE, R.IMPORTANT, P): (_("严重·重要领导责任·个人：最轻档次"), _("严重·重要领导责任·个人：最重档次")),
    (S.GRAVE, R.IMPORTANT, U): (_("严重·重要领导责任·组织：最轻档次"), _("严重·重要领导责任·组织：最重档次")),
}
