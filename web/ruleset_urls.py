"""Addresses of the administration of rules."""

from django.urls import path

from web import rulesets

urlpatterns = [
    path("rules/", rulesets.overview, name="rulesets"),
    path("rules/decide/<int:pk>/", rulesets.decide, name="ruleset_decide"),
    path("rules/<slug:code>/", rulesets.one, name="ruleset"),
    path("rules/<slug:code>/versions/", rulesets.history, name="ruleset_versions"),
    path("rules/<slug:code>.bpmn", rulesets.drawing, name="ruleset_bpmn"),
]
