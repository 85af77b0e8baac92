"""The triggers that keep `CaseLine`: lifted before a migration, laid again after it.

SQLite makes a table anew when its columns change: it drops the table's triggers with it, and
refuses while a trigger of another table names it. So they cannot stand in a migration. Where one
was missing all lines are written anew.
"""

from django.db import connections, transaction

LINE = "casework_caseline"
REQUEST = "JOIN casework_familyrequest r ON r.id = c.request_id"
AS_GIVEN = "ORDER BY COALESCE({n}.first_form_id, {n}.id), {n}.id"  # as PersonName is ordered
FIRST_STEPS = "('first', 'earlier', 'confirm', 'supplement')"  # as the public status counts them


def _of_case(expression: str, joins: str = "") -> str:
    return f"(SELECT {expression} FROM casework_case c {joins} WHERE c.id = {LINE}.case_id)"


def _of_name(person: str) -> str:
    """The key of the name that counts, as `Person.main_name` chooses it."""
    script = f"(SELECT m.script {_names('m', 'n.person_id')} {AS_GIVEN.format(n='m')} LIMIT 1)"
    chosen = (
        f"ORDER BY CASE WHEN n.script = {script} THEN 0 ELSE 1 END, "
        "CASE WHEN n.for_letters THEN 0 ELSE 1 END, "
        f"CASE WHEN n.kind IN ('alias', 'previous') THEN 1 ELSE 0 END, {AS_GIVEN[9:]}"
    ).format(n="n")
    return _of_case(f"(SELECT n.sort_key {_names('n', person)} {chosen} LIMIT 1)", REQUEST)


def _father(person: str) -> str:
    filled = f"{_names('n', person)} AND n.father_sort_key <> '' {AS_GIVEN.format(n='n')}"
    return _of_case(f"(SELECT n.father_sort_key {filled} LIMIT 1)")


def _names(n: str, person: str) -> str:
    return f"FROM families_personname {n} WHERE {n}.person_id = {person} AND {n}.ended_at IS NULL"


def _steps(what: str) -> str:
    return (
        f'(SELECT CAST({what}(s."on") AS text) FROM casework_outwardstep s '
        f"WHERE s.case_id = {LINE}.case_id AND s.kind IN {FIRST_STEPS})"
    )


def _bound(vendor: str, table: str, bound: str) -> str:
    if vendor == "postgresql":
        return f"COALESCE({table}.birth ->> '{bound}', '')"
    return f"COALESCE(json_extract({table}.birth, '$.{bound}'), '')"


PAPERS = (
    "(SELECT COUNT(*) FROM casework_document d JOIN casework_case c "
    f"ON c.id = {LINE}.case_id AND d.request_id = c.request_id "
    "WHERE d.removed_at IS NULL AND (d.case_id IS NULL OR d.case_id = c.id))"
)
SOUGHT = "JOIN families_person p ON p.id = c.sought_id"
ASKS = f"{REQUEST} JOIN families_person p ON p.id = r.enquirer_id"


def columns(vendor: str) -> dict[str, dict[str, str]]:
    """For each source of a line its columns, and how each is read."""
    earliest, latest = (_bound(vendor, "p", bound) for bound in ("earliest", "latest"))
    return {
        "case": {
            "office_id": _of_case("c.office_id"),
            "reference": _of_case("c.reference"),
            "state": _of_case("c.state"),
            "next_review": _of_case("COALESCE(CAST(c.next_review AS text), '')"),
            "stopped": _of_case("c.safety_stop"),
        },
        "request": {"received_on": _of_case("CAST(r.received_on AS text)", REQUEST)},
        "name": {
            "sought_key": _of_name("c.sought_id"),
            "father_key": _father("c.sought_id"),
            "enquirer_key": _of_name("r.enquirer_id"),
        },
        "person": {
            "born": _of_case(
                f"CASE WHEN p.birth IS NULL THEN '' ELSE {earliest} || '/' || {latest} END", SOUGHT
            ),
            "birth_place": _of_case("p.birth_place", SOUGHT),
            "enquirer_born": _of_case(latest, ASKS),
        },
        "step": {"written_on": _steps("MIN"), "last_step_on": _steps("MAX")},
        "paper": {"papers": PAPERS},
    }


def _of_person(person: str) -> str:
    return (
        f"case_id IN (SELECT c.id FROM casework_case c WHERE c.sought_id = {person}) OR case_id IN "
        f"(SELECT c.id FROM casework_case c {REQUEST} WHERE r.enquirer_id = {person})"
    )


def _of_request(request: str) -> str:
    return f"case_id IN (SELECT c.id FROM casework_case c WHERE c.request_id = {request})"


ALL = ("case", "request", "name", "person", "step", "paper")
# table, sources that it changes, which lines (of the row {row}), and when
WATCHED = (
    ("casework_case", ALL, "case_id = {row}.id", ("INSERT", "UPDATE")),
    ("casework_familyrequest", ("request", "name", "person"), "request", ("UPDATE",)),
    ("families_personname", ("name",), "person", ("INSERT", "UPDATE", "DELETE")),
    ("families_person", ("person",), "person itself", ("UPDATE",)),
    ("casework_outwardstep", ("step",), "case_id = {row}.case_id", ("INSERT", "UPDATE", "DELETE")),
    ("casework_document", ("paper",), "paper", ("INSERT", "UPDATE", "DELETE")),
)


def _lines(which: str, row: str) -> str:
    match which:
        case "request":
            return _of_request(f"{row}.id")
        case "paper":
            return _of_request(f"{row}.request_id")
        case "person":
            return _of_person(f"{row}.person_id")
        case "person itself":
            return _of_person(f"{row}.id")
    return which.format(row=row)


def _update(vendor: str, sources, lines: str) -> str:
    read = {name: how for source in sources for name, how in columns(vendor)[source].items()}
    kept = {"office_id", "stopped", "papers"}
    sets = ", ".join(
        f"{name} = {how}" if name in kept else f"{name} = COALESCE({how}, '')"
        for name, how in read.items()
    )
    return f"UPDATE {LINE} SET {sets} WHERE {lines};"


def triggers(vendor: str) -> dict[str, tuple[str, str, str]]:
    """Name of each trigger: the table, the event, and what it does."""
    laid = {}
    for table, sources, which, events in WATCHED:
        for event in events:
            row = "OLD" if event == "DELETE" else "NEW"
            does = _update(vendor, sources, _lines(which, row))
            if (table, event) == ("casework_case", "INSERT"):
                does = (
                    f"INSERT INTO {LINE} (case_id, office_id) VALUES (NEW.id, NEW.office_id);"
                    + does
                )
            laid[f"line_{table}_{event.lower()}"] = (table, event, does)
    return laid


def lift(*, using: str = "default", plan=(), **_signal) -> None:
    """Takes the triggers away where tables are about to change."""
    connection = connections[using]
    if not plan or LINE not in connection.introspection.table_names():
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        present = _present(connection, cursor)
        for name, (table, _event, _does) in triggers(connection.vendor).items():
            if name in present:
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER {name}{on}")


def lay(*, using: str = "default", **_signal) -> None:
    """Lays the triggers anew and, where one was missing, writes all lines anew."""
    connection = connections[using]
    if LINE not in connection.introspection.table_names():
        return
    wanted = triggers(connection.vendor)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        complete = _present(connection, cursor) >= wanted.keys()
        for name, (table, event, does) in wanted.items():
            for statement in _statements(connection.vendor, name, table, event, does):
                cursor.execute(statement)
        if not complete:
            write_anew(connection, cursor)


def write_anew(connection, cursor) -> None:
    cursor.execute(
        f"INSERT INTO {LINE} (case_id, office_id) SELECT c.id, c.office_id FROM casework_case c "
        f"WHERE NOT EXISTS (SELECT 1 FROM {LINE} l WHERE l.case_id = c.id)"
    )
    cursor.execute(_update(connection.vendor, ALL, "1 = 1"))


def _present(connection, cursor) -> set[str]:
    known = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    cursor.execute(known[connection.vendor])
    return {name for (name,) in cursor.fetchall()}


def _statements(vendor: str, name: str, table: str, event: str, does: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {does} END",
        ]
    body = f"BEGIN {does} RETURN NULL; END"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
