"""Pages of this process beside its cases: the desk of an inspection and the forms of the field."""

from importlib.util import find_spec

from django.urls import path

from processes.inspection import pages, pages_drafts, pages_lists, pages_report, pages_work

app_name = "inspection"
urlpatterns = [
    path("mine/", pages_lists.mine, name="mine"),
    path("bulletins/", pages_lists.bulletins, name="bulletins"),
    path("<uuid:uid>/", pages.desk, name="desk"),
    path("<uuid:uid>/new/<slug:kind>/", pages_work.new, name="new"),
    path("<uuid:uid>/write/<slug:kind>/<slug:ref>/", pages_work.edit, name="row"),
    path("<uuid:uid>/visit/<int:no>/sign/", pages_work.sign_visit, name="sign_visit"),
    path("<uuid:uid>/topic/<int:no>/", pages_work.topic, name="topic"),
    path("<uuid:uid>/report/", pages_report.report, name="report"),
    path("<uuid:uid>/sign/", pages_report.sign, name="sign"),
    path("<uuid:uid>/opened/", pages_report.opened, name="opened"),
    path("<uuid:uid>/draft/<str:name>/", pages_drafts.save, name="draft"),
    path("<uuid:uid>/draft/<str:name>/drop/", pages_drafts.drop, name="draft_drop"),
]
if find_spec("processes.inspection.pages_stats"):
    from processes.inspection import pages_stats

    urlpatterns.insert(0, path("", pages_stats.overview, name="overview"))
