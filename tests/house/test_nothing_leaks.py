"""Promise P1 and rules 5, 8, 25, 26: what the sealed side knows reaches nobody through any output.

A case is located and has decided; every sealed field holds a marker. Every page that anybody but a
protection officer of the office can open, in four languages, every file, every mail, every log and
every table of the database is searched for it.
"""

import logging

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import translation

from casework import exports
from casework.actions import exports as export_actions
from casework.actions import news, opening, protecting, wishing
from casework.disclosure import track as table
from casework.disclosure.kinds import ItemKind, Level
from casework.exports import exchange, sheets
from tests.casework.disclosure.sealed_world import decided
from tests.house.test_addresses import TABLE, make_world

MARKER = "NISHANE-42"
LANGUAGES = ("en", "fa", "ar", "sq")
NOT_THEIRS = ("clerk", "coordinator", "signatory", "regional", "administrator")
PASSPHRASE = "river stone lantern"
# Words that stand on the sealed pages alone; whoever reads them elsewhere has learned something.
SEALED_WORDS = (
    table.LABELS[table.State.LOCATED],
    table.LABELS[table.State.WISH_RECORDED],
    table.OUTCOMES[table.Outcome.REFUSES_ALL],
    Level.ALIVE_NO_CONTACT.label,
    ItemKind.NO_CONTACT.label,
)


@pytest.fixture
def sealed(cast):
    """The world of all addresses, and a case in it of which the sealed side knows everything."""
    world = make_world(cast)
    from casework.models import Case

    case = Case.objects.get(reference=world["case"][0])
    opening.make_key(by=cast.protection, passphrase=PASSPHRASE)
    news.hand_in_news(
        by=cast.clerk, office=cast.ahvaz, about=f"{MARKER} about", words=f"{MARKER} seen",
        source=f"{MARKER} source", reach=f"{MARKER} reach",
    )  # fmt: skip
    track = decided(
        cast, [ItemKind.ALIVE], f"{MARKER} lives", level=Level.DETAILS, case=case,
        details=f"{MARKER} street",
    )  # fmt: skip
    opening.keep_whereabouts(
        track, by=cast.protection, relay=f"{MARKER} relay", place=f"{MARKER} place"
    )
    opening.ask_opening(track, by=cast.protection, reason=f"{MARKER} reason")
    return world, case, track


def said_about_it(answer, language):
    """What of the sealed side stands in an answer."""
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    with translation.override(language):
        words = [str(word) for word in SEALED_WORDS]
    return [word for word in (MARKER, *words) if word in text]


@pytest.mark.slow
@pytest.mark.parametrize("role", NOT_THEIRS)
def test_rules_5_and_8_no_page_of_anybody_else_holds_it(cast, enter, sealed, role):
    world, _case, _track = sealed
    found = {}
    for at, (staff, (name, (kind, may_get, _may_post))) in enumerate(
        (staff, line) for line in TABLE.items() for staff in (cast.staff[role],)
    ):
        if may_get is None:
            continue
        language = LANGUAGES[(at + NOT_THEIRS.index(role)) % len(LANGUAGES)]
        answer = enter(staff, language).get(reverse(name, args=world[kind]))
        if learned := said_about_it(answer, language):
            found[name, language] = learned

    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_rule_8_the_pages_of_the_case_hold_it_in_no_language(cast, enter, sealed, language):
    _world, case, _track = sealed
    pages = ("case", "case_people", "case_letters", "case_timeline", "status_card")
    client = enter(cast.coordinator, language)

    assert {
        name: said_about_it(client.get(reverse(name, args=[case.reference])), language)
        for name in pages
    } == {name: [] for name in pages}


def test_protection_officer_of_another_office_reads_only_what_waits_for_a_second(
    cast, enter, sealed
):
    _world, case, track = sealed
    from casework.disclosure.models import Opening

    second = enter(cast.elsewhere["protection"])
    opening.agree_opening(Opening.objects.get(track=track), by=cast.elsewhere["protection"])

    assert second.get(reverse("sealed_case", args=[case.reference])).status_code == 404


@pytest.mark.parametrize("role", ["clerk", "coordinator", "regional", "signatory"])
def test_search_finds_nothing_by_what_is_sealed(cast, enter, sealed, role):
    client = enter(cast.staff[role])

    pages = [
        client.get(reverse(name), {"q": words}).content.decode().replace(words, "")
        for name in ("search", "look_up")
        for words in (MARKER, "ZYZZYX-42")
    ]

    assert masked_of(pages[0]) == masked_of(pages[1])
    assert masked_of(pages[2]) == masked_of(pages[3])


def masked_of(page):
    from tests.correspondence.test_twins import masked

    return masked(page)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_sheets_and_exchange_hold_nothing(cast, sealed, form):
    asked = {}
    columns = list(exports.columns.COLUMNS)
    export = export_actions.request_export(
        by=cast.coordinator, office=cast.ahvaz, asked=asked, reason="x", columns=columns,
        form=form, language="fa", rows=sheets.lines_of(cast.coordinator, asked, cast.ahvaz).count(),
    )  # fmt: skip

    told = b"".join(sheets.pieces(export, asked))
    told += "".join(exchange.publish(cast.coordinator, cast.ahvaz)).encode()

    assert unpacked(told, form).count(MARKER.encode()) == 0


def unpacked(told: bytes, form: str) -> bytes:
    import io
    import zipfile

    if form == "csv":
        return told
    with zipfile.ZipFile(io.BytesIO(told)) as book:
        return b"".join(book.read(name) for name in book.namelist())


def test_mails_and_logs_hold_nothing(cast, sealed, caplog):
    _world, _case, track = sealed
    with caplog.at_level(logging.DEBUG):
        protecting.settle(track, "located_refuses_contact", by=cast.protection)
        wishing.record_wish(
            track, track.case.request.enquirer, "L0", by=cast.protection,
            words=f"{MARKER} nothing", verified_how="voice", free=True,
        )  # fmt: skip

    assert MARKER not in caplog.text
    assert [m for m in mail.outbox if MARKER in m.subject + m.body] == []


def test_rule_26_no_table_holds_it_in_the_clear(sealed):
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        holding = []
        for name in tables:
            cursor.execute(f'SELECT * FROM "{name}"')
            rows = [
                bytes(value) if isinstance(value, memoryview) else str(value).encode()
                for row in cursor.fetchall()
                for value in row
            ]
            if any(MARKER.encode() in value for value in rows):
                holding.append(name)

    assert len(tables) > 50
    assert holding == []
