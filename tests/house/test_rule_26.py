"""Rule 26: nothing confidential in the clear in the database, its log, our logs, the broker, an
error's trace, a temporary file. Markers are written through the real pages, then looked for."""

import base64
import json
import subprocess
import sys

import pytest
from django.apps import apps
from django.db import connection

from casework import vault
from casework.models import StoredFile
from families.sealing import SealedText
from tests.benchmarks import own_office
from tests.house import markers

# Sealed to the officers' own keys, or a file's content: nothing here can open them for the test.
NOT_READ_BACK = {"relay", "whereabouts", "safety"}


def forms_of(marker: str) -> set[bytes]:
    """How a text may lie in a file: as it is, as bytes in hexadecimal, in wide letters, base64."""
    plain = marker.encode()
    packed = {base64.b64encode(b"\0" * n + plain)[n + 1 : -4] for n in range(3)}
    wide = marker.encode("utf-16-le"), marker.encode("utf-16-be")
    return {plain, plain.lower(), plain.hex().encode(), *wide, *packed}


def found_in(content: bytes, written: dict[str, str]) -> list[str]:
    """The boxes whose marker lies in this content."""
    return [box for marker, box in written.items() if any(f in content for f in forms_of(marker))]


def read_back() -> str:
    """All that the sealed fields and files hold, opened."""
    held = []
    for model in apps.get_models():
        names = [f.attname for f in model._meta.concrete_fields if isinstance(f, SealedText)]
        for row in model._base_manager.all() if names else ():
            held += [json.dumps(getattr(row, name), ensure_ascii=False) for name in names]
    files = (b"".join(vault.read(stored)) for stored in StoredFile.objects.all())
    return "\n".join([*held, *(content.decode("latin-1") for content in files)])


def every_row() -> dict[str, bytes]:
    """Each table as the database holds it."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        tables = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {quote(table)}")
            rows = cursor.fetchall()
            tables[table] = b"\n".join(_bytes_of(cell) for row in rows for cell in row)
    return tables


def _bytes_of(cell) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()


def test_a_marker_is_found_however_it_lies():
    """The search itself can fail: it finds what is there in any of these forms."""
    written = {"NISHANE1001Q": "note"}
    plain = b"x NISHANE1001Q y"
    lying = [plain, plain.lower(), plain.hex().encode(), base64.b64encode(plain)]
    lying += ["x NISHANE1001Q y".encode("utf-16-le"), b"1" + base64.b64encode(b"12" + plain)]

    assert [found_in(content, written) for content in lying] == [["note"]] * len(lying)


@pytest.mark.django_db(transaction=True)
def test_rule_26_no_table_of_the_database_holds_a_confidential_text(cast):
    written = markers.seed(cast)

    opened = read_back()
    missing = [box for marker, box in written.items() if marker not in opened]
    assert set(missing) - NOT_READ_BACK == {"half a file"}
    leaks = {table: found_in(rows, written) for table, rows in every_row().items()}
    assert {table: boxes for table, boxes in leaks.items() if boxes} == {}


@pytest.mark.slow
def test_rule_26_no_file_of_the_office_and_no_log_holds_a_confidential_text(tmp_path):
    home = tmp_path / "home"
    environment = own_office.environment(home) | {"LOG_LEVEL": "DEBUG"}
    command = [sys.executable, "-m", "tests.house.marked_office"]
    done = subprocess.run(command, cwd=own_office.ROOT, env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    written = json.loads(done.stdout.decode().splitlines()[-1])

    assert b"Traceback" in done.stderr
    names = {path.name for path in home.rglob("*")}
    assert {"payvand.sqlite3", "payvand.sqlite3-wal"} <= names
    files = [path for path in home.rglob("*") if path.is_file()]
    leaks = {str(path.relative_to(home)): found_in(path.read_bytes(), written) for path in files}
    leaks |= {"a name": found_in(" ".join(map(str, files)).encode(), written)}
    leaks |= {"the log": found_in(done.stderr, written)}
    assert {place: boxes for place, boxes in leaks.items() if boxes} == {}
