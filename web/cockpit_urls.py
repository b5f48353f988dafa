"""Addresses of the cockpit."""

from django.urls import path

from web import cockpit

urlpatterns = [
    path("cockpit/", cockpit.page, name="cockpit"),
    path("cockpit.xlsx", cockpit.export, name="cockpit_xlsx"),
    path("cockpit/list/", cockpit.counted, name="cockpit_list"),
    path("cockpit/stays/", cockpit.stays, name="cockpit_stays"),
    path("cockpit/urge/<uuid:uid>/", cockpit.urge, name="urge"),
]
