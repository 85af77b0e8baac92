"""The documents that a register names: found among the files of a folder, examined, put away.

A name in a register is typed by hand: case, digits, letter variants and spaces do not matter, and
the ending may be missing. Folders inside the folder are looked through; links are not followed.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from casework import vault
from casework.imports.rows import RowPlan, paper_key
from casework.imports.sheets import Reason
from casework.imports.words import fold
from casework.vault import checks

MISSING, REFUSED, TAKEN = "missing", "refused", "taken"
_MOST_FILES = 200_000

_KINDS = {
    "photo": ("photo", "foto", "fotografi", "portrait", "picture", "عکس", "تصویر", "صورة"),
    "birth": ("birth", "lindje", "lindjes", "certifikate", "شناسنامه", "تولد", "ولادة", "ميلاد"),
    "identity": ("id", "identity", "passport", "pasaporte", "leternjoftim", "هویت", "کارت",
                 "گذرنامه", "پاسپورت", "هوية", "جواز"),
    "authorisation": ("authorisation", "authorization", "autorizim", "وکالت", "وکالتنامه", "توكيل"),
    "form": ("form", "formular", "فرم", "استمارة"),
    "letter": ("letter", "leter", "نامه", "رسالة"),
}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """What became of one named document. `file` is the id of the stored file, "" if not stored."""

    name: str
    outcome: str
    code: str = ""
    detail: dict = field(default_factory=dict)
    mime: str = ""
    pages: int = 1
    file: str = ""
    size: int = 0

    @property
    def reason(self) -> Reason | None:
        """What the row that names it should say; None if all is in order."""
        if self.outcome == TAKEN:
            told = {"name": self.name, "paper": self.code, **self.detail}
            return Reason("paper_noted", told) if self.code else None
        if self.outcome == MISSING:
            code = "paper_ambiguous" if self.code == "ambiguous" else "paper_missing"
            return Reason(code, {"name": self.name})
        return Reason("paper_refused", {"name": self.name, "paper": self.code, **self.detail})

    def as_json(self) -> dict:
        return asdict(self)


class Folder:
    """The files under one folder, found by a name as typed."""

    def __init__(self, folder: Path | None):
        self._by_key: dict[str, list[Path]] = {}
        self._by_stem: dict[str, list[Path]] = {}
        for path in _files(folder):
            self._by_key.setdefault(paper_key(path.name), []).append(path)
            self._by_stem.setdefault(paper_key(path.stem), []).append(path)

    def find(self, name: str) -> list[Path]:
        """The files a name can mean: none, one, or several that only differ in their place."""
        return self._by_key.get(paper_key(name)) or self._by_stem.get(paper_key(name), [])


def _files(folder: Path | None) -> Iterable[Path]:
    if folder is None:
        return []
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return [path for path, _ in zip(found, range(_MOST_FILES), strict=False)]


def named_papers(planned: Iterable[RowPlan]) -> dict[str, str]:
    """Every document named by a row that counts: key -> name as given."""
    names: dict[str, str] = {}
    for row in planned:
        if row.is_imported:
            for name in row.values.documents:
                names.setdefault(paper_key(name), name)
    return names


def names_in(folder: Path | None) -> dict[str, str]:
    """Every document of a folder: key -> its name. For a register that is not read yet."""
    return {paper_key(path.name): path.name for path in _files(folder)}


def named_among(held: dict[str, Paper], named: dict[str, str]) -> dict[str, Paper]:
    """What the named documents are among those examined before the register was read: a register
    may leave their endings out. One that is not there is missing."""
    by_stem = {paper_key(Path(paper.name).stem): paper for paper in held.values()}
    return {
        key: held.get(key) or replace(by_stem.get(key, Paper(name, MISSING)), name=name)
        for key, name in named.items()
    }


def examine_papers(
    names: dict[str, str],
    folder: Path | None,
    *,
    store: bool,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, Paper]:
    """Find and examine every named document; with `store`, what passes goes into the vault.

    No document stops the others, whatever it holds: each gets its outcome.
    """
    shelf, papers = Folder(folder), {}
    with checks.Examiner() as examiner:
        for done, (key, name) in enumerate(names.items(), start=1):
            papers[key] = _examine(examiner, name, shelf.find(name), store)
            progress(done, len(names))
    return papers


def _examine(examiner: checks.Examiner, name: str, found: list[Path], store: bool) -> Paper:
    if not found:
        return Paper(name, MISSING)
    if len(found) > 1 and len({path.read_bytes() for path in found}) > 1:
        return Paper(name, MISSING, "ambiguous")
    path = found[0]
    try:
        verdict = examiner.examine(path, original_name=path.name)
        if verdict.refused:
            return Paper(name, REFUSED, verdict.code, verdict.detail)
        stored = str(vault.put(path, mime=verdict.mime).pk) if store else ""
    except OSError:
        return Paper(name, REFUSED, "unreadable")
    code = "" if verdict.code == "ok" else verdict.code
    size = path.stat().st_size
    return Paper(name, TAKEN, code, verdict.detail, verdict.mime, verdict.pages, stored, size)


def kind_of(name: str) -> str:
    """The kind of document a file name speaks of, or "other"."""
    words = set(fold(name.rsplit(".", 1)[0]))
    for kind, known in _KINDS.items():
        if words & {folded for word in known for folded in fold(word)}:
            return kind
    return "other"
