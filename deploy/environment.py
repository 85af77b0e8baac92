"""Typed reading of the environment, with `NAME_FILE` for secrets and one sentence per mistake."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS = {
    # With Django's defaults most simultaneous writes fail with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-32000;"
    ),
}


class Environment:
    """Reads `os.environ`; every getter names the variable when its value makes no sense."""

    def text(self, name: str, default: str) -> str:
        return os.environ.get(name, default)

    def secret(self, name: str) -> str:
        """The value of `NAME`, or the content of the file that `NAME_FILE` points to, or ''."""
        path = os.environ.get(f"{name}_FILE")
        if not path:
            return os.environ.get(name, "")
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from None

    def flag(self, name: str, default: bool) -> bool:
        value = os.environ.get(name, "").strip().lower()
        if value in {"", "default"}:
            return default
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"0", "false", "no", "off"}:
            return False
        raise ImproperlyConfigured(f"{name} must be yes or no.")

    def number(self, name: str, default: int) -> int:
        value = os.environ.get(name, "").strip()
        if not value:
            return default
        if not value.isdigit():
            raise ImproperlyConfigured(f"{name} must be a whole number.")
        return int(value)

    def words(self, name: str, default: str) -> list[str]:
        return os.environ.get(name, default).replace(",", " ").split()

    def database(self, name: str, embedded: Path) -> dict:
        """Django's setting for `DATABASE_URL`, or the embedded SQLite file."""
        url = self.secret(name)
        if not url:
            return self._sqlite(str(embedded))
        config = environ.Env.db_url_config(url)
        if config["ENGINE"].endswith("sqlite3"):
            return self._sqlite(config["NAME"])
        return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

    def anymail(self) -> dict:
        """Anymail's settings: every `ANYMAIL_…` variable, prefix removed."""
        names = {n.removesuffix("_FILE") for n in os.environ if n.startswith("ANYMAIL_")}
        return {n.removeprefix("ANYMAIL_"): self.secret(n) for n in names}

    def reply_boxes(self) -> dict[str, str]:
        """The address of each office's reply box, from `REPLY_BOX_` and the office's code."""
        names = {n.removesuffix("_FILE") for n in os.environ if n.startswith("REPLY_BOX_")}
        found = {n.removeprefix("REPLY_BOX_"): self.secret(n) for n in sorted(names)}
        return {code: address for code, address in found.items() if code and address}

    @staticmethod
    def _sqlite(name: str) -> dict:
        # A file for tests too: an in-memory database fails most threaded writes.
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": SQLITE_OPTIONS,
            "TEST": {"NAME": f"{name}.test"},
        }
