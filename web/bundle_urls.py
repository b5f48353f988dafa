"""Addresses of deciding many items in one go."""

from django.urls import path

from web import bundles

urlpatterns = [
    path("together/", bundles.choose, name="bundle_choose"),
    path("together/<uuid:uid>/", bundles.page, name="bundle"),
    path("together/<uuid:uid>/confirm/", bundles.confirm, name="bundle_confirm"),
    path("together/<uuid:uid>/undo/", bundles.undo, name="bundle_undo"),
    path("together/<uuid:uid>/again/", bundles.again, name="bundle_again"),
    path("together/<uuid:uid>/progress/", bundles.progress, name="bundle_progress"),
]
