"""Addresses of official papers; they share the namespace of the pages."""

from django.urls import path

from web import sheets

urlpatterns = [
    path("case/<uuid:uid>/sheet/<slug:name>/", sheets.page, name="sheet"),
    path("case/<uuid:uid>/sheet/<slug:name>/<int:number>.svg", sheets.picture, name="sheet_picture"),
    path("case/<uuid:uid>/sheet/<slug:name>.pdf", sheets.pdf, name="sheet_pdf"),
    path("case/<uuid:uid>/sheet/<slug:name>.docx", sheets.docx, name="sheet_docx"),
]
