"""Several processes: PostgreSQL, Redis, Celery. Each setting about Celery answers one way to lose a message."""

from django.core.exceptions import ImproperlyConfigured

from settings.base import *  # noqa: F403
from settings.base import DEMO, ROOT, SECRET_KEY, Path, env
from settings.mail import mail

if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set; every process of the house needs the same one.")

DATA = Path(env("DATA", default=str(ROOT / "data"))).resolve()
SIGNER_HOME = Path(env("SIGNER_HOME", default=str(DATA / "signer")))  # keys and socket of the signer
BACKUPS = Path(env("BACKUPS", default=str(DATA / "backups")))  # better on another disk
MEDIA_ROOT = str(DATA / "files")  # one folder that all processes share
DATABASES = {
    "default": env.db("DATABASE_URL")
    | {
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # Bound on the server, so that a statement stays one statement and is planned once.
            "server_side_binding": True,
            "prepare_threshold": 2,
            "connect_timeout": 5,
            # Wait for a row lock, but not for ever: the person reads who was first, or is asked to try again.
            "options": "-c lock_timeout=8s -c idle_in_transaction_session_timeout=60s",
        },
    }
}
REDIS_URL = env("REDIS_URL")
# Sessions stay in the database, so that nobody is signed out and nothing stops when Redis is away.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

vars().update(mail(env, DATA))
MAIL_LEASE = env.int("MAIL_LEASE", default=300)  # seconds; far more than one letter may take
PUBLIC_URL = env("PUBLIC_URL", default="")

HTTPS = env.bool("HTTPS", default=not DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL] if PUBLIC_URL else [])
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE  # noqa: F405
# A worker killed in the middle gives its message back, whether the whole worker died or a child of it.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# A message waits in Redis, not in the memory of a worker that may die.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Every task ends within half of the time after which Redis hands its message to somebody else.
VISIBLE_AFTER = 300
CELERY_TASK_TIME_LIMIT = 140
CELERY_TASK_SOFT_TIME_LIMIT = 120
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": VISIBLE_AFTER,
    # kombu looks for abandoned messages every interval × throttle; its defaults make that 100 s.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 30,  # without it a publisher can hang for ever
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# The scheduler asks again and again. What Redis forgets is found at the next turn, and what piled up expires.
# No task has a countdown: beyond the visibility timeout Redis would start it over and over.
CELERY_BEAT_SCHEDULE = {
    "deliver": {"task": "notifications.deliver", "schedule": 2.0, "options": {"expires": 10}},
    "post": {"task": "notifications.post", "schedule": 5.0, "options": {"expires": 20}},
    "work": {"task": "notifications.work", "schedule": 15.0, "options": {"expires": 60}},
}
