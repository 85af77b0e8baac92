"""What the database itself refuses, whatever the program does: a numbered file never changes,
whoever wrote a letter does not approve it, a version of an office's text neither changes nor goes.

Triggers, lifted before every migrate and set anew after it: SQLite drops them when a table is
rebuilt, and rebuilds none that a trigger of another table names.
"""

from django.db import connections

FROZEN = "an edition that was numbered never changes"
AUTHOR = "whoever wrote a letter does not approve it"
# Where the signature is the approval, whoever signed on paper may have written it too.
BY_AUTHOR = """NEW.approver_id = NEW.author_id AND NOT (
      NEW.signatory_id = NEW.approver_id AND NEW.signed_on IS NOT NULL AND EXISTS (
        SELECT 1 FROM casework_office o WHERE o.id = NEW.office_id AND o.signing = 'signature'))"""

SQLITE = (
    "DROP TRIGGER IF EXISTS edition_never_changes",
    f"""CREATE TRIGGER edition_never_changes
    BEFORE UPDATE OF letter_id, edition, pdf_id, pdf_sha256 ON correspondence_edition
    WHEN OLD.letter_id IS NOT NEW.letter_id OR OLD.edition IS NOT NEW.edition
      OR OLD.pdf_id IS NOT NEW.pdf_id OR OLD.pdf_sha256 IS NOT NEW.pdf_sha256
    BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END""",
    "DROP TRIGGER IF EXISTS letter_approved_by_another",
    f"""CREATE TRIGGER letter_approved_by_another
    BEFORE UPDATE OF author_id, approver_id ON correspondence_letter
    WHEN (OLD.author_id IS NOT NEW.author_id OR OLD.approver_id IS NOT NEW.approver_id)
      AND {BY_AUTHOR}
    BEGIN SELECT RAISE(ABORT, '{AUTHOR}'); END""",
    "DROP TRIGGER IF EXISTS letter_born_approved",
    f"""CREATE TRIGGER letter_born_approved BEFORE INSERT ON correspondence_letter
    WHEN {BY_AUTHOR}
    BEGIN SELECT RAISE(ABORT, '{AUTHOR}'); END""",
)
REFUSE = "USING ERRCODE = 'integrity_constraint_violation'"
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION edition_never_changes() RETURNS trigger AS $$
    BEGIN
      RAISE EXCEPTION '{FROZEN}' {REFUSE};
    END $$ LANGUAGE plpgsql""",
    "DROP TRIGGER IF EXISTS edition_never_changes ON correspondence_edition",
    """CREATE TRIGGER edition_never_changes BEFORE UPDATE ON correspondence_edition
    FOR EACH ROW WHEN (
      (OLD.letter_id, OLD.edition, OLD.pdf_id, OLD.pdf_sha256)
      IS DISTINCT FROM (NEW.letter_id, NEW.edition, NEW.pdf_id, NEW.pdf_sha256)
    ) EXECUTE FUNCTION edition_never_changes()""",
    f"""CREATE OR REPLACE FUNCTION letter_approved_by_another() RETURNS trigger AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND (OLD.author_id, OLD.approver_id)
        IS NOT DISTINCT FROM (NEW.author_id, NEW.approver_id) THEN RETURN NEW; END IF;
      IF {BY_AUTHOR} THEN RAISE EXCEPTION '{AUTHOR}' {REFUSE}; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql""",
    "DROP TRIGGER IF EXISTS letter_approved_by_another ON correspondence_letter",
    """CREATE TRIGGER letter_approved_by_another BEFORE INSERT OR UPDATE ON correspondence_letter
    FOR EACH ROW EXECUTE FUNCTION letter_approved_by_another()""",
)

KEPT = "a version of a text and what was decided on it are kept as they are"
KEPT_TABLES = ("correspondence_lettertemplate", "correspondence_templatedecision")
KEPT_SQLITE = tuple(
    statement
    for table in KEPT_TABLES
    for step in ("update", "delete")
    for statement in (
        f"DROP TRIGGER IF EXISTS {table}_no_{step}",
        f"CREATE TRIGGER {table}_no_{step} BEFORE {step} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
    )
)
KEPT_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION texts_are_kept() RETURNS trigger AS $$
    BEGIN
      RAISE EXCEPTION '{KEPT}' {REFUSE};
    END $$ LANGUAGE plpgsql""",
    *(
        statement
        for table in KEPT_TABLES
        for statement in (
            f"DROP TRIGGER IF EXISTS {table}_kept ON {table}",
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION texts_are_kept()",
        )
    ),
)
BY_VENDOR = {
    "sqlite": (*SQLITE, *KEPT_SQLITE),
    "postgresql": (*POSTGRESQL, *KEPT_POSTGRESQL),
}


def lift_guards(using: str = "default", **kwargs) -> None:
    """Receiver of pre_migrate. PostgreSQL's stay: they name no column that goes unnoticed."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in BY_VENDOR["sqlite"][::2]:
                cursor.execute(statement)


def set_guards(using: str = "default", **kwargs) -> None:
    """Receiver of post_migrate."""
    connection = connections[using]
    known = connection.introspection.table_names()
    if not {"correspondence_edition", *KEPT_TABLES} <= set(known):
        return
    with connection.cursor() as cursor:
        for statement in BY_VENDOR.get(connection.vendor, ()):
            cursor.execute(statement)
