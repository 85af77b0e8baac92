"""What the database itself refuses on the sealed side: one person in both places, and words that
are changed after somebody signed them. Laid into it after every migration, for SQLite drops the
triggers of a table that it makes anew.
"""

from typing import NamedTuple

from django.db import connections, transaction

TRACK, CHECK = "casework_sealedtrack", "casework_identitycheck"
WISH, DECISION = "casework_wish", "casework_disclosuredecision"
MADE = f"SELECT 1 FROM {CHECK} c WHERE c.track_id = NEW.id AND c.kind"
KINDS = f"(SELECT COUNT(DISTINCT c.kind) FROM {CHECK} c WHERE c.track_id = NEW.id AND c.fits"


class Guard(NamedTuple):
    """A change of a table that is refused while `condition` is true."""

    table: str
    event: str
    condition: str
    sentence: str


def _newly(column: str) -> str:
    return (
        f"NEW.{column} IS NOT NULL AND (OLD.{column} IS NULL OR OLD.{column} <> NEW.{column}) AND "
    )


_SIGNED_BY_ITS_WRITER = (
    f"NEW.approved_by_id IS NOT NULL AND EXISTS (SELECT 1 FROM {WISH} w "
    "WHERE w.id = NEW.wish_id AND w.recorded_by_id = NEW.approved_by_id)"
)
NOT_THE_SAME = "A second protection officer must do this, not the same one"
KEPT = "What was written down is never changed: a new one is added"
GUARDS = {
    "sealed_born_unproven": Guard(
        TRACK,
        "INSERT",
        "NEW.identified_by_id IS NOT NULL OR NEW.death_confirmed_by_id IS NOT NULL",
        "Nobody is identified before the checks",
    ),
    "sealed_identity_second": Guard(
        TRACK,
        "UPDATE",
        _newly("identified_by_id")
        + f"EXISTS ({MADE} <> 'death' AND c.by_id = NEW.identified_by_id)",
        NOT_THE_SAME,
    ),
    "sealed_identity_proven": Guard(
        TRACK,
        "UPDATE",
        _newly("identified_by_id")
        + f"{KINDS} AND c.kind <> 'death') < 2 AND NOT EXISTS ({MADE} = 'authority' AND c.fits)",
        "Two independent checks must fit, or a document of an authority",
    ),
    "sealed_death_second": Guard(
        TRACK,
        "UPDATE",
        _newly("death_confirmed_by_id")
        + f"EXISTS ({MADE} = 'death' AND c.by_id = NEW.death_confirmed_by_id)",
        NOT_THE_SAME,
    ),
    "sealed_death_proven": Guard(
        TRACK,
        "UPDATE",
        _newly("death_confirmed_by_id") + f"NOT EXISTS ({MADE} = 'death' AND c.fits)",
        "There is no written proof of the death",
    ),
    "decision_second_insert": Guard(DECISION, "INSERT", _SIGNED_BY_ITS_WRITER, NOT_THE_SAME),
    "decision_second_update": Guard(DECISION, "UPDATE", _SIGNED_BY_ITS_WRITER, NOT_THE_SAME),
    "check_is_kept": Guard(CHECK, "UPDATE", "1 = 1", KEPT),
    "wish_is_kept": Guard(
        WISH,
        "UPDATE OF track_id, toward_id, number, content, words, until, verified_how, "
        "recorded_by_id, recorded_at",
        "1 = 1",
        KEPT,
    ),
    "decision_is_kept": Guard(
        DECISION,
        "UPDATE OF track_id, to_id, wish_id, content, until, decided_by_id, decided_at",
        "1 = 1",
        KEPT,
    ),
}


def lay(*, using: str = "default", **_signal) -> None:
    """Lays all guards anew, where the tables stand already."""
    connection = connections[using]
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description
        if TRACK not in connection.introspection.table_names(cursor):
            return
        if "identified_by_id" not in {column.name for column in described(cursor, TRACK)}:
            return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for name, guard in GUARDS.items():
            for statement in _statements(connection.vendor, name, guard):
                cursor.execute(statement)


def _statements(vendor: str, name: str, guard: Guard) -> list[str]:
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW "
            f"WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END",
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {guard.condition} THEN RAISE EXCEPTION '{guard.sentence}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
