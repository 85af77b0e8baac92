"""Every address × role × method × whose row it is, against a table written by hand.

An address that is not in the table fails. A stranger and a colleague of another office get 404
for a row, or 403 where the page itself is not theirs; never anything else.
"""

import datetime
import uuid
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import get_resolver, reverse
from django.utils import timezone
from PIL import Image

from casework import access, imports, vault
from casework.actions import (
    alerts,
    bulk,
    cases,
    comparing,
    consents,
    deputies,
    drafts,
    emergencies,
    exchange,
    exports,
    house,
    loans,
    messages,
    news,
    papers,
    transfers,
    uploads,
)
from casework.actions.told import PaperTold
from casework.disclosure import messages as carried
from casework.disclosure import recognising
from casework.models import Alert, Office, Scan, StoredFile
from correspondence import drafting, wording
from correspondence.actions import (
    arriving,
    earlier,
    letters,
    meetings,
    numbers,
    piles,
    recipients,
    replies,
    templates,
    to_family,
)
from correspondence.actions import drafts as letter_drafts
from correspondence.models import (
    Addressee,
    ArrivedPaper,
    Dispatch,
    FamilyLetter,
    PilePage,
    ScanPile,
)
from correspondence.pdf import pagecode
from families import pfif, sealing
from families.calendars import parse
from tests.casework.disclosure.sealed_world import wished
from tests.factories import GRANTED_ALL, log_family, make_staff, office_fields

C, K, S, R, P, A = "clerk", "coordinator", "signatory", "regional", "protection", "administrator"
STAFF = {C, K, S, R, P}
DESK = {C, K, R}
LETTERS = {C, K, S, P}
ALL = {C, K, S, R, P, A}
NOBODY: set[str] = set()

# name: (what stands in the address, who may GET, who may POST); None: the method is not served.
TABLE = {
    # the desk
    "intake_new": ("", DESK, DESK),
    "intake_new_all": ("", DESK, DESK),
    "intake_draft": ("draft", DESK, None),
    "intake_page": ("draft_page", DESK, DESK),
    "intake_check": ("draft", DESK, DESK),
    "intake_drop": ("draft", DESK, DESK),
    "receipt": ("number", STAFF, STAFF),
    "risk": ("number", DESK, DESK),
    "authorisation": ("number", STAFF, DESK),
    "folder_label": ("number", STAFF, STAFF),
    "receipt_pdf": ("number", STAFF, None),
    "folder_labels": ("", DESK, DESK),
    "notice": ("language", STAFF, STAFF),
    "intake_form": ("language", STAFF, STAFF),
    # finding
    "home": ("", ALL, ALL),
    "search": ("", STAFF, STAFF),
    "case_list": ("", STAFF, STAFF),
    "export_list": ("", {K, P}, {K, P}),
    "export_new": ("", {K, P}, {K, P}),
    "export": ("export", {K, P}, {K, P}),
    "exchange_list": ("", {K}, {K}),
    "exchange_publish": ("", {K}, {K}),
    "exchange_record": ("quarantined", {K}, {K}),
    "list_keep": ("", STAFF, STAFF),
    "bulk_new": ("", {K}, {K}),
    "bulk_run": ("bulk", {K}, {K}),  # whoever pressed it
    "same_list": ("", {K, P}, {K, P}),
    "same_pair": ("pair", {K, P}, {K, P}),
    # one case
    "case": ("case", STAFF, STAFF),
    "case_people": ("case", STAFF, {C, K, R, P}),
    "person": ("person", STAFF, {C, K, R, P}),
    "person_details": ("person", DESK, DESK),
    "person_history": ("person", STAFF, {C, K, R, P}),
    "person_links": ("person", STAFF, {K, P}),
    "person_add": ("person_add", DESK, DESK),
    "person_part": ("person_name", DESK, DESK),
    "person_part_end": ("person_name", DESK, DESK),
    "portrait": ("portrait", DESK, DESK),
    "undo": ("case", STAFF, STAFF),
    "case_documents": ("case", STAFF, STAFF),
    "document_add": ("case", None, DESK),
    "case_letters": ("case", STAFF, STAFF),
    "case_timeline": ("case", STAFF, STAFF),
    "case_messages": ("case", STAFF, STAFF),
    "message_new": ("case", DESK, DESK),
    "message_take_back": ("case_message", None, DESK),
    "case_step": ("step", {K}, {K}),
    "case_complete": ("case", DESK, DESK),
    "case_came": ("case", DESK, DESK),
    "case_join": ("case", DESK, DESK),
    "give_notice": ("case", DESK, DESK),
    "consent": ("case", DESK, DESK),
    "consent_one": ("case", DESK, DESK),
    "consent_renew": ("case", None, DESK),
    "consent_withdraw": ("case", None, DESK),
    "ask_families": ("", DESK, DESK),
    "quiet_days": ("case", DESK, DESK),
    "contact_new": ("case", STAFF, STAFF),
    "note_new": ("case", STAFF, STAFF),
    "request_stop": ("case", STAFF, STAFF),
    "request_lift": ("case", {P}, {P}),
    "co_sign": ("case", STAFF, {P}),  # others read why they cannot
    "death_new": ("case", DESK, DESK),
    "successor": ("case", DESK, DESK),
    "transfer_new": ("case", {K}, {K}),
    "loan_new": ("case", {K}, {K}),
    "loan_end": ("loan", None, {K}),
    "read_on": ("case", None, STAFF),
    # between offices
    "between": ("", STAFF, STAFF),
    "transfer": ("transfer", {K}, {K}),
    "emergency": ("", STAFF, STAFF),
    "opening_review": ("opened", {K, P}, {K, P}),
    "hand_over": ("", STAFF, STAFF),
    # what was noticed
    "alert_list": ("", {P, A}, {P, A}),
    "alert": ("alert", {P, A}, {P, A}),
    "canary_list": ("", {P, A}, {P, A}),
    # papers
    "document": ("document", STAFF, STAFF),
    "document_view": ("page", STAFF, STAFF),
    "document_original": ("document", STAFF, STAFF),
    "document_edit": ("document", DESK, DESK),
    "document_pages": ("document", DESK, DESK),
    "document_redact": ("document", DESK, DESK),
    "document_pdf": ("document", None, DESK),
    "document_returned": ("document", STAFF, STAFF),
    "document_remove": ("document", DESK, DESK),
    "document_restore": ("removed", None, DESK),
    "upload_new": ("case", None, DESK),
    "intake_upload_new": ("draft", None, DESK),
    "upload": ("upload", {C}, {C}),  # whoever began it
    "upload_drop": ("upload", {C}, {C}),
    "scan_list": ("", DESK, DESK),
    "scan_look": ("", None, DESK),
    "scan": ("scan", DESK, DESK),
    "scan_view": ("scan_page", DESK, DESK),
    "scan_discard": ("scan", DESK, DESK),
    "scan_restore": ("scan", None, DESK),
    # where it stands
    "look_up": ("", STAFF, STAFF),
    "call_list": ("", DESK, DESK),
    "town": ("number", DESK, DESK),
    "status_card": ("case", STAFF, STAFF),
    "tell": ("case", None, DESK),
    "board": ("", STAFF, STAFF),
    "case_life": ("", STAFF, STAFF),
    "figures": ("", STAFF, STAFF),
    # messages of families
    "message_list": ("", {C, K, R, P}, {C, K, R, P}),
    "message": ("message", {C, K, P}, {C, K, P}),
    "message_view": ("message_page", {C, K, P}, {C, K, P}),
    "message_form": ("language", STAFF, STAFF),
    # what is due
    "my_day": ("", STAFF, STAFF),
    "office_day": ("", STAFF, STAFF),
    "morning_mail": ("", None, STAFF),
    "due": ("due", STAFF, STAFF),
    "reviews": ("", {K}, {K}),
    "review_letter": ("thread", {K}, {K}),
    "review_family": ("number", {K}, {K}),
    # news
    "news_list": ("", {P}, {P}),
    "news_new": ("", ALL, ALL),
    "news": ("news", {P}, {P}),
    "news_thanks": ("thanks", ALL, ALL),
    # the sealed side
    "ask_reopening": ("case", {K}, {K}),
    "agree_reopening": ("case", {P}, {P}),
    "sealed_desk": ("", {P}, {P}),
    "sealed_key": ("", {P}, {P}),
    "sealed_case": ("case", {P}, {P}),
    "sealed_step": ("sealed_step", {P}, {P}),
    "sealed_second": ("second", None, {P}),
    "sealed_opening": ("opening", {P}, {P}),
    "sealed_recognised": ("recognition", {P}, {P}),
    "sealed_messages": ("case", {P}, {P}),
    "sealed_message_new": ("traced", {P}, {P}),
    "sealed_message": ("carried", {P}, {P}),
    "message_sheet": ("carried", None, {P}),
    # an old register
    "import_new": ("", {K}, {K}),
    "import_preview": ("run", {K}, {K}),
    "import_run": ("run", {K}, {K}),
    "import_rejected": ("run", {K}, {K}),
    "import_decide": ("run", {K}, {K}),
    "import_undo": ("run", {K}, {K}),
    "agree_undo_import": ("asked_run", {P}, {P}),
    # the house
    "house": ("", {A}, {A}),
    "standing": ("", {A}, {A}),
    "test_mail": ("", None, {A}),
    "test_scanner": ("office", None, {A}),
    "organisation_edit": ("", {A}, {A}),
    "notice_versions": ("", {A}, {A}),
    "notice_force": ("", None, {A}),
    "notice_version": ("notice_version", ALL, ALL),
    "office_new": ("", {A}, {A}),
    "office_days": ("office", {A}, {A}),
    "office_edit": ("office", {A}, {A}),
    "body_new": ("", {A}, {A}),
    "staff_new": ("", {A}, {A}),
    "staff_edit": ("staff", {A}, {A}),
    "post_new": ("staff", None, {A}),
    "post_end": ("post", None, {A}),
    # the letter desk
    "letter_desk": ("", LETTERS, LETTERS),
    "letter_new": ("", {K}, {K}),
    "letter": ("letter", LETTERS, LETTERS),
    "letter_pdf": ("letter", LETTERS, {K}),
    "letter_wording": ("letter", None, {K}),
    "letter_step": ("letter_step", {K}, {K}),  # the step named is “take back”
    "letter_print": ("letter", LETTERS, LETTERS),
    "pile_list": ("", {K, S}, {K, S}),
    "pile": ("pile", {K, S}, {K, S}),
    "pile_letter": ("pile_letter", {K, S}, {K, S}),
    "pile_page": ("pile_page", {K, S}, {K, S}),
    "deputy_list": ("", {K, S}, {K, S}),
    "deputy_end": ("deputy", None, {S}),
    "letter_page": ("letter_page", LETTERS, LETTERS),
    "letter_scan": ("letter", {K, S}, {K, S}),
    "letter_scan_page": ("letter_page", {K, S}, {K, S}),
    "letter_binding": ("letter", LETTERS, LETTERS),
    "letter_bundle": ("letter", LETTERS, LETTERS),
    "letter_cover": ("letter", {C, K}, {C, K}),
    "letter_copy": ("letter", LETTERS, {K}),
    "letter_medium": ("letter", {C, K}, {C, K}),
    # the office's own texts
    "office_texts": ("", {K, S}, {K, S}),
    "office_text": ("text", {K, S}, {K}),
    "text_sample": ("text", None, {K}),
    "office_heads": ("", {K, A}, {K, A}),
    "office_head": ("office_code", {K, A}, {K, A}),
    "text_version": ("text_version", {K, S}, {K, S}),
    "pasted_text": ("language", None, {K}),
    # out and back
    "submission_list": ("", LETTERS, LETTERS),
    "submission": ("submission", LETTERS, LETTERS),
    "reminder_new": ("submission", None, {K}),
    "reminders_new": ("", {K}, {K}),
    "following_new": ("submission", {K}, {K}),
    "submission_proof": ("submission", LETTERS, LETTERS),
    "earlier_file": ("submission", LETTERS, LETTERS),
    "earlier_new": ("", {C, K}, {C, K}),
    "dispatch_new": ("letter", {C, K}, {C, K}),
    "dispatch_proof": ("dispatch", LETTERS, {C, K}),
    "dispatch_file": ("dispatch", LETTERS, LETTERS),
    "meeting_list": ("", {C, K, S}, {C, K, S}),
    "meeting_new": ("", {C, K, S}, {C, K, S}),
    "meeting": ("meeting", {C, K, S}, {C, K, S}),
    "meeting_paper": ("meeting", {C, K, S}, {C, K, S}),
    "reply_new": ("", {C, K}, {C, K}),
    "incoming_list": ("", LETTERS, LETTERS),
    "arrived_list": ("", {C, K}, {C, K}),
    "arrived": ("arrived", {C, K}, {C, K}),
    "arrived_file": ("arrived", {C, K}, {C, K}),
    "arrived_paper": ("arrived_paper", {C, K}, {C, K}),
    "arrived_page": ("arrived_page", {C, K}, {C, K}),
    "incoming": ("incoming", LETTERS, LETTERS),
    "incoming_file": ("incoming", LETTERS, LETTERS),
    "recipient_list": ("", LETTERS, LETTERS),
    "yearly_statement": ("recipient", None, {K}),
    "recipient_sheet": ("recipient", LETTERS, LETTERS),
    "recipient_new": ("", {K}, {K}),
    "recipient": ("recipient", LETTERS, LETTERS),
    "recipient_edit": ("recipient", {K}, {K}),
    "outgoing_book": ("", LETTERS, LETTERS),
    "outgoing_paper": ("", LETTERS, LETTERS),
    "outgoing_sheet": ("", {K, P}, {K, P}),
    "incoming_paper": ("", LETTERS, LETTERS),
    "incoming_sheet": ("", {K, P}, {K, P}),
    "letter_verify": ("", LETTERS, LETTERS),
    # to families
    "letter_addresses": ("letter", {C, K}, {C, K}),
    "family_letters": ("number", {C, K}, {C, K}),
    "first_contact_note": ("case", {P}, {P}),
    "family_letter": ("family_letter", {C, K}, {C, K}),
    "family_texts": ("", {C, K}, {C, K}),
    "print_run_new": ("", {C, K}, {C, K}),
    "print_run": ("print_run", {C, K}, {C, K}),
    "print_run_pdf": ("print_run", {C, K}, {C, K}),
    "print_run_labels": ("print_run", {C, K}, {C, K}),
}
# Before the log-in, or the library's own pages about one's own account.
DOOR = {
    "set_language", "account_login", "account_logout", "account_change_password",
    "account_reauthenticate", "account_inactive", "mfa_index", "mfa_authenticate",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    "mail_inbound",  # the same
    "mail_hook",  # known by its secret or signature: tests/correspondence/views/test_hooks.py
}  # fmt: skip
# Rows of the whole organisation: the same for every office.
SHARED = {
    "language", "notice_version", "thanks", "office", "staff", "post", "recipient", "alert",
}  # fmt: skip
# Nothing is there yet in the world below: no proof, scan or bundle.
EMPTY = {
    "earlier_file", "dispatch_file", "incoming_file", "letter_bundle", "letter_scan_page",
    "letter_cover", "letter_copy", "letter_medium", "letter_print",
    "sealed_second", "sealed_opening",
    "document_returned", "review_letter", "review_family",
    "document_pdf",  # the paper of this world is a picture, no text document
}  # fmt: skip
DONE = {200, 302, 409}
DENIED = {403, 404}


def names_of(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names_of(pattern.url_patterns)
        else:
            yield pattern.name


def test_every_address_stands_in_the_table():
    known = [name for name in names_of(get_resolver().url_patterns)]
    assert sorted(known) == sorted([*TABLE, *DOOR])


def put_picture(colour="white"):
    out = BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "PNG")
    return vault.put_bytes(out.getvalue(), mime="image/png")


@pytest.fixture
def world(cast):
    return make_world(cast)


def make_world(cast):
    """One row of everything in the office of Ahvaz."""
    family = log_family(cast)
    case = family.cases.get()
    stored = put_picture()
    paper = PaperTold(path=None, stored=stored, name="a.png", mime="image/png")
    document = papers.attach(family, paper, by=cast.clerk, case=case)
    picture = PaperTold(path=None, stored=put_picture("red"), kind="photo", name="b.png")
    photo = papers.attach(family, picture, by=cast.clerk, case=case)
    recipient = recipients.add(
        by=cast.coordinator,
        new_body={"kind": "icrc", "names": {"en": "Delegation (sample)"}, "country": ""},
        addressee={"en": "Delegation (sample)"},
        email="delegation@example.org",
    )
    thread = earlier.record(
        [case], recipient, by=cast.coordinator, office=cast.ahvaz, on=parse("1402")
    )
    message, ready = make_message(cast, case), make_carried(cast)
    letter = make_letter(cast, recipient)
    addressee = Addressee.objects.get(letter=letter)
    draft = drafts.save_draft({"e-name": "x"}, by=cast.clerk, office=cast.ahvaz)
    return {
        "": [],
        "draft": [draft.pk],
        "draft_page": [draft.pk, "person-1"],
        "number": [family.number],
        "language": ["fa"],
        "notice_version": ["fa", 1],
        "case": [case.reference],
        "due": [case.dues.first().code],
        "thread": [uuid.uuid4()],
        "step": [case.reference, "hold"],
        "sealed_step": [case.reference, "trace"],
        "second": [case.reference, "wish", uuid.uuid4()],
        "opening": [uuid.uuid4()],
        "pair": [make_pair(cast).pk],
        "recognition": [recognising.recognitions(cast.protection).first().pk],
        "portrait": [case.reference, photo.pk],
        "person": [case.reference, case.sought_id],
        "person_add": [case.reference, case.sought_id, "name"],
        "person_name": [case.reference, case.sought_id, "name", case.sought.names.get().pk],
        "message": [message.pk],
        "message_page": [message.pk, 1],
        "case_message": [case.reference, message.pk],
        "carried": [ready.pk],
        "traced": [ready.case.reference],
        "document": [document.pk],
        "page": [document.pk, 1],
        "removed": [make_removed(cast, family).pk],
        "upload": [make_upload(cast, case).pk],
        "scan": [make_scan(cast).pk],
        "scan_page": [Scan.objects.get().pk, 1],
        "news": [news.hand_in_news(by=cast.clerk, office=cast.ahvaz, about="x", words="y")],
        "thanks": ["N-2026-0001-AAAA"],
        "run": [make_run(cast).pk],
        "asked_run": [make_asked_run(cast).pk],
        "export": [make_export(cast).pk],
        "bulk": [bulk.begin("accept", [(case, 1)], {}, by=cast.coordinator).pk],
        "quarantined": [make_quarantined(cast).pk],
        "loan": [case.reference, make_loan(cast, case).pk],
        "transfer": [make_transfer(cast).pk],
        "opened": [make_opening(cast).pk],
        "alert": [make_alert(cast).pk],
        "office": [cast.ahvaz.pk],
        "staff": [cast.clerk.pk],
        "post": [cast.clerk.posts.get().pk],
        **of_pile(make_pile(cast, letter), letter),
        "deputy": [make_deputy(cast).pk],
        "letter": [letter.pk],
        "letter_step": [letter.pk, "take_back"],
        "letter_page": [letter.pk, 1],
        "submission": [thread.pk],
        "dispatch": [
            Dispatch.objects.create(
                letter=letter, addressee=addressee, channel="hand", created_by=cast.coordinator
            ).pk
        ],
        "incoming": [make_reply(cast, recipient, thread, case).pk],
        "recipient": [recipient.pk],
        "meeting": [make_meeting(cast, recipient, case).pk],
        "arrived_paper": [make_arrived_paper(cast).pk],
        "arrived_page": [make_arrived_paper(cast).pk, 1],
        "arrived": [arriving.take(b"Subject: x\n\ny", office=cast.ahvaz)[0].pk],
        "family_letter": [make_family_letter(cast).pk],
        "print_run": [make_print_run(cast)],
        "text": [cast.ahvaz.code, "reminder", "fa"],
        "office_code": [cast.ahvaz.code],
        "text_version": [make_text(cast).pk],
    }


def make_message(cast, case):
    """Taken down by somebody who is none of the people of the table: each of them may read it."""
    office = case.office
    writer = make_staff("writer", office, "clerk", by=cast.administrator)
    sheet = StoredFile.objects.first()
    return messages.take(
        case, case.request.enquirer, by=writer, text="x", sheet=sheet, pages=1, language="fa"
    )


def make_carried(cast):
    """One that may be handed over."""
    track = wished(cast)
    enquirer = track.case.request.enquirer
    row = messages.take(track.case, enquirer, by=cast.clerk, text="x", language="fa")
    messages.accept(row, by=cast.coordinator)
    return carried.to_hand_over(cast.protection)[0]


def make_loan(cast, case):
    """To an office of which the table knows nobody, so that elsewhere stays elsewhere."""
    consents.record_consent(case.request, {"P2": "granted"}, by=cast.clerk)
    row = loans.lend(
        case, third_office(cast), by=cast.coordinator, reason="x", until=cast.ahvaz.today()
    )
    consents.record_consent(case.request, {"P2": "refused"}, by=cast.clerk)
    return row


def third_office(cast):
    fields = office_fields("SHR", "Shiraz", "شیراز")
    return Office.objects.filter(code="SHR").first() or house.open_office(
        fields, by=cast.administrator
    )


def make_transfer(cast):
    case = log_family(cast, answers=GRANTED_ALL | {"P2": "granted"}).cases.get()
    return transfers.offer(case, third_office(cast), by=cast.coordinator, reason="wish")


def make_opening(cast):
    case = log_family(cast).cases.get()
    reader = make_staff("reader", third_office(cast), "clerk", by=cast.administrator)
    return emergencies.open_case(case, by=reader, reason="x")


def make_alert(cast):
    alerts.sound("log_ins", about=cast.clerk)
    return Alert.objects.get(kind="log_ins")


def make_letter(cast, recipient):
    case = log_family(cast).cases.get()
    case = cases.check_and_accept(case, by=cast.coordinator)
    letter = letter_drafts.draft(
        [case], recipient, "tracing_request", "en",
        by=cast.coordinator, office=cast.ahvaz, signatory=cast.signatory,
    )  # fmt: skip
    letter = letters.hand_over(letter, by=cast.coordinator)
    letter = letters.approve(letter, by=cast.signatory)
    return numbers.take_number(letter, by=cast.coordinator)


def make_pile(cast, letter):
    told = piles.FileTold("a.png", put_picture("blue"), 1)
    pile = piles.receive([told], by=cast.signatory, office=cast.ahvaz)
    stated = (drafting.code_reference(letter), letter.edition, 1, letter.print_pages)
    code = pagecode.format_code(*stated, sealing.derived_key("pagecode"))
    PilePage.objects.create(file=pile.files.get(), page=1, code=code)
    ScanPile.objects.update(read_at=timezone.now())
    return pile


def of_pile(pile, letter):
    return {
        "pile": [pile.pk],
        "pile_letter": [pile.pk, letter.pk],
        "pile_page": [pile.pk, PilePage.objects.get(file__pile=pile).pk],
    }


def make_deputy(cast):
    """Somebody of whom the table knows nothing stands in for the signatory."""
    other = make_staff("stands in", cast.ahvaz, "regional", by=cast.administrator)
    today, post = cast.ahvaz.today(), cast.signatory.posts.get()
    return deputies.name_deputy(post, other, by=cast.signatory, since=today, until=today)


def make_pair(cast):
    """Two families ask for one person, and somebody of that name asks too."""
    log_family(cast, enquirer="Mohammad Reza Farzian", sought=("Bahram Sample",))
    comparing.compare_waiting()
    return access.likenesses(cast.coordinator).first()


def make_family_letter(cast):
    case = cases.check_and_accept(log_family(cast).cases.get(), by=cast.coordinator)
    return to_family.write(case.request, "periodic_news", by=cast.clerk, way="hand")


def make_print_run(cast):
    letter, key = make_family_letter(cast), uuid.uuid4()
    FamilyLetter.objects.filter(pk=letter.pk).update(run=key)
    return key


def make_arrived_paper(cast):
    mail, _new = arriving.take(b"Subject: enclosed\n\ny", office=cast.ahvaz)
    position = mail.papers.count()
    return ArrivedPaper.objects.create(arrived=mail, position=position, file=put_picture())


def make_text(cast):
    text = wording.source("reminder", "fa") + "\n\nبا سپاس."
    return templates.write(cast.ahvaz, "reminder", "fa", text, by=cast.coordinator)


def make_removed(cast, family):
    paper = PaperTold(path=None, stored=put_picture("black"), name="b.png", mime="image/png")
    document = papers.attach(family, paper, by=cast.clerk)
    papers.remove_paper(document, by=cast.clerk, why="twice")
    return document


def make_upload(cast, case):
    about = {"kind": "photo", "title": "", "whose": "case", "may_leave": "not_asked"}
    return uploads.begin(case, by=cast.clerk, name="a.png", size=9, checksum=1, about=about)


def make_scan(cast):
    return Scan.objects.create(office=cast.ahvaz, file=put_picture("blue"), name="s.png", mark="1")


def make_run(cast):
    text = "Kërkuesi;Personi i kërkuar\nElira Provëza;Mehdi Provëza\n"
    return imports.prepare(text.encode(), office=cast.ahvaz, by=cast.coordinator, name="list.csv")


def make_asked_run(cast):
    """One that somebody wants undone. Its register differs, or it would be the run before it."""
    text = "Kërkuesi;Personi i kërkuar\nElira Provëza;Saeid Provëza\n"
    run = imports.take_over(text.encode(), office=cast.ahvaz, by=cast.coordinator, name="b.csv")
    return imports.ask_undo(run, by=cast.coordinator)


def make_export(cast):
    return exports.request_export(
        by=cast.coordinator, office=cast.ahvaz, asked={}, reason="x", columns=["reference"],
        form="csv", language="en", rows=1,
    )  # fmt: skip


def make_quarantined(cast):
    record = pfif.Record({"person_record_id": "register.example/1", "full_name": "Sample"})
    file = exchange.receive_file([record], source="x", by=cast.coordinator, office=cast.ahvaz)
    return file.records.get()


def make_meeting(cast, recipient, case):
    return meetings.plan(
        office=cast.ahvaz, recipient=recipient, by=cast.coordinator, cases=[case], kind="we_go",
        on=datetime.date(2026, 12, 1), language="en",
    )  # fmt: skip


def make_reply(cast, recipient, thread, case):
    line = replies.Line(thread, case, "acknowledged")
    return replies.record_reply(
        office=cast.ahvaz, body=recipient.body, way="phone", by=cast.clerk,
        received_on=datetime.date(2026, 11, 1), lines=[line], words="yes",
    )  # fmt: skip


def ask(client, method, url):
    """One request that leaves nothing behind."""
    with transaction.atomic():
        status = getattr(client, method)(url).status_code
        transaction.set_rollback(True)
    return status


def mismatches(enter, world, people, expected):
    """The cells of the table that are not as `expected(kind, allowed, role)` says."""
    wrong = []
    for role, staff in people.items():
        client = enter(staff)
        for name, (kind, *by_method) in TABLE.items():
            for method, allowed in zip(("get", "post"), by_method, strict=True):
                status = ask(client, method, reverse(name, args=world[kind]))
                fine = expected(name, kind, allowed, role)
                if status not in fine:
                    wrong.append(f"{role} {method} {name}: {status}, not {sorted(fine)}")
    return wrong


def test_own_office(cast, enter, world):
    def expected(name, kind, allowed, role):
        if allowed is None:
            return {405} | DENIED
        if role not in allowed:
            return DENIED
        return DONE | ({404} if name in EMPTY else set())

    assert "\n".join(mismatches(enter, world, cast.staff, expected)) == ""


def test_other_office(cast, enter, world):
    def expected(name, kind, allowed, role):
        if allowed is None:
            return {405} | DENIED
        if kind and kind not in SHARED:
            return {404} if role in allowed else DENIED
        return DONE if role in allowed else DENIED

    assert "\n".join(mismatches(enter, world, cast.elsewhere, expected)) == ""


# A case that is lent: which addresses colleagues of the other office may open, by method; what is
# not named is closed to them. A page that answers POST too shows itself again, changing nothing.
LENT = {
    "case": ("get", "post"),
    "case_people": ("get",),  # telephone and address stay closed
    "case_documents": ("get", "post"),
    "case_letters": ("get", "post"),
    "case_timeline": ("get", "post"),
    "case_messages": ("get", "post"),
    "person": ("get",),
    "person_history": ("get",),
    "person_links": ("get",),
    "document": ("get", "post"),
    "document_view": ("get", "post"),
    "document_original": ("get", "post"),
    "status_card": ("get", "post"),  # the family said yes to our other offices
    "tell": ("post",),
    "read_on": ("post",),
    "co_sign": ("get",),  # why they cannot
}
# Offered to that office too: whoever coordinates there decides.
OFFERED = {"transfer": ("get", "post")}


@pytest.mark.parametrize("role", [K, R])
def test_office_that_borrowed_reads_and_changes_nothing(cast, enter, world, role):
    staff = make_staff(f"{role}-shiraz", third_office(cast), role, by=cast.administrator)
    case = access.cases(cast.coordinator).get(reference=world["case"][0])
    consents.record_consent(case.request, {"P2": "granted"}, by=cast.clerk)
    client = enter(staff)

    rows = [name for name, (kind, *_rest) in TABLE.items() if kind and kind not in SHARED]
    opened: dict = {}
    for name in rows:
        address = reverse(name, args=world[TABLE[name][0]])
        methods = tuple(m for m in ("get", "post") if ask(client, m, address) in DONE)
        opened |= {name: methods} if methods else {}

    assert opened == LENT | (OFFERED if role == K else {})


def test_stranger_opens_nothing_and_cannot_tell_a_row_from_none(cast, enter, world):
    client = enter(cast.stranger)
    strange = {kind: [unknown(part) for part in parts] for kind, parts in world.items()}
    seen, guessed = {}, {}
    for name, (kind, *_allowed) in TABLE.items():
        for method in ("get", "post"):
            seen[name, method] = ask(client, method, reverse(name, args=world[kind]))
            guessed[name, method] = ask(client, method, reverse(name, args=strange[kind]))

    assert seen == guessed
    opened = {name for (name, _method), status in seen.items() if status not in DENIED | {405}}
    assert opened == {"home"}


def unknown(part):
    """Something of the same form that no row has."""
    if isinstance(part, uuid.UUID):
        return uuid.UUID(int=7)
    return 999_999 if isinstance(part, int) else str(part).replace("0", "9")


def test_nobody_logged_in_is_led_to_the_door(client, world):
    for name, (kind, *_by_method) in TABLE.items():
        answer = client.get(reverse(name, args=world[kind]))
        assert (name, answer.status_code, answer.url.partition("?")[0]) == (
            name, 302, reverse("account_login"),
        )  # fmt: skip


NOT_TODAY = {"ended yesterday": (-400, -1), "begins tomorrow": (1, None), "has none": None}


@pytest.mark.parametrize("when", NOT_TODAY)
@pytest.mark.parametrize("role", [K, P])
def test_post_that_does_not_count_today_opens_what_a_stranger_opens(cast, enter, world, role, when):
    staff, today = cast.staff[role], cast.ahvaz.today()
    if NOT_TODAY[when] is None:
        staff.posts.all().delete()
    else:
        since, until = (days and today + datetime.timedelta(days=days) for days in NOT_TODAY[when])
        staff.posts.update(since=since, until=until)

    seen = {
        who: {
            (name, method): ask(client, method, reverse(name, args=world[kind]))
            for name, (kind, *_allowed) in TABLE.items()
            for method in ("get", "post")
        }
        for who in (staff, cast.stranger)
        for client in [enter(who)]
    }

    assert seen[staff] == seen[cast.stranger]


def test_no_address_carries_a_name(world):
    held = StoredFile.objects.count()
    assert held >= 1
    for kind, arguments in world.items():
        assert all(str(a).isascii() for a in arguments), kind


def test_upload_without_a_file_says_so_and_keeps_the_page(cast, enter, world):
    url = reverse("document_add", args=world["case"])
    empty = SimpleUploadedFile("empty.pdf", b"")

    answer = enter(cast.clerk).post(url, {"files": empty})

    assert answer.status_code in (200, 302)
