"""Addresses of the auditor's pages, under /audit/."""

from django.urls import path

from audit import explorer, packs, replay

app_name = "audit"
urlpatterns = [
    path("", explorer.page, name="explorer"),
    path("workbook/", explorer.workbook, name="workbook"),
    path("case/<uuid:uid>/", replay.page, name="case"),
    path("case/<uuid:uid>/pack/", packs.make, name="pack"),
]
