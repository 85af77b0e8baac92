"""Which text a letter of an office begins with: the office's newest approved one, else the house's.

A language for which the office has no text of its own falls back to the house's text in that
language, never to another language.
"""

from django.db.models import Max, QuerySet

from casework.models import Office
from correspondence import wording
from correspondence.models import LetterTemplate


def own_kinds() -> list[wording.LetterKind]:
    """The kinds that an office may word itself: letters to bodies.

    What a family or a sought person is told keeps one wording everywhere: a sentence of an
    office's own could tell what that person did not allow.
    """
    return [kind for kind in wording.offered_kinds() if kind.audience == "body"]


def versions(office: Office, kind: str, language: str) -> QuerySet[LetterTemplate]:
    """All versions, the newest first."""
    rows = LetterTemplate.objects.filter(office=office, kind=kind, language=language)
    return rows.select_related("office", "author", "decision__by").order_by("-version")


def in_use(office: Office, kind: str, language: str) -> LetterTemplate | None:
    """The newest approved version; None while letters use the house's text."""
    return versions(office, kind, language).filter(decision__approved=True).first()


def waiting(rows: QuerySet[LetterTemplate]) -> QuerySet[LetterTemplate]:
    """Of these the newest versions on which nobody has decided."""
    newest = LetterTemplate.objects.values("office", "kind", "language").annotate(
        newest=Max("version")
    )
    undecided = rows.filter(decision=None).select_related("office", "author")
    latest = {(n["office"], n["kind"], n["language"], n["newest"]) for n in newest}
    keys = [t.pk for t in undecided if (t.office_id, t.kind, t.language, t.version) in latest]
    return undecided.filter(pk__in=keys)


def words_of(template: LetterTemplate | None, kind: str, language: str) -> str:
    """What a version says; the house's text where there is none or it says so."""
    if template is None or template.is_house:
        return wording.source(kind, language)
    return template.text
