"""How many queries the four great pages take: the same for the small demonstration and for a whole year."""

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from people.models import User
from workflows.models import Case

BACKEND = "django.contrib.auth.backends.ModelBackend"
# Page → who looks, and the most that it asks on the small demonstration; the cockpit asks once for each process.
MOST = {"inbox": ("sup_clk", 8), "case": ("sup_clk", 33), "cockpit": ("sup_clk", 29), "explorer": ("auditor", 18)}


def measure():
    """Page → (queries, the most that is allowed), each once everything that is kept for long is known."""
    with override_settings(ALLOWED_HOSTS=["*"], DEBUG=settings.DEBUG):
        return {page: (queries(who, address(page)), most) for page, (who, most) in MOST.items()}


def address(page):
    """Of the busiest project that still runs, or of a page that is there once."""
    if page == "case":
        case = Case.objects.filter(kind="task_project", stage="running").order_by("-head_seq", "pk").first()
        return reverse("web:case", args=[case.uid])
    return reverse("audit:explorer" if page == "explorer" else f"web:{page}")


def queries(username, url):
    """What the page asks of the database when somebody looks for the second time."""
    client = Client()
    client.force_login(User.objects.get(username=username), backend=BACKEND)
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(url)
    if answer.status_code != 200:
        raise LookupError(f"{url}: {answer.status_code}")
    return len(seen)
