"""Somebody at a browser without a browser: follows links, fills in the form that is on the page, keeps cookies."""

import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import quote, urlencode, urljoin, urlsplit


@dataclass
class Form:
    """A form as it lies on the page: where it goes, what stands in it, what its lists and boxes offer."""

    action: str
    fields: dict = field(default_factory=dict)
    choices: dict = field(default_factory=dict)  # name → [[value, label], …]


class Forms(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.found, self.select, self.text, self.label = [], "", "", None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            self.found.append(Form(said.get("action") or ""))
        elif self.found and tag in ("input", "select", "option", "textarea"):
            getattr(self, f"_{tag}")(said, self.found[-1])

    def _input(self, said, form):
        name, value = said.get("name"), said.get("value") or ""
        if said.get("type") in ("radio", "checkbox"):
            self._offer(form, name, value)
        if name and (said.get("type") not in ("radio", "checkbox", "file") or "checked" in said):
            form.fields[name] = value

    def _select(self, said, form):
        self.select = said.get("name", "")

    def _option(self, said, form):
        self._offer(form, self.select, said.get("value", ""))
        if "selected" in said:
            form.fields[self.select] = said.get("value", "")

    def _offer(self, form, name, value):
        self.label = [value, ""]
        form.choices.setdefault(name, []).append(self.label)

    def _textarea(self, said, form):
        self.text = said.get("name", "")
        form.fields[self.text] = ""

    def handle_data(self, data):
        if self.text:
            self.found[-1].fields[self.text] += data
        elif self.label:
            self.label[1] = (self.label[1] + data).strip()

    def handle_endtag(self, tag):
        self.text = "" if tag == "textarea" else self.text
        self.label = None if tag in ("label", "option") else self.label


def form_of(page, ending):
    """The form of a page whose action ends so, or None; "" is the one that is sent to the page itself."""
    forms = (form for form in Forms(page).found if form.action == ending or ending and form.action.endswith(ending))
    return next(forms, None)


class Visitor:
    """One person at the pages of a running service."""

    def __init__(self, address):
        self.address, self.page, self.at, self.status = address.rstrip("/") + "/", "", "", 0
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    @property
    def path(self):
        return urlsplit(self.at).path

    def go(self, path):
        """Open a page; the status says whether there is one."""
        return self._ask(urllib.request.Request(urljoin(self.address, quote(path, safe="/:?=&%#"))))

    def send(self, ending, **given):
        """Fill in a form of this page and send it. A refusal comes back as a page with its status."""
        form = form_of(self.page, ending)
        assert form, f"no form {ending!r} on {self.at}"
        body, kind = packed(form.fields | given)
        return self._ask(urllib.request.Request(urljoin(self.at, form.action or self.at), body, kind))

    def _ask(self, request):
        try:
            answer = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            self.page, self.at, self.status = answer.read().decode(), answer.url, answer.status
        return self.status


def packed(fields):
    """The body of a form and its headers; with a file among the fields it has parts."""
    pairs = [(name, one) for name, said in fields.items() for one in (said if isinstance(said, list) else [said])]
    pairs = [(name, "on" if said is True else said) for name, said in pairs if said is not False]
    if not any(isinstance(said, Path) for _name, said in pairs):
        return urlencode(pairs).encode(), {}
    border = secrets.token_hex(12)
    parts = b"".join(f"--{border}\r\n".encode() + _part(name, said) for name, said in pairs)
    return parts + f"--{border}--\r\n".encode(), {"Content-Type": f"multipart/form-data; boundary={border}"}


def _part(name, said):
    head, body = f'Content-Disposition: form-data; name="{name}"', str(said).encode()
    if isinstance(said, Path):
        head, body = f'{head}; filename="{said.name}"\r\nContent-Type: application/octet-stream', said.read_bytes()
    return f"{head}\r\n\r\n".encode() + body + b"\r\n"
