"""Addresses of who may know of a case and who looked."""

from django.urls import path

from web import secrecy

urlpatterns = [
    path("case/<uuid:uid>/secrecy/", secrecy.page, name="secrecy"),
    path("me/looks/", secrecy.mine, name="looks"),
]
