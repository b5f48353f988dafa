"""Letters: sent by EMAIL_URL where it is set, else written into a folder; the same for both ways to run."""


def mail(env, data):
    """The settings of mail; `data` is the data folder."""
    folder = {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(data / "mail"),
    }
    return (env.email("EMAIL_URL") if env("EMAIL_URL", default="") else folder) | {
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": env("MAIL_FROM", default="duban@localhost"),
        "PUBLIC_URL": env("PUBLIC_URL", default=""),
    }
