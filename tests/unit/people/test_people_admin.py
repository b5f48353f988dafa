import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import RequestFactory

from people.models import User

pytestmark = pytest.mark.django_db


def _request(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_the_site_shows_and_changes_nothing(hold):
    staff = User.objects.create(username="s", is_staff=True)
    hold(staff, "system_admin")
    ours = [one for model, one in admin.site._registry.items() if model._meta.app_label == "people"]
    assert len(ours) == 9
    for one in ours:
        request = _request(staff)
        assert one.has_view_permission(request) and not one.get_actions(request)
        assert not (one.has_add_permission(request) or one.has_change_permission(request))
        assert not one.has_delete_permission(request)


def test_nobody_else_sees_it(hold):
    plain = User.objects.create(username="u", is_staff=True)
    hold(plain, "clerk")
    for one in (one for model, one in admin.site._registry.items() if model._meta.app_label == "people"):
        assert not one.has_view_permission(_request(plain))


def test_groups_are_no_second_way_to_give_rights():
    assert Group not in admin.site._registry
