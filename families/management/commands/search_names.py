"""Answers searches for names, one on a line, so that anybody can measure how well they are found.

It looks at every person, whoever may see them: for those who run the machine, never for a screen.
"""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand

from families import matching


class Command(BaseCommand):
    help = (
        "Search names: reads one query per line from standard input («کریمی ۱۳۴۴ پدر حسن», Karimi "
        "1965 father Hassan) and prints the best matches, with --json one JSON object per line."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON object per query")
        parser.add_argument("--limit", type=int, default=10, help="matches per query")

    def handle(self, **options):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
        for line in sys.stdin:
            query = line.strip()
            found = matching.find(matching.ask(query), limit=options["limit"])
            answer = _as_json(query, found) if options["json"] else _as_text(query, found)
            self.stdout.write(answer)


def _as_json(query: str, found: list[matching.Match]) -> str:
    matches = [
        {
            "person": str(match.person),
            "name": match.written,
            "score": match.verdict.score,
            "level": match.verdict.level,
            "parts": [asdict(fit) for fit in match.verdict.fits],
            "beside": dict(match.verdict.beside),
        }
        for match in found
    ]
    return json.dumps({"query": query, "matches": matches}, ensure_ascii=False)


def _as_text(query: str, found: list[matching.Match]) -> str:
    listed = [f"  {m.verdict.score:.2f} {m.verdict.level:8} {m.written}" for m in found]
    return "\n".join([query, *listed])
