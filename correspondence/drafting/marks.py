"""What stands at the edge of every page of a paper that goes with letters."""

from casework.models import Organisation
from correspondence.pdf import PageMarks
from correspondence.wording import labels


def of_paper(language: str) -> PageMarks:
    """The page's number, that it is confidential, and in a sample office that it is a sample."""
    return PageMarks(
        page_label=labels.page_label(language),
        classification=labels.label("confidential", language),
        note=labels.label("sample", language) if Organisation.current().is_sample else "",
    )
