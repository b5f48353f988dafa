"""Pages of this process beside its cases."""

from django.urls import path

from processes.suggestion import pages

app_name = "suggestion"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("published/", pages.published, name="published"),
]
