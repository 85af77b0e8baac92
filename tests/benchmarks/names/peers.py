"""What others would use for the same search, over the same rows and questions.

FTS5 with trigrams (SQLite), pg_trgm (PostgreSQL) and rapidfuzz over all rows, each asked for ten.
"""

import statistics
import time
from collections.abc import Callable

from django.db import connection
from rapidfuzz import fuzz, process

from families.matching import tables
from families.models import PersonName
from families.names import normalise

Ask = Callable[[str], list[int]]


def measure(questions: dict[str, list], numbers: dict) -> dict[str, dict]:
    """Recall at 10 by kind of question, and the times, for each peer of this database."""
    database = {"pg_trgm": _pg_trgm} if tables.is_postgresql() else {"fts5_trigram": _fts5}
    return {
        name: _ask_all(make(), questions, numbers)
        for name, make in {**database, "rapidfuzz": _rapidfuzz}.items()
    }


def _ask_all(ask: Ask, questions: dict[str, list], numbers: dict) -> dict:
    recall, times = {}, []
    for kind, listed in questions.items():
        found = 0
        for question in listed:
            started = time.perf_counter()
            answer = ask(normalise(question.asked))
            times.append(time.perf_counter() - started)
            found += not numbers[question.row.name].keys().isdisjoint(answer)
        recall[kind] = round(found / max(1, len(listed)), 4)
    return {
        "recall_at_10": recall,
        "p50_ms": round(statistics.median(times) * 1000, 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1] * 1000, 1),
    }


def _fts5() -> Ask:
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE peer USING fts5(name, tokenize = 'trigram')")
        cursor.execute(
            "INSERT INTO peer (rowid, name) SELECT id, normalised FROM families_personname"
        )

    def ask(text: str) -> list[int]:
        pieces = {text[at : at + 3] for at in range(len(text) - 2)} or {text}
        wanted = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM peer WHERE peer MATCH %s ORDER BY rank LIMIT 10", [wanted]
            )
            return [number for (number,) in cursor.fetchall()]

    return ask


def _pg_trgm() -> Ask:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(
            "CREATE INDEX peer ON families_personname USING gist (normalised gist_trgm_ops)"
        )

    def ask(text: str) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM families_personname ORDER BY normalised <-> %s LIMIT 10", [text]
            )
            return [number for (number,) in cursor.fetchall()]

    return ask


def _rapidfuzz() -> Ask:
    rows = dict(PersonName.objects.values_list("pk", "normalised"))

    def ask(text: str) -> list[int]:
        best = process.extract(text, rows, scorer=fuzz.token_sort_ratio, limit=10)
        return [number for _, _, number in best]

    return ask
