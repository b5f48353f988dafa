"""Pages of this process beside its cases."""

from django.urls import path

from processes.innovation_hearing import pages

app_name = "innovation_hearing"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("list/", pages.listing, name="list"),
]
