"""All that Celery carries: "look in the database". A task lost, doubled or late changes nothing."""

from celery import shared_task

from notifications import background


@shared_task(name="notifications.deliver")
def deliver():
    """Deliver what waits in the outbox."""
    background.deliver()


@shared_task(name="notifications.post")
def post():
    """Send the mail that is due."""
    background.post()


@shared_task(name="notifications.work")
def work():
    """Let the clock and the long jobs take a turn."""
    background.work()
