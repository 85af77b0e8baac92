"""Papers of the desk on printed pages: their parts as blocks of a document."""

from casework.wording import papers
from correspondence.pdf import document

from .letters import Values, page_blocks

NOTHING: Values = {}


def part(
    name: str, language: str, key: str, values: Values = NOTHING, *, gap: str = ""
) -> list[document.Block]:
    """One part of a paper, its title as a heading. MissingValues unless a gap may stand."""
    title = papers.title(name, language, key)
    heads: list[document.Block] = [document.Heading(title, 1)] if title else []
    return heads + page_blocks(papers.part(name, language, key, values, gap=gap))
