"""What every test may ask for: the cast, someone logged in, a home of its own."""

from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from casework.models import Consent, Erasure
from correspondence.guards import KEPT_TABLES
from deploy.catalogue import build
from tests import factories

# A busy computer is slow, not wrong: time is measured in tests/benchmarks.
hypothesis_settings.register_profile(
    "office", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("office")

LOCALE = Path(__file__).resolve().parents[1] / "deploy" / "locale"


def pytest_configure(config):
    """The translations, once for all workers."""
    if not hasattr(config, "workerinput"):
        build(LOCALE / "parts", LOCALE)


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """Files, keys and queues of a test stay in its own folder."""
    for name in ("FILES_DIR", "LOGS_DIR", "QUEUE_DIR", "ANCHORS_DIR", "WORK_DIR", "SCANS_DIR"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        setattr(settings, name, folder)
    settings.HOME = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = settings.WORK_DIR


@pytest.fixture(autouse=True)
def own_language(settings):
    """A page asked for in another language does not speak it in the next test."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def answers_go_with_the_test(request):
    """The database keeps a family's answers (trigger); a test that empties its tables row by row
    erases the requests first, as the office would."""
    marker = request.node.get_closest_marker("django_db")
    whole = marker is not None and marker.kwargs.get("transaction", False)
    if not whole and "transactional_db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    with transaction.atomic():
        for family in set(Consent.objects.order_by().values_list("request_id", flat=True)):
            Erasure.objects.get_or_create(request_id=family, defaults={"reason": "test"})
        Consent.objects.all().delete()
    with connection.cursor() as cursor:
        for table in KEPT_TABLES if connection.vendor == "sqlite" else ():
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")  # flushing lays it again


@pytest.fixture
def cast(db):
    return factories.make_cast()


@pytest.fixture
def enter(client):
    """Logs a member of staff in: `enter(cast.clerk).get(...)`."""

    def log_in(staff, language="en"):
        client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
        client.cookies["django_language"] = language
        return client

    return log_in
