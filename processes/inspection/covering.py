"""Numbers that identify somebody, typed on the pages of the field: refused by the acts, offered covered (F20)."""

from django import forms

from workflows import personal

MASK = "mask"
FREE = (forms.Textarea, forms.TextInput)


def settle(form):
    """Cover what was typed into a bound form if the person chose so; `form.told` is what would be kept instead."""
    found = {name: text for name, text in _free(form) if personal.kinds(text)}
    if found and form.data.get("personal") == MASK:
        form.data = form.data.copy()
        for name, text in found.items():
            form.data[form.add_prefix(name)] = personal.mask(text)
        found = {}
    form.told = [(form.fields[name].label, personal.mask(text)) for name, text in found.items()]
    return form


def _free(form):
    """(name, text) of what was written freely; ids, files and choices are left alone."""
    for name, field in form.fields.items():
        if type(field.widget) in FREE:
            yield name, form.data.get(form.add_prefix(name)) or ""
