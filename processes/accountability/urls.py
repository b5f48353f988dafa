"""Pages of this process beside its cases."""

from django.urls import path

from processes.accountability import pages

app_name = "accountability"
urlpatterns = [path("", pages.overview, name="overview")]
