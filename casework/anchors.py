"""Anchors of the trail: where each chain stood, day by day, in files outside the database.

Whoever can write to the database can cut the end of a chain off and set its head back; the chain
alone then looks whole. An anchor remembers. Each file holds the chains that grew since the file
before it, is keyed (HMAC-SHA256) and names its forerunner, so that neither a line nor a file can be
changed or taken away unnoticed. Copy the folder to another machine now and then.
"""

import datetime
import hashlib
import hmac
import json
import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from casework import audit
from casework.models import Chain, Entry
from families import sealing

PATTERN = "audit-*.json"


def keep_today() -> Path | None:
    """Writes today's anchor, once; None when it stands already."""
    path = Path(settings.ANCHORS_DIR) / f"audit-{timezone.now():%Y-%m-%d}.json"
    if path.exists():
        return None
    known, _problems, last = _read_all()
    grown = {
        name: [sequence, seal]
        for name, sequence, seal in Chain.objects.values_list("name", "sequence", "seal")
        if known.get(name, [None])[-1] != (sequence, seal)
    }
    content = {"previous": last, "chains": grown}
    draft = path.with_suffix(".part")
    with open(draft, "w", encoding="ascii") as file:
        json.dump(content | {"key": _key_of(content)}, file, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    return path


def last_day() -> datetime.date | None:
    """The day of the newest anchor; None while there is none."""
    names = sorted(path.stem for path in Path(settings.ANCHORS_DIR).glob(PATTERN))
    return datetime.date.fromisoformat(names[-1].removeprefix("audit-")) if names else None


def verify_all() -> list[str]:
    """What is wrong with the trail and its anchors, one sentence each; an empty list is good."""
    known, problems, _last = _read_all()
    names = set(Chain.objects.values_list("name", flat=True))
    names |= set(Entry.objects.values_list("chain", flat=True).distinct()) | known.keys()
    for name in sorted(names):
        problems += audit.verify(name) or _against(name, known.get(name, []))
    return problems


def _against(name: str, anchored: list[tuple[int, str]]) -> list[str]:
    """Whether the chain still holds every line that was ever anchored: one that was cut and grew
    again past the place was anchored anew since, but not with the same seal."""
    places = [sequence for sequence, _seal in anchored]
    rows = Entry.objects.filter(chain=name, sequence__in=places)
    held = dict(rows.values_list("sequence", "seal"))
    for sequence, seal in anchored:
        if sequence and held.get(sequence) != seal:
            return [f"{name}: line {sequence} was there when the trail was anchored and is not now"]
    return []


def _read_all() -> tuple[dict[str, list[tuple[int, str]]], list[str], str]:
    """Where each chain was anchored, day by day; what is wrong with the files; the last one's
    key."""
    known: dict[str, list[tuple[int, str]]] = {}
    problems, last = [], ""
    for path in sorted(Path(settings.ANCHORS_DIR).glob(PATTERN)):
        try:
            content = json.loads(path.read_text(encoding="ascii"))
            key = content.pop("key")
            if not hmac.compare_digest(key, _key_of(content)):
                raise ValueError("key")
        except (ValueError, KeyError, AttributeError, TypeError):
            problems.append(f"{path.name}: this anchor was changed")
            continue
        if content["previous"] != last:
            problems.append(f"{path.name}: the anchor before it is missing")
        last = key
        for name, (sequence, seal) in content["chains"].items():
            known.setdefault(name, []).append((sequence, seal))
    return known, problems, last


def _key_of(content: dict) -> str:
    message = json.dumps(content, sort_keys=True).encode()
    return hmac.new(sealing.derived_key("anchor"), message, hashlib.sha256).hexdigest()
