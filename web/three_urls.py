"""Addresses of what two administrators change together, and of their trails."""

from django.urls import path

from web import three

urlpatterns = [
    path("changes/", three.changes, name="changes"),
    path("changes/new/<slug:code>/", three.propose, name="change_propose"),
    path("changes/decide/<int:pk>/", three.decide, name="change_decide"),
    path("trail/", three.trail, name="trail"),
    path("trail/export/", three.export, name="trail_export"),
]
