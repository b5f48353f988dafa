"""allauth's second factors in our house: secrets enciphered by the installation's key, our name on the application."""

import base64
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.translation import gettext as _


def _cipher():
    # The key stands outside the database: a dump of the tables alone opens no factor.
    return Fernet(base64.urlsafe_b64encode(sha256(b"second factors" + settings.SECRET_KEY.encode()).digest()))


class Keys(DefaultMFAAdapter):
    """Named in settings as MFA_ADAPTER."""

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self):
        return _("督办")

    def get_totp_label(self, user):
        return user.username
