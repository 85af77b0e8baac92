"""Words that can be found again, written into every confidential box through the real pages."""

import uuid
import zlib

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from casework.actions import cases
from casework.models import Case, Document, FamilyMessage, IntakeDraft, Scan, Upload
from tests.casework.vault import hostile

PASSPHRASE = "a long enough passphrase"
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Seeds:
    """Hands out markers and remembers them: {marker: the box it was written into}."""

    def __init__(self):
        self.written: dict[str, str] = {}

    def mark(self, box: str) -> str:
        marker = f"NISHANE{len(self.written) + 1001}Q"
        self.written[marker] = box
        return f"{marker} {box}"

    def number(self, box: str) -> str:
        """A telephone or another number that is a marker itself."""
        marker = f"91643{len(self.written) + 10001}"
        self.written[marker] = box
        return f"0{marker}"


class Desk:
    """A browser in the hands of one member of staff; no page may fail."""

    def __init__(self, staff):
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(staff, backend=BACKEND)

    def post(self, page: str, *args, **typed):
        sent = {"command": str(uuid.uuid4()), **typed}
        answer = self.client.post(reverse(page, args=args), sent)
        assert answer.status_code in (200, 201, 302), (page, answer.status_code)
        return answer

    def press(self, page: str, *args, **typed):
        """A form that must be taken: it leads away."""
        answer = self.post(page, *args, **typed)
        assert answer.status_code == 302, (page, answer.content.decode())
        return answer


def seed(cast) -> dict[str, str]:
    """Writes a marker into every confidential box; gives marker → box."""
    seeds, clerk = Seeds(), Desk(cast.clerk)
    case = _log(seeds, clerk)
    _left_typed(seeds, clerk)
    _of_the_family(seeds, clerk, case)
    _about_people(seeds, clerk, case)
    _papers(seeds, clerk, case)
    _steps(seeds, cast, case)
    _sealed(seeds, cast, case)
    _messages(seeds, cast, case)
    return seeds.written


def _log(seeds: Seeds, clerk: Desk) -> Case:
    mark = seeds.mark
    file = hostile.pdf_bytes(hostile.plain_pdf()) + b"%" + mark("a file's content").encode()
    typed = {
        "e-name": "مریم نمونه",
        "e-notice": "on",
        "e-interpreter": mark("who interpreted"),
        "e-paper_place": mark("where the paper stands"),
        "e-phone": seeds.number("telephone"),
        "e-who_may_answer": mark("who may pick up"),
        "e-safe_times": mark("at what times"),
        "e-address": mark("address"),
        "e-id_kind": "passport",
        "e-id_number": seeds.number("passport"),
        "e-second_name": "رضا نمونه",
        "e-second_phone": seeds.number("second contact"),
        "p0-name": "محمد نمونه",
        "p0-father": "علی",
        "p0-born": "1330",
        "p0-id_kind": "passport",
        "p0-id_number": seeds.number("sought person's passport"),
        "p0-last_place": mark("last place"),
        "p0-last_news": mark("last news"),
        "p0-circumstances": mark("circumstances"),
        "files": SimpleUploadedFile(f"{mark('file name')}.pdf", file),
        "a-P3": "granted",
    }
    clerk.press("intake_new_all", **typed, do="upload")
    draft = IntakeDraft.objects.get()
    clerk.press("intake_check", draft.pk, do="log")
    return Case.objects.get()


def _left_typed(seeds: Seeds, clerk: Desk) -> None:
    """A draft that is not logged, kept by itself, with a file that has not come in full."""
    address = reverse("intake_new")
    typed = {"e-name": seeds.mark("typed and not logged"), "draft": str(uuid.uuid4())}
    clerk.client.post(address, typed, headers={"X-Autosave": "1"})
    draft = IntakeDraft.objects.get(request=None)
    content = seeds.mark("half a file").encode() * 100
    file = {"name": seeds.mark("name of half a file"), "size": 2 * len(content), "checksum": 1}
    clerk.post("intake_upload_new", draft.pk, **file)
    headers = {"Upload-Offset": 0, "Piece-Checksum": zlib.crc32(content)}
    clerk.client.put(
        reverse("upload", args=[Upload.objects.get().pk]),
        content,
        content_type="application/octet-stream",
        headers=headers,
    )


def _of_the_family(seeds: Seeds, clerk: Desk, case: Case) -> None:
    mark, where = seeds.mark, case.reference
    clerk.press(
        "contact_new", where, how="call", result="talked", whom=mark("whom"), said=mark("said"),
        promised=mark("promised"), next_step=mark("next step"),
    )  # fmt: skip
    clerk.press("note_new", where, words=mark("note"))
    clerk.press("risk", case.request.number, impression="no_sign", words=mark("impression"))
    clerk.press(
        "consent_one",
        where,
        purpose="P6",
        answer="granted",
        how="oral",
        person=str(case.request.enquirer_id),
        witness=mark("witness"),
    )
    clerk.press("case_join", where, name="علی نمونه", phone=seeds.number("brother"), safe="yes",
                how="oral")  # fmt: skip
    clerk.press(
        "news_new", about=mark("about whom"), words=mark("handed-in news"),
        source=mark("source"), reach=mark("reach"),
    )  # fmt: skip


def _about_people(seeds: Seeds, clerk: Desk, case: Case) -> None:
    mark, asker = seeds.mark, case.request.enquirer

    def add(person, part, **typed):
        seen = type(person).objects.get(pk=person.pk).version
        clerk.press("person_add", case.reference, person.pk, part, seen=seen, **typed)

    add(
        asker, "contact", kind="address", value=mark("second address"), safe="ask", works="works",
        safe_times=mark("times of an address"),
    )  # fmt: skip
    add(
        asker, "identifier", kind="other", value=seeds.number("another number"),
        issuer=mark("issued by"),
    )  # fmt: skip
    brother = case.request.co_enquirers.get()
    add(
        brother, "tie", other=str(case.sought_id), kin="brother",
        as_given=mark("family's words"), verified_how=mark("how a tie is known"),
    )  # fmt: skip
    add(
        case.sought, "news", place=mark("place of news"), address=mark("address of news"),
        words=mark("words of news"), said_by=mark("who said so"), confidence="unknown",
    )  # fmt: skip


def _papers(seeds: Seeds, clerk: Desk, case: Case) -> None:
    mark = seeds.mark
    file = SimpleUploadedFile(f"{mark('name of a photo')}.png", hostile.picture_bytes("PNG"))
    clerk.press(
        "document_add", case.reference, kind="photo", title=mark("title"), whose="case",
        may_leave="granted", files=file,
    )  # fmt: skip
    paper = Document.objects.get(kind="photo")
    clerk.press("document_remove", paper.pk, why=mark("why it was taken out"))
    for scan in Scan.objects.filter(state="waiting"):
        clerk.press("scan_discard", scan.pk, why=mark("why a scan was thrown away"))


def _steps(seeds: Seeds, cast, case: Case) -> None:
    desk, mark = Desk(cast.coordinator), seeds.mark
    seen = cases.check_and_accept(case, by=cast.coordinator).version
    items = f"{mark('what is missing')}\n{mark('what else is missing')}"
    desk.press("case_step", case.reference, "ask_more", seen=seen, items=items)
    desk.press(
        "case_step", case.reference, "hold", seen=seen + 1, reason="safety", review_on="2027-01-01",
        words=mark("why it is held"),
    )  # fmt: skip


def _sealed(seeds: Seeds, cast, case: Case) -> None:
    mark, officer = seeds.mark, Desk(cast.protection)
    second = Desk(cast.elsewhere["protection"])

    def step(name, **typed):
        officer.press("sealed_step", case.reference, name, **typed)

    officer.post("sealed_key", passphrase=PASSPHRASE, again=PASSPHRASE)
    step("trace", words=mark("trace"))
    step("whereabouts", relay=mark("relay"), place=mark("whereabouts"), words=mark("safety"))
    step("check", kind="facts", fits="yes", words=mark("first check"))
    step("check", kind="photo", fits="yes", words=mark("second check"))
    second.press("sealed_step", case.reference, "identity")
    step("ask", how="in_person", words=mark("asked"))
    step(
        "wish", toward=str(case.request.enquirer_id), level="L5", details=mark("details"),
        words=mark("wish"), how="in_person", verified_how=mark("how verified"), free="on",
    )  # fmt: skip
    step("opening", reason=mark("reason of opening"))


def _messages(seeds: Seeds, cast, case: Case) -> None:
    """One that goes back with a reason, one that is kept."""
    clerk, reader, asker = Desk(cast.clerk), Desk(cast.coordinator), str(case.request.enquirer_id)
    clerk.press(
        "consent_one", case.reference, purpose="P9", answer="granted", how="oral", person=asker
    )
    for found in ("back", "neutral"):
        typed = {"sender": asker, "language": "fa", "text": seeds.mark(f"message, {found}")}
        clerk.press("message_new", case.reference, **typed)
        row = FamilyMessage.objects.get(state="checking")
        words = seeds.mark("why a message goes back") if found == "back" else ""
        reader.press("message", row.pk, found=found, reason="place", words=words)


def fail_on_purpose(cast) -> None:
    """A page that breaks with a confidential text in its hands, so that a traceback is written."""
    marker = Seeds().mark("in a traceback")
    settings.FILES_DIR.rename(settings.FILES_DIR.with_name("files-away"))
    settings.FILES_DIR.write_text("no folder")
    desk = Desk(cast.clerk)
    desk.client.raise_request_exception = False
    file = SimpleUploadedFile("photo.png", hostile.picture_bytes("PNG", (31, 41)))
    sent = {"kind": "photo", "title": marker, "whose": "case", "may_leave": "granted"}
    address = reverse("document_add", args=[Case.objects.get().reference])
    assert desk.client.post(address, sent | {"files": file}).status_code == 500
    settings.FILES_DIR.unlink()
    settings.FILES_DIR.with_name("files-away").rename(settings.FILES_DIR)
