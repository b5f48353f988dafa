"""Somebody at a browser without a browser: follows links, fills in the form that is on the page, keeps cookies."""

import urllib.error
import urllib.request
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin, urlsplit

FIELDS = ("input", "select", "textarea", "option", "button")


class Forms(HTMLParser):
    """Collects the forms of a page as (action, {name: value already there})."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.found, self.choice, self.text = [], "", ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            self.found.append((said.get("action") or "", {}))
        elif self.found and tag in FIELDS:
            getattr(self, f"_{tag}")(said, self.found[-1][1])

    def _input(self, said, fields):
        ticked = said.get("type") not in ("radio", "checkbox", "file") or "checked" in said
        if said.get("name") and ticked:
            fields[said["name"]] = said.get("value") or ""

    def _select(self, said, fields):
        self.choice = said.get("name", "")

    def _option(self, said, fields):
        if "selected" in said:
            fields[self.choice] = said.get("value", "")

    def _textarea(self, said, fields):
        self.text = said.get("name", "")
        fields[self.text] = ""

    def _button(self, said, fields):
        """A button adds nothing."""

    def handle_data(self, data):
        if self.text:
            self.found[-1][1][self.text] += data

    def handle_endtag(self, tag):
        self.text = "" if tag == "textarea" else self.text


class Visitor:
    """One person at the pages of a running service."""

    def __init__(self, address):
        self.address, self.page, self.at, self.status = address.rstrip("/") + "/", "", "", 0
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def go(self, path):
        """Open a page; the status says whether there is one."""
        return self._ask(urllib.request.Request(urljoin(self.address, path)))

    def send(self, ending, **given):
        """Fill in the form whose action ends so, and send it. Refused forms come back as pages with their status."""
        action, there = self.form(ending)
        body = urlencode(there | given, doseq=True).encode()
        return self._ask(urllib.request.Request(urljoin(self.at, action or self.at), body))

    def form(self, ending):
        """The (action, fields) of a form on this page; "" is the one that is sent to the page itself."""
        forms = [form for form in Forms(self.page).found if form[0] == ending or ending and form[0].endswith(ending)]
        assert forms, f"no form {ending!r} on {self.at}"
        return forms[0]

    @property
    def path(self):
        return urlsplit(self.at).path

    def _ask(self, request):
        try:
            answer = self._opener.open(request, timeout=30)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            self.page, self.at, self.status = answer.read().decode(), answer.url, answer.status
        return self.status
