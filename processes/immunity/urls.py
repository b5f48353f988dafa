"""Pages of this process beside its cases."""

from django.urls import path

from processes.immunity import pages

app_name = "immunity"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("list/", pages.listing, name="list"),
]
