"""Brings an installation to where it can serve: words, static files, tables, first office."""

from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from casework.models import Organisation, Post
from deploy.trouble import Trouble
from families import sealing
from families.keys import KeyTrouble

Say = Callable[[str], None]


def prepare(*, say: Say = print) -> None:
    """Translations, static files and tables, each only if something newer has come."""
    if _catalogue_is_old():
        say("Building the translations …")
        call_command("build_catalogue", verbosity=0)
    if _static_files_are_old():
        call_command("collectstatic", interactive=False, verbosity=0)
    try:
        if tables_are_old():
            say("Bringing the database up to date …")
            call_command("migrate", interactive=False, verbosity=0)
        tell_the_database_its_sizes()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise Trouble(f"The database does not answer ({reason}); see DATABASE_URL") from error
    _require_key()


def _require_key() -> None:
    """No office opens with a lost or a wrong key: it would show nothing and mix two keys."""
    try:
        sealing.master_key()
    except KeyTrouble as trouble:
        raise Trouble(str(trouble)) from None


def tell_the_database_its_sizes() -> None:
    """Lets SQLite see how its tables are filled: without that it sorts a hundred thousand lines to
    show fifty. A tenth of a second; PostgreSQL does it by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


def open_office(*, empty: bool, say: Say = print) -> None:
    """On the first start fill the sample office, or ask for the real one's first facts."""
    if _has_staff():
        if empty and is_sample():
            raise Trouble(
                f"{settings.HOME} holds the sample office; start the real one in a folder of its "
                "own: PAYVAND_HOME=/path/to/office python3 run.py --empty"
            )
        return
    if empty:
        call_command("first_office")
    else:
        say("Filling the sample office …")
        call_command("sample_office", verbosity=0)


def is_sample() -> bool:
    """True when the office in this home is the invented one."""
    return Organisation.current().is_sample


def sample_log_ins() -> list[tuple[str, str, str]]:
    """User name, role and cities of everyone in the sample office; [] in a real one."""
    if not is_sample():
        return []
    cities: dict[tuple[str, str], list[str]] = {}
    for post in Post.objects.select_related("staff", "office").order_by("pk"):
        who = (post.staff.username, str(post.get_role_display()))
        cities.setdefault(who, []).append(post.office.city("en"))
    return [(*who, " and ".join(places)) for who, places in cities.items()]


def _has_staff() -> bool:
    return get_user_model().objects.exists()


def tables_are_old() -> bool:
    """True when the program brings migrations that this database has not seen."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _catalogue_is_old() -> bool:
    folder = Path(settings.LOCALE_PATHS[0])
    built = [folder / code / "LC_MESSAGES" / "django.mo" for code, _name in settings.LANGUAGES[1:]]
    return is_newer((folder / "parts").glob("*.toml"), built)


def _static_files_are_old() -> bool:
    """Our own files may have changed, or a new release of a library brought others."""
    ours = (settings.BASE_DIR / "deploy" / "static").rglob("*")
    locked = settings.BASE_DIR / "requirements" / "office.txt"
    return is_newer([locked, *ours], [Path(settings.STATIC_ROOT) / "staticfiles.json"])


def is_newer(sources: Iterable[Path], built: Iterable[Path]) -> bool:
    """True when something built is missing, or a source is newer than the oldest of it."""
    try:
        oldest = min(path.stat().st_mtime for path in built)
    except FileNotFoundError:
        return True
    return any(path.stat().st_mtime > oldest for path in sources)
