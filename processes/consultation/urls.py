"""Pages of this process beside its cases."""

from django.urls import path

from processes.consultation import pages

app_name = "consultation"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("list/", pages.listing, name="list"),
    path("library/", pages.library, name="library"),
]
