"""Pages of this process beside its cases."""

from django.urls import path

from processes.admonition import pages

app_name = "admonition"
urlpatterns = [path("", pages.overview, name="overview")]
