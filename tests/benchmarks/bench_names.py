"""Finding people among many by however their names are written, beside what others would use.

`python3 run.py bench names --size 1000000` prints the figures as JSON; `--pairs FILE` asks for real
pairs (columns same, name_a, name_b) instead of invented ones. PostgreSQL is measured where
DATABASE_URL names one: in a database of its own, which is removed again.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
OWN = "payvand_bench_names"
WHEN_NOT_TOLD = 20_000


@pytest.fixture
def size(request):
    return request.config.getoption("--size") or WHEN_NOT_TOLD


@pytest.fixture
def pairs(request):
    return request.config.getoption("--pairs")


def test_people_are_found_however_their_names_are_written(size, pairs, tmp_path):
    told = {"size": size, "sqlite": None, "postgresql": None, "peers": {}}
    _measure(told, "sqlite", size, pairs, tmp_path, f"sqlite:///{tmp_path / 'names.sqlite3'}")
    server = os.environ.get("DATABASE_URL", "")
    if server.startswith("postgres"):
        with _own_database(server) as url:
            _measure(told, "postgresql", size, pairs, tmp_path, url)
    print("\n" + json.dumps(told))

    assert told["sqlite"]["recall_at_10"]["exact"] >= 0.99
    others = [peer["recall_at_10"]["cross_script"] for peer in told["peers"].values()]
    assert told["sqlite"]["recall_at_10"]["cross_script"] > max(others)


def _measure(told, name, size, pairs, home, url) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.names.measure", "--size", str(size)]
    command += ["--pairs", str(Path(pairs).resolve())] if pairs else []
    environment = os.environ | {
        "PAYVAND_HOME": str(home),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "deploy.settings",
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    told[name] = answer["ours"]
    told["peers"] |= answer["peers"]


@contextmanager
def _own_database(server: str):
    """A new, empty database beside the one that the address names."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(OWN)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(OWN)))
        try:
            yield server.rpartition("/")[0] + "/" + OWN
        finally:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(OWN)))
