"""The two index tables in the database's own words: small, ordered, quick to fill.

SQLite keeps them as one tree each (WITHOUT ROWID); PostgreSQL keeps the keys as rows and one index.
During a rebuild each has a twin whose name ends in `_next`; writers fill both.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

KEYS = "families_namekey"
WORDS = "families_nameword"
NEXT = "_next"

_SQLITE = {
    KEYS: "key INTEGER NOT NULL, year INTEGER NOT NULL, name INTEGER NOT NULL, "
    "PRIMARY KEY (key, year, name)",
    WORDS: "skeleton TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (skeleton, word)",
}
_POSTGRESQL = {
    KEYS: "key bigint NOT NULL, name integer NOT NULL, year smallint NOT NULL",
    WORDS: 'skeleton text COLLATE "C" NOT NULL, word text COLLATE "C" NOT NULL',
}
_LAST = "\U0010ffff"  # behind every letter
_ORDER = {KEYS: "key, year, name", WORDS: "skeleton, word"}


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def make(cursor, table: str, suffix: str = "") -> None:
    if is_postgresql():
        cursor.execute(f"CREATE TABLE {table}{suffix} ({_POSTGRESQL[table]})")
    else:
        cursor.execute(f"CREATE TABLE {table}{suffix} ({_SQLITE[table]}) WITHOUT ROWID")


def arrange(cursor, table: str, suffix: str = "") -> None:
    """The index, after the rows (PostgreSQL; SQLite's table is its own index)."""
    if is_postgresql():
        unique = "UNIQUE" if table == WORDS else ""
        cursor.execute(
            f"CREATE {unique} INDEX {table}_found{suffix} ON {table}{suffix} ({_ORDER[table]})"
        )


def drop(cursor, table: str, suffix: str = "") -> None:
    cursor.execute(f"DROP TABLE IF EXISTS {table}{suffix}")


def take_over(cursor, table: str) -> None:
    """The twin takes the table's place."""
    drop(cursor, table)
    cursor.execute(f"ALTER TABLE {table}{NEXT} RENAME TO {table}")
    if is_postgresql():
        cursor.execute(f"ALTER INDEX {table}_found{NEXT} RENAME TO {table}_found")


def twin_exists(cursor) -> bool:
    if is_postgresql():
        cursor.execute("SELECT to_regclass(%s)", [KEYS + NEXT])
    else:
        cursor.execute("SELECT max(name) FROM sqlite_master WHERE name = %s", [KEYS + NEXT])
    return cursor.fetchone()[0] is not None


def add_keys(cursor, rows: Sequence[tuple[int, int, int]], suffix: str = "") -> None:
    """Rows of (key, year, name); one that is there already may be given again."""
    if is_postgresql():
        with cursor.copy(f"COPY {KEYS}{suffix} (key, year, name) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        statement = f"INSERT OR IGNORE INTO {KEYS}{suffix} (key, year, name) VALUES (%s, %s, %s)"
        cursor.executemany(statement, rows)


def add_words(cursor, rows: Sequence[tuple[str, str]], suffix: str = "") -> None:
    """Rows of (skeleton, word); one that is there already may be given again."""
    cursor.executemany(
        f"INSERT INTO {WORDS}{suffix} (skeleton, word) VALUES (%s, %s) ON CONFLICT DO NOTHING", rows
    )


def add_many_words(cursor, rows: Sequence[tuple[str, str]], suffix: str = "") -> None:
    """The same for tens of thousands at once, in a transaction."""
    if not is_postgresql():
        add_words(cursor, rows, suffix)
        return
    cursor.execute(f"CREATE TEMPORARY TABLE told (LIKE {WORDS}) ON COMMIT DROP")
    with cursor.copy("COPY told (skeleton, word) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(
        f"INSERT INTO {WORDS}{suffix} (skeleton, word) SELECT skeleton, word FROM told "
        "ON CONFLICT DO NOTHING"
    )


def remove_keys(cursor, pairs: Iterable[tuple[int, int]], suffix: str = "") -> None:
    """Rows of (key, name), whatever the year they were stored with."""
    cursor.executemany(f"DELETE FROM {KEYS}{suffix} WHERE key = %s AND name = %s", list(pairs))


def words_under(cursor, skeletons: Sequence[str], most: int) -> list[tuple[str, str]]:
    """(skeleton, word) of every word stored under one of the skeletons."""
    cursor.execute(
        f"SELECT skeleton, word FROM {WORDS} WHERE skeleton IN ({_marks(skeletons)}) LIMIT %s",
        [*skeletons, most],
    )
    return cursor.fetchall()


def words_begun(cursor, beginning: str, word: str, most: int) -> list[str]:
    """Words that begin so, found in their order under the mark of their first letters."""
    cursor.execute(
        f"SELECT word FROM {WORDS} WHERE skeleton >= %s AND skeleton < %s AND word >= %s "
        "AND word < %s LIMIT %s",
        [beginning, beginning + _LAST, word, word + _LAST, most],
    )
    return [found for (found,) in cursor.fetchall()]


def names_under(
    cursor, keys: Sequence[int], years: Sequence[int], each: int
) -> list[tuple[int, int]]:
    """(key, name) for the keys, of the years given (none: of all), at most about `each` a key."""
    when = f" AND year IN ({_marks(years)})" if years else ""
    most = each * 10
    cursor.execute(
        f"SELECT key, name FROM {KEYS} WHERE key IN ({_marks(keys)}){when} LIMIT %s",
        [*keys, *years, most],
    )
    rows = cursor.fetchall()
    return rows if len(rows) < most else _of_each(cursor, keys, years, each)


def rows_under(cursor, keys: Sequence[int], most: int) -> list[tuple[int, int, int]]:
    """(key, year, name) for the keys, at most so many in all."""
    cursor.execute(
        f"SELECT key, year, name FROM {KEYS} WHERE key IN ({_marks(keys)}) LIMIT %s",
        [*keys, most],
    )
    return cursor.fetchall()


def _of_each(cursor, keys, years, each) -> list[tuple[int, int]]:
    """Key by key, so that one very common pair does not crowd out the others.

    Without a year, half are taken from the middle of the years: rows come in their order, and the
    oldest would always be in front.
    """
    rows = []
    for key in keys:
        for when, given in _slices(years, key):
            cursor.execute(
                f"SELECT key, name FROM {KEYS} WHERE key = %s AND {when} LIMIT %s",
                [key, *given, each if years else each // 2],
            )
            rows += cursor.fetchall()
    return rows


def _slices(years, key) -> list[tuple[str, list[int]]]:
    if years:
        return [(f"year IN ({_marks(years)})", list(years))]
    middle = 1935 + key % 60
    return [("year >= %s", [middle]), ("year < %s", [middle])]


def _marks(values: Sequence) -> str:
    return ", ".join(["%s"] * len(values))
