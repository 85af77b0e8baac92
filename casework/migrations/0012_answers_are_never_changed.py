"""The database itself refuses to change an answer of a family, and to delete one unless the whole
request is erased. On SQLite a later migration that rebuilds the table must make these anew."""

from django.db import migrations

CHANGED = "An answer of a family is never changed: a new one is added"
DELETED = "An answer of a family goes only when its whole request is erased"

SQLITE = (
    f"""
    CREATE TRIGGER consent_is_never_changed BEFORE UPDATE ON casework_consent
    BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END
    """,
    f"""
    CREATE TRIGGER consent_is_never_deleted BEFORE DELETE ON casework_consent
    WHEN NOT EXISTS (SELECT 1 FROM casework_erasure WHERE request_id = OLD.request_id)
    BEGIN SELECT RAISE(ABORT, '{DELETED}'); END
    """,
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION casework_keep_answers() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            RAISE EXCEPTION '{CHANGED}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM casework_erasure WHERE request_id = OLD.request_id) THEN
            RAISE EXCEPTION '{DELETED}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER consent_is_never_changed BEFORE UPDATE OR DELETE ON casework_consent
    FOR EACH ROW EXECUTE FUNCTION casework_keep_answers()
    """,
)
UNDO = {
    "sqlite": (
        "DROP TRIGGER consent_is_never_changed",
        "DROP TRIGGER consent_is_never_deleted",
    ),
    "postgresql": (
        "DROP TRIGGER consent_is_never_changed ON casework_consent",
        "DROP FUNCTION casework_keep_answers()",
    ),
}
DO = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def _run(sentences):
    def apply(apps, schema_editor):
        for sentence in sentences[schema_editor.connection.vendor]:
            schema_editor.execute(sentence)

    return apply


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_answer_says_what_it_covers")]

    operations = [migrations.RunPython(_run(DO), _run(UNDO))]
