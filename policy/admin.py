"""What the administration site does not show: other ways to give rights than roles."""

from django.contrib import admin
from django.contrib.auth.models import Group

# Rights come from roles alone; groups would be a second, silent way to give them.
admin.site.unregister(Group)
