"""Pages of this process beside its cases."""

from django.urls import path

from processes.rectification import pages

app_name = "rectification"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("list/", pages.listing, name="list"),
]
