"""Addresses of the desk that reads reports, and of sealed identities."""

from django.urls import path

from web import checks, reports, resharing, sealed

urlpatterns = [
    path("reports/", reports.page, name="reports"),
    path("reports/unlock/", reports.unlock, name="reports_unlock"),
    path("reports/lock/", reports.lock, name="reports_lock"),
    path("reports/checks/", checks.page, name="checks"),
    path("reports/checks/<uuid:uid>/", checks.compare, name="check"),
    path("reports/checks/<uuid:uid>/settle/", checks.settle, name="check_settle"),
    path("reports/<uuid:uid>/", reports.report, name="report"),
    path("reports/<uuid:uid>/answer/", reports.answer, name="report_answer"),
    path("reports/<uuid:uid>/step/<slug:name>/", reports.step, name="report_step"),
    path("reports/<uuid:uid>/up/", reports.up, name="report_up"),
    path("reports/<uuid:uid>/file/<int:no>/", reports.file, name="report_file"),
    path("sealed/", sealed.page, name="sealed"),
    path("sealed/passphrase/", sealed.passphrase, name="sealed_passphrase"),
    path("sealed/forget/", sealed.forget, name="sealed_forget"),
    path("sealed/paper/", sealed.paper, name="sealed_paper"),
    path("sealed/reshare/", resharing.page, name="sealed_reshare"),
    path("sealed/ask/", sealed.ask, name="sealed_ask"),
    path("sealed/<int:pk>/", sealed.wish, name="sealed_wish"),
    path("sealed/<int:pk>/open/", sealed.open_it, name="sealed_open"),
    path("sealed/<int:pk>/original/<int:no>/", sealed.original, name="sealed_original"),
]
