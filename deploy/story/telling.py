"""The whole story without a browser, through the same actions as on screen.

Import, earlier submission, check and accept, a letter in Persian and one in English, approval,
number, signed scan, bundle, by hand and by e-mail, a reply for part of the cases, a promise on
the telephone, the reminder, and where every case stands.
"""

import datetime
import hashlib
import time
from pathlib import Path

from casework import imports, queries, vault
from casework.actions import bulk
from casework.actions.errors import Refused
from casework.disclosure.gate import public_status
from casework.lifecycle import State
from casework.models import Case
from casework.models.bulk import LineState
from casework.roles import Role
from correspondence import bundling, outbox
from correspondence.actions import dispatching, drafts, earlier, letters, numbers, replies, signing
from correspondence.models import Letter
from correspondence.models.dispatch import DispatchState, Receipt
from correspondence.models.letter import AddresseeRole
from correspondence.models.recipient import Channel
from correspondence.models.submission import Proof, ReplyClass
from families.calendars import parse

from .house import SampleHouse
from .mailserver import listening
from .scanner import simulate_signed_scan

MOST_IN_ONE_LETTER = 40


class Story:
    """Tells the story in one office and writes what happened into `told`."""

    def __init__(self, house: SampleHouse, out: Path):
        self.house, self.out = house, out
        self.office = house.office
        self.coordinator = house.staff[Role.COORDINATOR]
        self.signatory = house.staff[Role.SIGNATORY]
        self.clerk = house.staff[Role.CLERK]
        self.told: dict = {"letters": [], "dispatches": []}

    def tell(self, register: Path, documents: Path | None) -> dict:
        run = self._import(register, documents)
        self._hand_in_earlier(run)
        accepted = self._accept()
        first = self._write(accepted[::2], "tracing_request", "fa")
        second = self._write(accepted[1::2], "tracing_request", "en")
        confirm = self._confirm_earlier()
        for letter in (first, confirm):
            if letter:
                self._by_hand(letter)
        if second:
            self._by_mail(second)
        self._replies(first or second)
        self._remind(first or second)
        self.told["status"] = self._status()
        return self.told

    # taking over ------------------------------------------------------------------------------
    def _import(self, register: Path, documents: Path | None):
        run = imports.take_over(
            register, office=self.office, by=self.coordinator, documents=documents
        )
        self.told["imported"] = {
            key: run.summary[key]
            for key in (
                "rows", "requests", "cases", "drafts", "duplicates",
                "conflicts", "rejected", "documents", "refused_documents",
            )
        }  # fmt: skip
        return run

    def _hand_in_earlier(self, run) -> None:
        """What the rows say was handed to the Red Cross before becomes one earlier submission."""
        handed = [case for case, _offer in imports.earlier_offers(run)]
        self.told["earlier"] = {"cases": len(handed)}
        if handed:
            self.earlier = earlier.record(
                handed,
                self.house.delegation,
                by=self.coordinator,
                office=self.office,
                on=parse("بهار ۱۴۰۲"),
                papers="فهرست خانواده‌ها و رونوشت مدارک",
                proof=Proof.REMEMBERED,
            )

    def _accept(self) -> list[Case]:
        """Check and accept all that can go; the rest stays with its reasons."""
        waiting = Case.objects.filter(
            office=self.office, state__in=(State.REGISTERED, State.UNDER_REVIEW)
        ).order_by("reference")
        picked = [(case, case.version) for case in waiting]
        run = bulk.go_on(bulk.begin("accept", picked, {}, by=self.coordinator))
        done = [line.case for line in queries.bulk_lines(run, LineState.DONE)]
        self.told["accepted"] = {"cases": len(done), "refused": len(picked) - len(done)}
        return done

    # writing ----------------------------------------------------------------------------------
    def _write(self, about: list[Case], kind: str, language: str, **more) -> Letter | None:
        """From draft to the signed, bound letter; None, with the reasons told, if it may not go."""
        started = time.process_time()
        try:
            letter = self._approved(about[:MOST_IN_ONE_LETTER], kind, language, **more)
        except Refused as refusal:
            self.told.setdefault("not_written", []).append(
                {"kind": kind, "language": language, "codes": sorted(set(refusal.codes))}
            )
            return None
        letter = numbers.take_number(letter, by=self.coordinator)
        letter = bundling.build(self._sign(letter))
        self._keep(letter, time.process_time() - started)
        return letter

    def _approved(self, about: list[Case], kind: str, language: str, **more) -> Letter:
        letter = drafts.draft(
            about,
            self.house.delegation,
            kind,
            language,
            by=self.coordinator,
            office=self.office,
            signatory=self.signatory,
            **more,
        )
        letter = letters.hand_over(letter, by=self.coordinator)
        return letters.approve(letter, by=self.signatory)

    def _sign(self, letter: Letter) -> Letter:
        printed = signing.print_for_signature(letter)
        scan = self.out / "work-signed-scan.pdf"
        scan.write_bytes(simulate_signed_scan(printed))
        try:
            verdict = signing.receive_scan(letter, scan, by=self.coordinator)
        finally:
            scan.unlink()
        return signing.confirm_scan(
            letter, verdict.file, by=self.coordinator, signatory=self.signatory
        )

    def _keep(self, letter: Letter, seconds: float) -> None:
        name = f"letter-{letter.number.replace('/', '-')}-{letter.kind}-{letter.language}.pdf"
        content = b"".join(vault.read(letter.bundle))
        (self.out / name).write_bytes(content)
        included = letter.lines.filter(included=True).select_related("case")
        self.told["letters"].append(
            {
                "number": letter.number,
                "kind": letter.kind,
                "language": letter.language,
                "file": name,
                "cases": len(included),
                "families": len({line.case.request_id for line in included}),
                "annexes": letter.annexes.count(),
                "annex_pages": sum(annex.pages for annex in letter.annexes.all()),
                "pages": letter.bundle_pages,
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                "cpu_seconds": round(seconds, 3),
            }
        )

    def _confirm_earlier(self) -> Letter | None:
        if not hasattr(self, "earlier"):
            return None
        about = [line.case for line in self.earlier.lines.select_related("case")]
        return self._write(about, "confirm_earlier", "fa", submission=self.earlier)

    # sending ----------------------------------------------------------------------------------
    def _addressee(self, letter: Letter):
        return letter.addressees.get(role=AddresseeRole.TO)

    def _by_hand(self, letter: Letter) -> None:
        row = dispatching.dispatch(
            letter, self._addressee(letter), Channel.HAND, by=self.coordinator
        )
        row = dispatching.hand_in(
            row, by=self.coordinator, receipt=Receipt.SIGNED,
            received_by="دبیرخانهٔ نمایندگی (نمونه)", bearer=str(self.clerk),
        )  # fmt: skip
        self._note_dispatch(row)

    def _by_mail(self, letter: Letter) -> None:
        with listening() as box:
            row = dispatching.dispatch(
                letter, self._addressee(letter), Channel.EMAIL, by=self.coordinator
            )
            outbox.send_one(row.pk)
        row.refresh_from_db()
        self._note_dispatch(row, arrived=len(box.messages))

    def _note_dispatch(self, row, **more) -> None:
        self.told["dispatches"].append(
            {
                "letter": row.letter.number,
                "channel": row.channel,
                "state": row.state,
                "receipt": row.receipt,
                "sent": row.state == DispatchState.SENT,
                "sha256": row.frozen_sha256,
                **more,
            }
        )

    # coming back ------------------------------------------------------------------------------
    def _replies(self, letter: Letter | None) -> None:
        """A letter answers every fourth case and acknowledges every second; then a call comes."""
        counts = {"cases": 0, "acknowledged": 0, "promised": 0, "answered": 0}
        self.told["replies"] = counts
        if letter is None:
            return
        sent = [line.case for line in letter.lines.filter(included=True).select_related("case")]
        lines = [self._line(letter, case, i) for i, case in enumerate(sent) if i % 2 == 0]
        replies.record_reply(
            office=self.office, body=self.house.delegation.body, way="post", by=self.coordinator,
            received_on=self.office.today(), lines=lines, their_reference="TEH-26/0417",
            words="پاسخ کتبی نمایندگی (نمونه)",
        )  # fmt: skip
        promised = [
            replies.Line(
                letter.submission, case, ReplyClass.PROMISED,
                until=self.office.today() + datetime.timedelta(days=60),
            )
            for i, case in enumerate(sent) if i % 4 == 1
        ]  # fmt: skip
        if promised:
            replies.record_reply(
                office=self.office, body=self.house.delegation.body, way="phone", by=self.clerk,
                received_on=self.office.today(), lines=promised, who="خانم نمونه",
                function="دبیرخانه", words="گفت تا دو ماه دیگر پاسخ می‌دهند.",
            )  # fmt: skip
        counts["cases"] = len(lines) + len(promised)
        counts["answered"] = sum(line.reply_class == ReplyClass.ANSWERED for line in lines)
        counts["acknowledged"] = sum(line.reply_class == ReplyClass.ACKNOWLEDGED for line in lines)
        counts["promised"] = len(promised)

    def _line(self, letter: Letter, case: Case, place: int):
        answered = place % 4 == 0
        kind = ReplyClass.ANSWERED if answered else ReplyClass.ACKNOWLEDGED
        return replies.Line(letter.submission, case, kind)

    def _remind(self, letter: Letter | None) -> None:
        self.told["reminder"] = {"cites": [], "cases": 0}
        if letter is None:
            return
        reminder = self._write([], "reminder", letter.language, submission=letter.submission)
        if reminder is None:
            return
        self._by_hand(reminder)
        self.told["reminder"] = {
            "cites": [cited.number for cited in reminder.follows.order_by("number")],
            "cases": reminder.lines.filter(included=True).count(),
        }

    def _status(self) -> dict[str, str]:
        today = self.office.today()
        rows = Case.objects.filter(office=self.office).select_related("request")
        rows = rows.prefetch_related("outward_steps__body").order_by("reference")
        return {case.reference: public_status(case, on=today).code for case in rows}
