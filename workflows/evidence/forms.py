"""The form field for files: client ids of staged uploads; without script, plain files that are staged on the way."""

from uuid import UUID

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.errors import Refused
from workflows.evidence import kinds, uploads
from workflows.evidence.reading import of
from workflows.evidence.taking import CITED
from workflows.models import Upload, new_uid

LIMITS = gettext_lazy("照片不超过 20 MB，其他文件不超过 50 MB；原件保留，散列值记入留痕。")
PLAIN = "_files"  # the name of the plain file input is the field's name with this


class UploadsWidget(forms.Widget):
    """Hidden client ids and a file input. The page's script stages files as they are chosen; see `cotton/uploads`."""

    needs_multipart_form = True
    case = by = None
    accept, pictures = kinds.ACCEPT, False

    def __init__(self, attrs=None, pictures=False):
        super().__init__(attrs)
        self.staged, self.pictures = [], pictures
        self.accept = kinds.ACCEPT_PICTURES if pictures else kinds.ACCEPT

    def value_from_datadict(self, data, files, name):
        many = getattr(data, "getlist", lambda key: list(data.get(key) or ()))
        given = getattr(files, "getlist", lambda key: [])
        return {"ids": [one for one in many(name) if one], "files": given(name + PLAIN)}

    def value_omitted_from_data(self, data, files, name):
        return name not in data and name + PLAIN not in files

    def rows(self, value):
        """The staged uploads that the field holds, in order."""
        wanted = [*ids_of(value), *self.staged]
        if not wanted or not self.by:
            return []
        staged = Upload.objects.filter(person=self.by, case_id=self.case.pk, client_id__in=_uuids(wanted))
        found = {str(row.client_id): row for row in staged.select_related("case")}
        return [found[one] for one in dict.fromkeys(wanted) if one in found]

    def cited(self, value):
        """Evidence of the case that the field names again, in order."""
        keys = [one.removeprefix(CITED) for one in ids_of(value) if one.startswith(CITED)]
        found = {str(row.pk): row for row in self.case and of(self.case) or ()} if keys else {}
        return [found[key] for key in dict.fromkeys(keys) if key in found]

    def render(self, name, value, attrs=None, renderer=None):
        """Without a component: what works anywhere."""
        hidden = '<input type="hidden" name="{}" value="{}">'
        kept = format_html_join("", hidden, ((name, row.client_id) for row in self.rows(value)))
        plain = format_html('<input type="file" multiple name="{}" accept="{}">', name + PLAIN, self.accept)
        return kept + plain


def ids_of(value):
    """Client ids of whatever a field may hold: posted data, a draft's list, one id, nothing."""
    if isinstance(value, dict):
        value = value.get("ids")
    return [value] if isinstance(value, str) and value else [str(one) for one in value or ()]


def _uuids(wanted):
    good = []
    for one in wanted:
        try:
            good.append(UUID(one))
        except ValueError:
            continue
    return good


class UploadsField(forms.Field):
    """Cleaned to a list of client ids for `evidence.take`. Its form sets `wants_case` and calls `stage_for`."""

    widget = UploadsWidget
    default_error_messages = {"required": gettext_lazy("还没有附件。请选择照片或文件后再提交。")}

    def __init__(self, *, pictures=False, most=50, **kwargs):
        self.most = most
        kwargs.setdefault("widget", UploadsWidget(pictures=pictures))
        kwargs.setdefault("help_text", LIMITS)
        super().__init__(**kwargs)

    def stage_for(self, case, by):
        """Say whose files these are and in which case."""
        self.widget.case, self.widget.by = case, by

    def clean(self, value):
        ids = ids_of(value)
        self.widget.staged = [self._staged(file) for file in (value or {}).get("files", ())]
        found = list(dict.fromkeys([*ids, *self.widget.staged]))
        if self.required and not found:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(found) > self.most:
            raise forms.ValidationError(_("最多 %d 个文件。请移除几个，或分次提交。") % self.most)
        return found

    def _staged(self, file):
        try:
            return str(uploads.receive(self.widget.case, self.widget.by, file, client_id=new_uid()).client_id)
        except Refused as refused:
            raise forms.ValidationError(refused.why)

    def has_changed(self, initial, data):
        return bool(ids_of(data) or (data or {}).get("files"))


class WithUploads:
    """Mixin of a form with upload fields: tells them the case and the person."""

    wants_case = True

    def __init__(self, *args, case=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.by = case, by
        for field in self.fields.values():
            if isinstance(field, UploadsField):
                field.stage_for(case, by)
