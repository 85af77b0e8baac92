"""One settings file; every value that differs between offices comes from the environment.

`PAYVAND_HOME` holds database, files, keys and logs (default `./var`). Every secret `NAME` may
be given as `NAME_FILE`, the path of a file that holds it.
"""

import sys
from pathlib import Path

from deploy.environment import Environment
from families.keys import ensure_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# Where things live ---------------------------------------------------------------------------
HOME = Path(env.text("PAYVAND_HOME", str(BASE_DIR / "var"))).resolve()
KEYS_DIR = Path(env.text("PAYVAND_KEYS", str(HOME / "keys"))).resolve()
FILES_DIR = HOME / "files"
LOGS_DIR = HOME / "logs"
QUEUE_DIR = HOME / "queue"
ANCHORS_DIR = HOME / "anchors"  # where each chain of the trail stood, day by day
WORK_DIR = HOME / "work"  # encrypted or short-lived pieces of uploads; emptied by the sweep
SCANS_DIR = Path(env.text("PAYVAND_SCANS", str(HOME / "scans"))).resolve()  # scanners write here
BACKUPS_DIR = env.text("PAYVAND_BACKUPS", "")  # one is taken there every night; empty: none is
STATIC_ROOT = HOME / "static"
for folder in (HOME, KEYS_DIR, FILES_DIR, LOGS_DIR, QUEUE_DIR, ANCHORS_DIR, WORK_DIR, STATIC_ROOT):
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
TEMPLATES_DIR = BASE_DIR / "templates"
FONTS_DIR = BASE_DIR / "deploy" / "fonts"

# Safety --------------------------------------------------------------------------------------
DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.secret("SECRET_KEY") or ensure_key(KEYS_DIR / "django.key").hex()
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", "")
HTTPS = env.flag("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "deploy.middleware.sent_from_an_old_page"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = WORK_DIR
EXPORT_MOST_ROWS = env.number("EXPORT_MOST_ROWS", 10_000)
PFIF_DOMAIN = env.text("PFIF_DOMAIN", "")  # under which an office publishes; empty: it does not
READINGS_PER_HOUR = env.number("READINGS_PER_HOUR", 60)  # families' files, by one person
READINGS_PER_DAY = env.number("READINGS_PER_DAY", 200)
# For how long a family's message is kept that cannot go on yet: the same for every message.
MESSAGE_KEPT_DAYS = env.number("MESSAGE_KEPT_DAYS", 365)
UPLOAD_MAX_BYTES = env.number("UPLOAD_MAX_BYTES", 200 * 1024 * 1024)

# The house -----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "django_fsm",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "anymail",
    "families",
    "casework",
    "correspondence",
    "deploy",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "deploy.middleware.DoorMiddleware",
    "deploy.middleware.PostMiddleware",
    "deploy.middleware.ReadingMiddleware",
    "deploy.middleware.KeyMiddleware",
    "deploy.middleware.RoomMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "deploy.urls"
WSGI_APPLICATION = "deploy.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [TEMPLATES_DIR],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "deploy.context.house",
            ],
            "builtins": ["families.templatetags.people"],
        },
    }
]

# Who comes in --------------------------------------------------------------------------------
AUTH_USER_MODEL = "casework.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "deploy.accounts.NoSignup"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # django-axes counts failures, per account and address
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "deploy.accounts.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False
AXES_RESET_ON_SUCCESS = True

# Memory --------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", HOME / "payvand.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "deploy.static.Storage"},
}
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True

# Background work: the truth is in the database, the broker only wakes it ---------------------
BROKER_URL = env.secret("BROKER_URL") or "filesystem://"
CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_ALWAYS_EAGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
# Four queues, so that a large installation can give each its own workers: a long take-over then
# holds up no letter. One worker listens to all of them by default.
QUEUES = ("mail", "letters", "intake", "boxes")
CELERY_TASK_DEFAULT_QUEUE = "intake"
CELERY_TASK_ROUTES = {
    "correspondence.send": {"queue": "mail"},
    "correspondence.sweep": {"queue": "mail"},
    "correspondence.send_text": {"queue": "mail"},
    "correspondence.sweep_texts": {"queue": "mail"},
    "deploy.heartbeat": {"queue": "mail"},
    "correspondence.examine_*": {"queue": "intake"},
    "correspondence.poll_*": {"queue": "boxes"},
    "correspondence.*": {"queue": "letters"},
}
if BROKER_URL.startswith("filesystem"):
    (QUEUE_DIR / "messages").mkdir(exist_ok=True, mode=0o700)
    (QUEUE_DIR / "control").mkdir(exist_ok=True, mode=0o700)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "store_processed": False,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"max_retries": 2, "socket_timeout": 5}
    CELERY_BROKER_CONNECTION_TIMEOUT = 5
CELERY_BEAT_SCHEDULE = {
    "sweep the outbox": {"task": "correspondence.sweep", "schedule": 30.0},
    "sweep the text messages": {"task": "correspondence.sweep_texts", "schedule": 60.0},
    "look into the reply boxes": {
        "task": "correspondence.poll_boxes",
        "schedule": 20.0,
        "options": {"expires": 15},
    },
    "examine what came with mails": {"task": "correspondence.examine_papers", "schedule": 20.0},
    "bind what a dead worker left": {"task": "correspondence.sweep_bundles", "schedule": 120.0},
    "go on with piles of scans": {"task": "correspondence.resume_piles", "schedule": 60.0},
    "back up": {"task": "deploy.back_up", "schedule": 1800.0},
    "show a sign of life": {"task": "deploy.heartbeat", "schedule": 60.0},
    "empty the work folder": {"task": "casework.empty_work_folder", "schedule": 900.0},
    "leave what expired": {"task": "casework.leave_expired", "schedule": 3600.0},
    "forget messages": {"task": "casework.forget_messages", "schedule": 3600.0},
    "resume imports": {"task": "casework.resume_imports", "schedule": 60.0},
    "resume steps with many cases": {"task": "casework.resume_bulk", "schedule": 60.0},
    "close what was opened": {"task": "casework.close_openings", "schedule": 60.0},
    "anchor the trail": {"task": "casework.anchor_trail", "schedule": 3600.0},
    "look at what scanners brought": {"task": "casework.look_at_scans", "schedule": 30.0},
    "send the morning's mails": {"task": "casework.send_digests", "schedule": 600.0},
    "look ahead at holidays": {"task": "casework.look_ahead_at_holidays", "schedule": 3600.0},
    "forget no family": {"task": "casework.plan_forgotten", "schedule": 3600.0},
    "tell of alerts": {"task": "casework.send_alerts", "schedule": 20.0},
    "look who searched": {"task": "casework.compare_searches", "schedule": 60.0},
    "look for the same person": {"task": "casework.compare_people", "schedule": 30.0},
    "forget abandoned uploads": {"task": "casework.sweep_uploads", "schedule": 3600.0},
}

# Mail ----------------------------------------------------------------------------------------
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "deploy.smtp.Backend")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 60
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "office@localhost")
ANYMAIL = env.anymail()
REPLY_BOXES = env.reply_boxes()  # by office code; each holds a password
LARGEST_MAIL = env.number("LARGEST_MAIL", 60_000_000)  # bytes of one mail that arrives

# Text messages that ask families to call: off until a gateway is named ------------------------
SMS_GATEWAY = env.text("SMS_GATEWAY", "")  # an address (https) or a command
SMS_SECRET = env.secret("SMS_SECRET")
SMS_TIMEOUT = env.number("SMS_TIMEOUT", 30)  # seconds

# Languages and time --------------------------------------------------------------------------
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "UTC")
LANGUAGE_CODE = env.text("LANGUAGE_CODE", "en")
LANGUAGES = [("en", "English"), ("fa", "فارسی"), ("ar", "العربية"), ("sq", "Shqip")]
LOCALE_PATHS = [BASE_DIR / "deploy" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Logs: ids and counts, never what a family told us -------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # The embedded broker is a folder: it has no host, and says so at every start.
    "loggers": {"kombu.connection": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
TESTING = "pytest" in sys.modules
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
