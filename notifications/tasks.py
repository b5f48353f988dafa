"""All that Celery carries: "look in the database". A task lost, doubled or late changes nothing."""

from celery import shared_task

from notifications import background


@shared_task(name="notifications.relay")
def relay():
    """Deliver what waits in the outbox."""
    background.drain()


@shared_task(name="notifications.jobs")
def jobs():
    """Let the clock and the long jobs take a turn."""
    background.run(background.jobs)
