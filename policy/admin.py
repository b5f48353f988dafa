"""What the administration site does not show: other ways to give rights than roles."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group

# Rights come from roles alone; groups would be a second, silent way to give them.
# allauth's tables are kept by our pages; its secrets are shown to nobody.
for model in (Group, EmailAddress, Authenticator):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
