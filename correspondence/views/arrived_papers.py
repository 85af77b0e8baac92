"""The files that came with a mail, as pictures that cannot do anything, or to be saved."""

from django.http import Http404, HttpRequest, HttpResponse

from casework import audit, vault
from casework.vault import checks
from correspondence import access
from correspondence.models import ArrivedMail, ArrivedPaper

from .shared import hand_out

WIDTH = 1200
DRAWN = ("application/pdf", "image/")


def papers_of(mail: ArrivedMail | None) -> list[dict]:
    """What a page shows of each: its name, its pages, or why it was refused."""
    if mail is None:
        return []
    return [
        {
            "paper": paper,
            "said": checks.sentence(paper.verdict, paper.detail) if paper.file is None else "",
            "pages": range(1, paper.pages + 1) if _is_drawn(paper) else (),
        }
        for paper in mail.papers.select_related("file")
    ]


def _is_drawn(paper: ArrivedPaper) -> bool:
    return paper.file is not None and paper.file.mime.startswith(DRAWN)


def arrived_paper(request: HttpRequest, pk) -> HttpResponse:
    """The file as the examination left it, to be saved."""
    paper = _opened(request, pk)
    return hand_out(paper.file, "enclosure")


def arrived_page(request: HttpRequest, pk, page: int) -> HttpResponse:
    """One page of it as a picture."""
    paper = _opened(request, pk)
    if not _is_drawn(paper):
        raise Http404
    try:
        with vault.open_plain(paper.file) as path:
            drawn = checks.safe_rendering(path, paper.file.mime, page, WIDTH)
    except (checks.RenderingRefused, vault.MissingFile) as error:
        raise Http404 from error
    return HttpResponse(drawn, content_type="image/png")


def _opened(request, pk) -> ArrivedPaper:
    rows = access.arrived_papers(request.user).select_related("file", "arrived__office")
    paper = access.find(rows, pk=pk)
    office = paper.arrived.office
    audit.record("view_incoming", by=request.user, office=office, target=paper.pk, reading=True)
    return paper
