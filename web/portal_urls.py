"""Addresses of the public portal."""

from django.urls import path

from web import portal

urlpatterns = [
    path("portal/", portal.page, name="portal"),
    path("portal/track/", portal.track, name="portal_track"),
    path("portal/say/", portal.say, name="portal_say"),
    path("portal/protection/", portal.protection, name="portal_protection"),
    path("portal/language/", portal.language, name="portal_language"),
]
