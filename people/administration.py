"""The administration site has no door of its own: one signs in like everybody, and for others it is not there."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import Http404
from django.utils.translation import gettext_lazy as _


class Administration(AdminConfig):
    """Django's administration with our site; stands in INSTALLED_APPS in its place."""

    default_site = "people.administration.Site"


def _sign_in(onwards):
    from django.contrib.auth.views import redirect_to_login  # not before the models are there

    return redirect_to_login(onwards)


class Site(AdminSite):
    """Pages for administrators and auditors; unknown and forbidden sound the same."""

    site_header = site_title = index_title = _("人员与规则")

    def has_permission(self, request):
        from people import roles

        return request.user.is_authenticated and request.user.is_staff and roles.administers(request.user)

    def admin_view(self, view, cacheable=False):
        shown = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return _sign_in(request.get_full_path())
            if not self.has_permission(request):
                raise Http404
            return shown(request, *args, **kwargs)

        return guarded

    def get_urls(self):
        """Without the way out to a row's own page: none of ours has one that the policy would not have to ask about."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    def login(self, request, extra_context=None):
        """Signing in is counted and noted at one place only."""
        if request.user.is_authenticated:
            raise Http404
        return _sign_in(request.GET.get("next") or "/")

    def password_change(self, request, extra_context=None):
        """One's own password is changed under 我的, where the change is recorded."""
        raise Http404

    password_change_done = autocomplete_view = password_change

    def logout(self, request, extra_context=None):
        raise Http404
