"""The product's settings on PostgreSQL, with the process that peers are compared by."""

from settings.test import *  # noqa: F403
from settings.test import DATABASES, env

# As the scale profile does: bound on the server and prepared.
DATABASES["default"] = env.db("DATABASE_URL") | {
    "CONN_MAX_AGE": None,
    "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2},
}
