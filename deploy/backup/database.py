"""A copy of the database as it stood in one moment, while the office works; and what it counts."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection, transaction

from deploy.trouble import Trouble

FILE, DUMP = "payvand.sqlite3", "database.dump"
HEADS = "SELECT name, sequence, seal FROM casework_chain ORDER BY name"
Ask = Callable[[str], list[tuple]]


def copy_into(folder: Path) -> dict:
    """Writes the copy; gives its name, how many lines each table has in it, and the heads."""
    return _sqlite(folder) if connection.vendor == "sqlite" else _postgresql(folder)


def _sqlite(folder: Path) -> dict:
    place = folder / FILE
    live = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(live)) as source, closing(sqlite3.connect(place)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        ask = _asker(target)
        names = [n for (n,) in ask("SELECT name FROM sqlite_master WHERE type='table'")]
        return told(FILE, [n for n in names if not n.startswith("sqlite_")], ask)


def _asker(line: sqlite3.Connection) -> Ask:
    return lambda question: line.execute(question).fetchall()


def _postgresql(folder: Path) -> dict:
    """The counts and the dump look at the same moment: one snapshot for both."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

        def ask(question: str) -> list[tuple]:
            cursor.execute(question)
            return cursor.fetchall()

        ((snapshot,),) = ask("SELECT pg_export_snapshot()")
        found = told(DUMP, connection.introspection.table_names(cursor), ask)
        options = ["--format=custom", f"--snapshot={snapshot}", "--no-owner", "--no-acl"]
        _run("pg_dump", *options, f"--file={folder / DUMP}", name=_name())
    return found


def told(name: str, tables: list[str], ask: Ask) -> dict:
    """What must be found again after a restore."""
    counts = {table: ask(f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in sorted(tables)}
    heads = hashlib.sha256()
    for row in ask(HEADS):
        heads.update("\0".join(map(str, row)).encode() + b"\n")
    return {"database": name, "tables": counts, "heads": heads.hexdigest()}


def told_of_this() -> dict:
    """The same of the database that this process works with."""
    with connection.cursor() as cursor:

        def ask(question: str) -> list[tuple]:
            cursor.execute(question)
            return cursor.fetchall()

        name = FILE if connection.vendor == "sqlite" else DUMP
        return told(name, connection.introspection.table_names(cursor), ask)


@contextmanager
def restored(folder: Path) -> Iterator[dict[str, str]]:
    """The settings under which the copy in a folder is an office's database; a PostgreSQL dump is
    read into a database of its own, which is dropped when the block ends."""
    if (folder / FILE).exists():
        yield {"DATABASE_URL": "", "DATABASE_URL_FILE": ""}
        return
    name = f"payvand_verify_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        _run("pg_restore", "--no-owner", "--no-acl", "--exit-on-error", f"--dbname={name}",
             str(folder / DUMP), name="")  # fmt: skip
        yield {"DATABASE_URL": _url(name), "DATABASE_URL_FILE": ""}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _url(name: str) -> str:
    told = connection.settings_dict
    user, password = quote(told["USER"] or "", safe=""), quote(told["PASSWORD"] or "", safe="")
    who = f"{user}:{password}@" if password else f"{user}@" if user else ""
    return f"postgres://{who}{told['HOST'] or 'localhost'}:{told['PORT'] or 5432}/{name}"


def _run(program: str, *options: str, name: str) -> None:
    """One of PostgreSQL's own programs; the password goes by the environment alone."""
    if not shutil.which(program):
        raise Trouble(f"{program} is missing (Debian: postgresql-client)")
    told = connection.settings_dict
    given = {"PGHOST": told["HOST"], "PGPORT": str(told["PORT"] or ""), "PGUSER": told["USER"],
             "PGPASSWORD": told["PASSWORD"], "PGDATABASE": name}  # fmt: skip
    environment = os.environ | {key: value for key, value in given.items() if value}
    done = subprocess.run(
        [program, *options], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"{program} failed: {done.stderr.strip().splitlines()[-1:] or ''}")
