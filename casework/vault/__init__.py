"""The encrypted, content-addressed file store, and the checks that every upload passes."""

from .store import (
    MissingFile,
    discard,
    discard_unused,
    is_full,
    open_plain,
    put,
    put_bytes,
    read,
    require,
    upload_path,
    work_file,
)

__all__ = [
    "MissingFile",
    "discard",
    "discard_unused",
    "is_full",
    "open_plain",
    "put",
    "put_bytes",
    "read",
    "require",
    "upload_path",
    "work_file",
]
