"""Addresses of the pages. Process folders and later parts of this application bring their own `urls`."""

from importlib.util import find_spec

from django.urls import include, path

from processes import discovered
from web import (
    acting,
    ahead,
    cases,
    doing,
    entrance,
    handover,
    health,
    inbox,
    notices,
    overviews,
    person,
    phrases,
    pool,
    preferences,
    search,
    seen,
    start,
    undelivered,
)

app_name = "web"
urlpatterns = [
    path("", inbox.home, name="inbox"),
    path("next/", inbox.one_by_one, name="one_by_one"),
    path("done/", inbox.done, name="done"),
    path("sent/", inbox.sent, name="sent"),
    path("drafts/", inbox.drafts, name="drafts"),
    path("search/", search.find, name="search"),
    path("start/", start.catalogue, name="start"),
    path("start/<slug:code>/", start.begin, name="begin"),
    path("case/<uuid:uid>/", cases.page, name="case"),
    path("case/<uuid:uid>/ahead/", ahead.page, name="ahead"),
    path("case/<uuid:uid>/ahead/card/", ahead.card, name="ahead_card"),
    path("case/<uuid:uid>/history/", cases.history, name="history"),
    path("case/<uuid:uid>/paper/<int:pk>/", cases.paper, name="paper"),
    path("case/<uuid:uid>/move/<slug:name>/", doing.move, name="move"),
    path("case/<uuid:uid>/act/<slug:name>/", doing.act, name="act"),
    path("case/<uuid:uid>/draft/<slug:name>/", doing.draft, name="draft"),
    path("notices/", notices.page, name="notices"),
    path("me/", person.profile, name="profile"),
    path("case/<uuid:uid>/seen/", seen.seen, name="seen"),
    path("me/acting/", acting.page, name="acting"),
    path("me/handover/", handover.page, name="handover"),
    path("me/handover/<uuid:uid>/", handover.handed_over, name="handed_over"),
    path("me/handover/<uuid:uid>/progress/", handover.progress, name="handover_progress"),
    path("pool/", pool.page, name="pool"),
    path("me/phrases/", phrases.page, name="phrases"),
    path("me/phrases/say/", phrases.say, name="say"),
    path("me/notices/", preferences.page, name="preferences"),
    path("overviews/", overviews.page, name="overviews"),
    path("undelivered/", undelivered.page, name="undelivered"),
    path("me/password/", person.password, name="password"),
    path("theme/", person.theme, name="theme"),
    path("language/", person.language, name="language"),
    path("sign-in/", entrance.sign_in, name="sign_in"),
    path("sign-in/as/", entrance.sign_in_as, name="sign_in_as"),
    path("sign-in/link/<str:token>/", entrance.by_link, name="by_link"),
    path("sign-out/", entrance.sign_out, name="sign_out"),
    path("healthz", health.healthz, name="healthz"),
]
# Parts that stand beside these pages, when they are there; they share this namespace.
PARTS = (
    "sitting", "imports", "sheets", "uploads", "cockpit", "ruleset", "bundle", "portal", "three", "signing", "secrecy",
    "reports", "retention", "ledger", "room",
)  # fmt: skip
for part in (f"web.{name}_urls" for name in PARTS):
    if find_spec(part):
        urlpatterns += __import__(part, fromlist=["urlpatterns"]).urlpatterns
# A process may have pages of its own: processes/<code>/urls.py with an app_name, under /p/<code>/.
for app in discovered():
    if find_spec(f"{app}.urls"):
        urlpatterns.append(path(f"p/{app.rpartition('.')[2]}/", include(f"{app}.urls")))
