"""Filters that the components use."""

from django import template

from policy import access_log
from web import words
from web.long import long
from workflows import assign

register = template.Library()
FILTERS = "tone lamp day weekday moment post initial secrecy sitting_state owners boxed fullday month"
for name in FILTERS.split():
    register.filter(name, getattr(words, name))
SAYING = ("opinion", "reason", "ask", "text")
register.filter("clock", words.clock_time)
register.filter("long", long)
register.filter("role", assign.role_label)


@register.filter
def widget(field):
    """Name the kind of input of a bound field, for the component that draws it."""
    kind = type(field.field.widget).__name__.lower()
    known = {
        "textarea": "text",
        "radioselect": "radio",
        "checkboxselectmultiple": "ticks",
        "checkboxinput": "tick",
        "select": "select",
        "selectmultiple": "select",
        "dateinput": "date",
        "datetimeinput": "date",
        "numberinput": "short",
        "hiddeninput": "hidden",
        "clearablefileinput": "file",
        "fileinput": "file",
        "uploadswidget": "uploads",
    }
    return known.get(kind, "line")


@register.filter
def looked(what):
    """What an entry of the access log says somebody did."""
    return access_log.WHAT.get(what, what)


@register.filter
def says(field):
    """Whether a person's own words are asked for here, so that a saved phrase may help."""
    return widget(field) == "text" and field.name in SAYING


@register.filter
def dressed(field):
    """Render a bound field's input with the class and the descriptions that the style and screen readers need."""
    kind = widget(field)
    css = {"select": "form-select", "tick": "form-check-input"}.get(kind, "form-control")
    if kind in ("date", "short"):
        css += f" {kind}"
    attrs = {"class": css + (" bad" if field.errors else "")}
    told = [f"{field.auto_id}_{part}" for part, shown in (("help", field.help_text), ("err", field.errors)) if shown]
    if told:
        attrs["aria-describedby"] = " ".join(told)
    if field.errors:
        attrs["aria-invalid"] = "true"
    if kind == "text":
        attrs.setdefault("rows", 3)
    if kind == "date" and type(field.field.widget).__name__.lower() == "dateinput":
        attrs["type"] = "date"
    return field.as_widget(attrs=attrs)
