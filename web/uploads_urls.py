"""Addresses of staged files and of evidence."""

from django.urls import path

from web import uploads

urlpatterns = [
    path("case/<uuid:uid>/uploads/", uploads.receive, name="uploads"),
    path("case/<uuid:uid>/uploads/<uuid:client>/drop/", uploads.drop, name="upload_drop"),
    path("case/<uuid:uid>/uploads/<uuid:client>/<slug:form>/", uploads.upload, name="upload"),
    path("case/<uuid:uid>/evidence/<int:pk>/", uploads.about, name="evidence_about"),
    path("case/<uuid:uid>/evidence/<int:pk>/<slug:form>/", uploads.evidence, name="evidence"),
]
