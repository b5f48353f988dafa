"""Addresses of the import page."""

from django.urls import path

from web import imports

urlpatterns = [
    path("imports/", imports.index, name="imports"),
    path("imports/<uuid:uid>/", imports.run, name="import_run"),
    path("imports/<uuid:uid>/start/", imports.start, name="import_start"),
    path("imports/<uuid:uid>/stop/", imports.stop, name="import_stop"),
    path("imports/<uuid:uid>/discard/", imports.discard, name="import_discard"),
    path("imports/<uuid:uid>/progress/", imports.progress, name="import_progress"),
]
