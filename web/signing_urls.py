"""Addresses of signing in beyond the password: showing once more who one is."""

from django.urls import path

from web import stepping

urlpatterns = [
    path("me/confirm/", stepping.confirm, name="confirm"),
]
