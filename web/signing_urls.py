"""Addresses of signing in beyond the password, and of showing once more who one is."""

from django.urls import path

from web import signing, stepping

urlpatterns = [
    path("sign-in/second/", signing.second, name="second"),
    path("me/confirm/", stepping.confirm, name="confirm"),
    path("me/factor/", signing.factor, name="factor"),
    path("me/where/", signing.where, name="where"),
]
