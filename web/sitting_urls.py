"""Addresses of sittings; they share the namespace of the pages."""

from django.urls import path

from web import sitting, sittings

urlpatterns = [
    path("sittings/", sittings.page, name="sittings"),
    path("sitting/<int:pk>/", sitting.short, name="sitting"),
    path("case/<uuid:uid>/sitting/<int:pk>/", sitting.page, name="sitting"),
    path("case/<uuid:uid>/sitting/<int:pk>/live/", sitting.live, name="sitting_live"),
    path("case/<uuid:uid>/sitting/<int:pk>/<slug:name>/", sitting.act, name="sitting_act"),
]
