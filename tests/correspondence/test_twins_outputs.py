"""Rules 5, 6, 7 and 39 for what is no page: sheets, exchange, letters, dues, mails, the trail, the
case's own rows. The same lives as in `test_twins`, output by output, at every moment."""

import io
import zipfile

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from casework import exports, vault
from casework.actions import exports as export_actions
from casework.disclosure import gate
from casework.exports import exchange, sheets
from casework.models import Case, CaseLine, Due, Entry, FamilyMessage, OutwardStep
from correspondence.models import Dispatch, FamilyLetter, Incoming, Letter
from tests.correspondence.pdf.reading import page_texts
from tests.correspondence.test_twins import dead_end, live, masked, messaging, nothing, refusing

NO_PART_OF_IT = {"id", "request_id", "case_id", "code", "created_at", "data_key"}

OF_A_MESSAGE = (
    "case__reference", "state", "taken_on", "checked_on", "reason", "told_on",
    "kept_until", "pages",
)  # fmt: skip
OF_A_DUE = ("kind", "role", "on", "done_at", "case__reference")


def sheet(cast, form):
    """What stands in a sheet of all columns that the coordinator takes out of the house."""
    export = export_actions.request_export(
        by=cast.coordinator, office=cast.ahvaz, asked={}, reason="x", form=form, language="fa",
        columns=list(exports.columns.COLUMNS),
        rows=sheets.lines_of(cast.coordinator, {}, cast.ahvaz).count(),
    )  # fmt: skip
    told = b"".join(sheets.pieces(export, {}))
    if form == "csv":
        return masked(told.decode("utf-8"))
    with zipfile.ZipFile(io.BytesIO(told)) as book:
        return {name: masked(book.read(name).decode("utf-8")) for name in book.namelist()}


def rows(queryset):
    """The rows as the database holds them, without random ids."""
    kept = [{k: v for k, v in row.items() if k not in NO_PART_OF_IT} for row in queryset.values()]
    return [masked(str(sorted(row.items(), key=str))) for row in kept]


def trail(case):
    """What was written about the case on the open side."""
    lines = Entry.objects.filter(case=case).order_by("sequence")
    return [(line.verb, str(line.by), line.reading, str(line.at)) for line in lines]


def headings(cast, case):
    """The size of the answer and all that stands above it, as a browser gets it."""
    told = []
    for role in ("clerk", "regional"):
        client = Client()
        client.force_login(cast.staff[role], "django.contrib.auth.backends.ModelBackend")
        for name in ("case", "case_timeline", "status_card"):
            answer = client.get(reverse(name, args=[case.reference]))
            told.append((len(masked(answer.content.decode())), sorted(answer.headers)))
    return told


def to_bodies():
    """What stands on the frozen pages; their code for the archive holds a random id."""
    rows = Letter.objects.exclude(pdf=None).order_by("created_at")
    return [
        (one.number, one.pdf_pages, [masked(text) for text in page_texts(_file(one))])
        for one in rows
    ]


def to_families():
    """The kept files, byte for byte: reference, date and names are the same in each life."""
    return [(one.kind, _file(one)) for one in FamilyLetter.objects.order_by("made_at")]


def _file(letter):
    return b"".join(vault.read(letter.pdf))


def outputs(cast, case):
    letters = Letter.objects.order_by("created_at")
    return {
        "case": rows(Case.objects.filter(pk=case.pk)),
        "line of the list": rows(CaseLine.objects.order_by("reference")),
        "status": gate.public_status(Case.objects.get(pk=case.pk), on=cast.ahvaz.today()),
        "what went out": rows(OutwardStep.objects.order_by("on", "kind")),
        "dispatches": list(Dispatch.objects.order_by("created_at").values_list("state", "channel")),
        "letters": [(one.kind, one.state, one.number, masked(one.wording)) for one in letters],
        "letters on paper": to_bodies(),
        "letters to the family": to_families(),
        "answers": Incoming.objects.count(),
        "dues": list(Due.objects.order_by("kind", "on").values_list(*OF_A_DUE)),
        "messages": [
            (*row, message.text, message.words)
            for row, message in zip(
                FamilyMessage.objects.values_list(*OF_A_MESSAGE),
                FamilyMessage.objects.all(),
                strict=True,
            )
        ],
        "trail": trail(case),
        "csv": sheet(cast, "csv"),
        "xlsx": sheet(cast, "xlsx"),
        "exchange": masked("".join(exchange.publish(cast.coordinator, cast.ahvaz))),
        "mails": [(one.subject, masked(one.body), one.to) for one in mail.outbox],
        "headings": headings(cast, case),
    }  # fmt: skip


def told_by(cast, sealed):
    mail.outbox.clear()
    told = {}
    with transaction.atomic():
        for moment, case in live(cast, sealed):
            for name, output in outputs(cast, case).items():
                told[moment, name] = output
        transaction.set_rollback(True)
    return told


@pytest.mark.slow
def test_rules_5_6_7_39_no_output_tells_the_cases_apart(cast):
    searching = told_by(cast, nothing)

    for sealed in (refusing, dead_end, messaging):
        other = told_by(cast, sealed)
        different = {
            key: (output, other[key]) for key, output in searching.items() if output != other[key]
        }
        assert (sealed.__name__, different) == (sealed.__name__, {})
    assert len(searching) >= 5 * 17
    kinds = [kind for kind, _file in searching["asked", "letters to the family"]]
    assert kinds == ["periodic_news", "missing_information", "neutral_closing"]
    assert len(searching["reviewed", "letters on paper"]) == 2  # the request and its reminder
