"""What the database itself refuses, whatever the program does: a numbered file never changes.

Triggers, set anew after every migrate (SQLite drops them when a table is rebuilt).
"""

from django.db import connections

FROZEN = "an edition that was numbered never changes"

SQLITE = (
    "DROP TRIGGER IF EXISTS edition_never_changes",
    f"""CREATE TRIGGER edition_never_changes
    BEFORE UPDATE OF letter_id, edition, pdf_id, pdf_sha256 ON correspondence_edition
    WHEN OLD.letter_id IS NOT NEW.letter_id OR OLD.edition IS NOT NEW.edition
      OR OLD.pdf_id IS NOT NEW.pdf_id OR OLD.pdf_sha256 IS NOT NEW.pdf_sha256
    BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END""",
)
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION edition_never_changes() RETURNS trigger AS $$
    BEGIN
      RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'integrity_constraint_violation';
    END $$ LANGUAGE plpgsql""",
    "DROP TRIGGER IF EXISTS edition_never_changes ON correspondence_edition",
    """CREATE TRIGGER edition_never_changes BEFORE UPDATE ON correspondence_edition
    FOR EACH ROW WHEN (
      (OLD.letter_id, OLD.edition, OLD.pdf_id, OLD.pdf_sha256)
      IS DISTINCT FROM (NEW.letter_id, NEW.edition, NEW.pdf_id, NEW.pdf_sha256)
    ) EXECUTE FUNCTION edition_never_changes()""",
)
BY_VENDOR = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def set_guards(using: str = "default", **kwargs) -> None:
    """Receiver of post_migrate."""
    connection = connections[using]
    if "correspondence_edition" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in BY_VENDOR.get(connection.vendor, ()):
            cursor.execute(statement)
