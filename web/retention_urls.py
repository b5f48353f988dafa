"""Addresses of retention."""

from django.urls import path

from web import retention

urlpatterns = [
    path("retention/", retention.page, name="retention"),
    path("retention/hold/", retention.hold, name="retention_hold"),
    path("retention/propose/", retention.propose, name="retention_propose"),
    path("retention/<int:pk>/decide/", retention.decide, name="retention_decide"),
]
