"""Addresses of signing in beyond the password, and of showing once more who one is."""

from django.urls import path

from web import oidc_pages, passkey_pages, signing, stepping

urlpatterns = [
    path("sign-in/second/", signing.second, name="second"),
    path("me/confirm/", stepping.confirm, name="confirm"),
    path("me/factor/", signing.factor, name="factor"),
    path("sign-in/passkey/", passkey_pages.enter, name="passkey_enter"),
    path("sign-in/passkey/ask/", passkey_pages.ask, name="passkey_ask"),
    path("sign-in/oidc/", oidc_pages.begin, name="oidc"),
    path("sign-in/oidc/back/", oidc_pages.back, name="oidc_back"),
    path("me/passkeys/", passkey_pages.mine, name="passkeys"),
    path("me/passkeys/ask/", passkey_pages.ask_new, name="passkey_ask_new"),
    path("me/where/", signing.where, name="where"),
]
