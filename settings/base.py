"""What both ways of running share."""

from pathlib import Path

import environ

from processes import discovered

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
DEMO = env.bool("DUBAN_DEMO", default=False)
PAPER_FONTS = env("PAPER_FONTS", default="")  # a folder of typefaces that the organisation has a licence for
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
ROOT_URLCONF = "settings.urls"
WSGI_APPLICATION = "settings.wsgi.application"
AUTH_USER_MODEL = "people.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "people",  # before Django's own: its createsuperuser stands in place of theirs
    "people.administration.Administration",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "viewflow",
    "viewflow.workflow",
    "ledger",
    "vault",
    "policy",
    "workflows",
    "intake",
    "retention",
    "notifications",
    *discovered(),
    "web",
    "audit",
]
# Cases and work items have tables of their own; viewflow's would stay empty.
MIGRATION_MODULES = {"viewflow": None}
VIEWFLOW = {"AUTOREGISTER": False}

MIDDLEWARE = [
    "web.unknown.Unknown",  # first: nothing behind it may learn who reports
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "web.middleware.Reading",
    "policy.looking.Looked",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.context.shell",
            ],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(ROOT / "build" / "static"))
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "web:inbox"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Libraries that open files would write into a log of details what a camera wrote into a picture.
QUIET = {"PIL": {"level": "WARNING"}, "pypdf": {"level": "CRITICAL"}}
LOGGING = {"version": 1, "disable_existing_loggers": False, "loggers": QUIET}
ANTIVIRUS = env("ANTIVIRUS", default="")  # clamd: unix:/path or tcp:host:port
VAULT_COST = "3:65536:1"  # Argon2id for passphrases and receipts: passes, KiB, lanes
# Of allauth only the arithmetic and the table of second factors; none of its pages are served.
MFA_ADAPTER = "web.factor_keys.Keys"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
# Single sign-on: without these there is none. The claim is matched with the account's name, or its address if "email".
OIDC_ISSUER, OIDC_CLIENT = env("OIDC_ISSUER", default=""), env("OIDC_CLIENT", default="")
OIDC_SECRET, OIDC_CLAIM = env("OIDC_SECRET", default=""), env("OIDC_CLAIM", default="preferred_username")
OIDC_NAME = env("OIDC_NAME", default="统一身份认证")
ACCOUNT_EMAIL_VERIFICATION = "none"
SECOND_FACTOR = env("SECOND_FACTOR", default="optional" if DEMO else "administrators")
# plain: long and unknown; djcp3: composed and changed every 90 days, as GB/T 22239 level 3 asks.
PASSWORDS = env("PASSWORDS", default="plain")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "people.passwords.Profile"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("username", "name", "pinyin")}},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_TEMPLATE = "web/locked.html"
CSRF_FAILURE_VIEW = "web.refusal.csrf_failure"
# Comments on tables are for PostgreSQL; SQLite does without.
SILENCED_SYSTEM_CHECKS = ["axes.W003", "models.W046"]
