"""One click, one effect: 500 rows × 16 processes, on the embedded database and on PostgreSQL."""

import json
import os
import subprocess
import sys

import psycopg
import pytest
from psycopg import sql

from tests.benchmarks import own_office

ROWS = 500
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
OWN = "payvand_race"


def measure(home, count: int, **services) -> dict:
    command = [sys.executable, "-m", "tests.benchmarks.racing", "office", str(count)]
    home.mkdir()
    environment = own_office.environment(home) | services
    raced = subprocess.run(command, cwd=own_office.ROOT, env=environment, stdout=subprocess.PIPE)
    assert raced.returncode == 0
    return json.loads(raced.stdout.splitlines()[-1])


@pytest.fixture
def server():
    """A database of its own on the PostgreSQL that DATABASE_URL names, or one on this machine;
    nothing where none answers."""
    named = os.environ.get("DATABASE_URL", SERVER)
    url = named if named.startswith("postgres") else SERVER
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield None
        return
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(OWN))
    with connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(OWN)))
        yield f"{url.rpartition('/')[0]}/{OWN}"
        connection.execute(drop)


def test_one_click_has_one_effect(tmp_path, server, request):
    count = request.config.getoption("--size") or ROWS
    told = {"sqlite": measure(tmp_path / "sqlite", count)}
    if server:
        told["postgresql"] = measure(tmp_path / "postgresql", count, DATABASE_URL=server)

    print(f"\n{json.dumps(told)}")
    assert {(one["effects"], one["errors"]) for one in told.values()} == {(count, 0)}
