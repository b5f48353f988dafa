"""Pages of this process beside its cases."""

from django.urls import path

from processes.task_project import pages

app_name = "task_project"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("list/", pages.counted, name="list"),
    path("ledger/", pages.book, name="ledger"),
    path("ledger.xlsx", pages.book_xlsx, name="ledger_xlsx"),
    path("ledger/close/", pages.close, name="close"),
    path("plan/<uuid:uid>/", pages.plan, name="plan"),
]
