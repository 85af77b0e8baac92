"""One database, measured: fills it with invented people, builds the index, asks, prints JSON.

Run by bench_names.py in a process of its own, with a home and a DATABASE_URL of its own.
"""

import argparse
import csv
import json
import statistics
import sys
import time
from itertools import islice

import django

QUERIES = 300
PEER_QUERIES = 60
SEED = 20_261_122


def main() -> None:
    asked = _arguments()
    django.setup()
    from deploy.wsgi import settle
    from tests.benchmarks.names import peers
    from tests.benchmarks.names.database import fill, mebibytes, prepare

    prepare()
    questions = _questions(asked.pairs)
    numbers = fill(asked.size, SEED, [q for listed in questions.values() for q in listed])
    started = time.perf_counter()
    rebuild_index()
    built = time.perf_counter() - started
    settle()  # as the web server does before its first visitor
    told = {name: ask_all(listed, numbers, year=False) for name, listed in questions.items()}
    with_year = ask_all(questions["cross_script"], numbers, year=True)
    times = [spent for _, listed in told.values() for spent in listed] + with_year[1]
    recall = {name: round(share, 4) for name, (share, _) in told.items()}
    recall["name_only"] = recall["cross_script"]
    recall["cross_script_year"] = round(with_year[0], 4)
    ours = {
        "recall_at_10": recall,
        "p50_ms": round(statistics.median(times) * 1000, 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1] * 1000, 1),
        "keys_mb": mebibytes(),
        "build_s": round(built, 1),
    }
    few = {name: listed[:PEER_QUERIES] for name, listed in questions.items()}
    json.dump({"ours": ours, "peers": peers.measure(few, numbers)}, sys.stdout)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--pairs", help="CSV with same, name_a, name_b, birth_a: real pairs to ask")
    return parser.parse_args()


def rebuild_index() -> None:
    from families import matching

    matching.rebuild()


def _questions(pairs: str | None) -> dict[str, list]:
    """What is asked: planted people in another script, in another spelling, and as they are."""
    from tests.benchmarks.names.register import planted

    if pairs:
        return _told_pairs(pairs)
    return {
        "cross_script": planted(QUERIES, SEED + 1, "cross_script"),
        "latin": planted(QUERIES, SEED + 2, "latin"),
        "exact": planted(QUERIES, SEED + 3, "exact"),
    }


def _told_pairs(path: str) -> dict[str, list]:
    """Pairs that somebody brings: the first name stands in the register, the second is asked."""
    from families.names import script_of
    from tests.benchmarks.names.register import Planted, Row

    made: dict[str, list] = {"cross_script": [], "latin": [], "exact": []}
    with open(path, encoding="utf-8-sig", newline="") as file:
        same = [r for r in csv.DictReader(file) if r["same"] == "1" and r.get("suspect") != "1"]
    for at, row in enumerate(same):
        across = script_of(row["name_a"]) != script_of(row["name_b"])
        kind = "cross_script" if across else "latin"
        stands = Row(row["name_a"], "", 1920 + at % 80, False)
        made[kind].append(Planted(stands, row["name_b"]))
        made["exact"].append(Planted(stands, row["name_a"]))
    return {kind: list(islice(listed, QUERIES * 2)) for kind, listed in made.items()}


def ask_all(listed: list, numbers: dict, *, year: bool) -> tuple[float, list[float]]:
    """The share of questions whose person is among the first ten, and the seconds each took."""
    from families import matching
    from families.names.evidence import Told
    from tests.benchmarks.names.database import born

    found, times = 0, []
    for question in listed:
        birth = born(question.row.year) if year else None
        started = time.perf_counter()
        answer = matching.find(Told(question.asked, birth=birth))
        times.append(time.perf_counter() - started)
        meant = namesakes(question.row, numbers, year=year)
        found += any(match.name in meant for match in answer)
    return found / len(listed), times


def namesakes(row, numbers: dict, *, year: bool = False) -> set[int]:
    """The numbers that answer a question: of that name, and born in that year where it was told."""
    born_in = numbers[row.name]
    return {number for number, when in born_in.items() if not year or when == row.year}


if __name__ == "__main__":
    main()
