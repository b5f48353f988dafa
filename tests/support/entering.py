"""A browser of somebody who has just shown who they are."""

from people import clock
from web.stepping import KEPT


def fresh(client, minutes=0):
    """Say so in the session of a client, some minutes ago."""
    session = client.session
    session[KEPT] = clock.now().timestamp() - 60 * minutes
    session.save()
    return client
