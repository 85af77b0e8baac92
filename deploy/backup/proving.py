"""What a restored office says of itself, beside the manifest of its backup."""

from casework import anchors, vault
from casework.models import StoredFile
from deploy.backup import database
from families import rotation

SHOWN = 5


def problems(manifest: dict) -> list[str]:
    """One sentence for each thing that is not as it was; an empty list is good."""
    found = database.told_of_this()
    wrong = [
        f"{table}: {found['tables'].get(table)} lines instead of {count}"
        for table, count in manifest["tables"].items()
        if found["tables"].get(table) != count
    ]
    if found["heads"] != manifest["heads"]:
        wrong.append("The heads of the trail are others")
    return [*wrong, *anchors.verify_all(), *rotation.look(values=False).problems, *_files()][:SHOWN]


def _files() -> list[str]:
    """Every stored file is there and opens with its key, to its last byte."""
    return [
        f"The stored file {stored.pk} does not open"
        for stored in StoredFile.objects.order_by("pk").iterator()
        if not _opens(stored)
    ]


def _opens(stored: StoredFile) -> bool:
    try:
        return sum(map(len, vault.read(stored))) == stored.size
    except vault.MissingFile:
        return False
