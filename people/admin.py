"""The administration site shows people, roles and the calendar; it changes nothing."""

from django.contrib import admin

from people import roles
from people.models import Absence, CalendarDay, CalendarYear, Conflict, Holding, Mandate, Role, Unit, User


class Shown(admin.ModelAdmin):
    """Reading only: every change goes through policy.changes, which leaves a trace."""

    actions = None

    def has_module_permission(self, request):
        return request.user.is_staff and roles.administers(request.user)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class UserAdmin(Shown):
    list_display = ("username", "name", "unit", "kind", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("unit",)
    search_fields = ("username", "name", "pinyin")
    exclude = ("password", "groups", "user_permissions", "last_read")


@admin.register(Holding)
class HoldingAdmin(Shown):
    list_display = ("person", "role", "unit", "since", "until")
    list_filter = ("role",)
    list_select_related = ("person", "role", "unit")
    search_fields = ("person__username", "person__name", "person__pinyin")


@admin.register(Unit)
class UnitAdmin(Shown):
    list_display = ("code", "name", "name_en", "kind", "parent")
    list_select_related = ("parent",)
    search_fields = ("code", "name")


@admin.register(Role)
class RoleAdmin(Shown):
    list_display = ("code", "zh", "en", "kind")


@admin.register(Absence)
class AbsenceAdmin(Shown):
    list_display = ("person", "starts", "ends", "substitute")
    list_select_related = ("person", "substitute")


@admin.register(Mandate)
class MandateAdmin(Shown):
    list_display = ("principal", "agent", "since", "until", "processes")
    list_select_related = ("principal", "agent")


@admin.register(Conflict)
class ConflictAdmin(Shown):
    list_display = ("person", "other", "unit", "kind", "since", "until")
    list_select_related = ("person", "other", "unit")


@admin.register(CalendarDay)
class CalendarDayAdmin(Shown):
    list_display = ("date", "kind", "name", "source")
    list_filter = ("kind",)


@admin.register(CalendarYear)
class CalendarYearAdmin(Shown):
    list_display = ("year", "confirmed", "source")
