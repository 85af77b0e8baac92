"""How an office's letters begin: its emblem, printed paper, the invocation."""

import contextlib
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from casework import vault
from casework.actions import acting
from casework.actions.errors import Refused, Stale
from casework.models import Entry, Office
from casework.models.office import Language, Signing
from casework.vault import checks
from casework.wording.emblems import protected_name
from correspondence.models import OfficeHead
from correspondence.models.office_head import LEAST_ROOM, MOST_ROOM, Invocation
from correspondence.pdf.protected import is_red_cross
from families.names import tidy

LARGEST = (480, 480)
"""Dots of a kept emblem: 600 to the inch on paper, where it is 18 mm wide."""
PICTURES = ("image/png", "image/jpeg")


def change(office: Office, told: dict, *, by, seen=None, command=None) -> OfficeHead:
    """`printed_mm` (0: the program draws the head) and `invocations` by language."""
    with _setting(office, "change_head", by, seen, command, told) as act:
        if act.done:
            return act.head
        room, invocations = told["printed_mm"], told["invocations"]
        if room and not LEAST_ROOM <= room <= MOST_ROOM:
            raise ValueError(f"printed_mm {room}")
        if set(invocations) - set(Language.values) or set(invocations.values()) - set(Invocation):
            raise ValueError("an unknown language or invocation")
        if room and office.signing == Signing.NO_PAPER:
            sentence = _(
                "This office sends letters without paper: nothing would stand where the head is."
            )
            raise Refused(sentence, code="no_paper")
        act.head.printed_mm, act.head.invocations = room, invocations
        _keep(act)
    return act.head


def use_emblem(
    office: Office, path: Path, name: str, shows: str, *, by, seen=None, command=None
) -> OfficeHead:
    """The picture at `path` on all letters from now on, examined first and made small.

    `name` is the file's, `shows` what is to be seen in it: both are read for the protected emblems.
    Raises Refused.
    """
    shows = tidy(shows)
    with _setting(office, "use_emblem", by, seen, command, [shows, path.stat().st_size]) as act:
        if act.done:
            return act.head
        if not shows:
            raise Refused(_("Please say in a few words what the picture shows."), code="shows")
        verdict = checks.examine(path, original_name=name)
        if verdict.refused:
            sentence = checks.sentence(verdict.code, verdict.detail)
            raise Refused(sentence, code=verdict.code)
        if verdict.mime not in PICTURES:
            raise Refused(_("Please choose a picture: PNG or JPEG."), code="no_picture")
        with vault.work_file() as small:
            _made_small(path, small, [Path(name).stem, shows])
            act.head.emblem = vault.put(small, mime="image/png")
        act.head.emblem_shows = shows[:200]
        _keep(act)
    return act.head


def drop_emblem(office: Office, *, by, seen=None, command=None) -> OfficeHead:
    """Letters from now on bear no picture."""
    with _setting(office, "drop_emblem", by, seen, command, []) as act:
        if not act.done:
            act.head.emblem, act.head.emblem_shows = None, ""
            _keep(act)
    return act.head


def _made_small(path: Path, target: Path, words: list[str]) -> None:
    """A small PNG without anything but its dots. Raises Refused for a protected emblem."""
    try:
        with Image.open(path) as opened:
            words = [*words, *(text for text in opened.info.values() if isinstance(text, str))]
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, UnidentifiedImageError, ValueError):
        raise Refused(_("Please choose a picture: PNG or JPEG."), code="no_picture") from None
    picture.thumbnail(LARGEST)
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A"))
    _refuse_protected(flat, words)
    flat.save(target, "PNG", optimize=True)


def _refuse_protected(picture: Image.Image, words: list[str]) -> None:
    named = next(filter(None, map(protected_name, words)), "")
    if named or is_red_cross(picture):
        sentence = _(
            "Not kept: the red cross, the red crescent and the red crystal are protected by the "
            "Geneva Conventions. Nobody else may use them, their names or anything that looks like "
            "them."
        )
        raise Refused(sentence, code="protected_emblem")


@contextlib.contextmanager
def _setting(office: Office, step: str, by, seen, command, told):
    """Opens the action with `.head`, read anew under the lock of the office."""
    content = [str(office.pk), step, told]
    with acting.acting("keep_heads", by=by, office=office, command=command, content=content) as act:
        act.step = step
        Office.objects.select_for_update().get(pk=office.pk)
        act.head = OfficeHead.of(office)
        if not act.done and seen is not None and int(seen) != act.head.version:
            raise _stale(office)
        yield act


def _keep(act) -> None:
    act.head.version += 1
    act.head.save()
    act.record(act.step, target=act.office.code)


def _stale(office: Office) -> Stale:
    steps = ("change_head", "use_emblem", "drop_emblem")
    last = Entry.objects.filter(office=office, verb__in=steps).order_by("-at").first()
    return Stale(
        who=last.by if last and last.by else "-",
        when=last.at if last else None,
        what=last.verb if last else "change_head",
    )
