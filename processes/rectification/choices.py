"""What may stand in a field of a rectification."""

from django.db import models
from django.utils.translation import gettext_noop as N_


class Severity(models.TextChoices):
    MINOR = "minor", N_("一般")
    SERIOUS = "serious", N_("较重")
    GRAVE = "grave", N_("严重")


class Way(models.TextChoices):
    VISIT = "visit", N_("实地核查")
    SAMPLE = "sample", N_("抽查资料")


def severity(said):
    """The code of a severity that was given as code or as word."""
    return {label: code for code, label in Severity.choices}.get(said, said)
