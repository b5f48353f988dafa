"""Pages of this process beside its cases."""

from django.urls import path

from processes.investigation import pages

app_name = "investigation"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("intake/", pages.intake, name="intake"),
    path("report/<uuid:uid>/", pages.from_report, name="from_report"),
]
