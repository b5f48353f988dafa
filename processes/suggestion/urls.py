"""Pages of this process beside its cases."""

from django.urls import path

from processes.suggestion import pages, pages_rounds

app_name = "suggestion"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("list/", pages.listing, name="list"),
    path("published/", pages.published, name="published"),
    path("rounds/", pages_rounds.index, name="rounds"),
    path("rounds/new/", pages_rounds.new, name="round_new"),
    path("rounds/<int:pk>/", pages_rounds.page, name="round"),
    path("rounds/<int:pk>/end/", pages_rounds.end, name="round_end"),
]
