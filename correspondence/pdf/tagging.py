"""The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what is read, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .embedding import AddObject


@dataclass(slots=True, eq=False)
class Element:
    """A structure element: P, H1, Table, TR, TH, TD, L, LI, Figure …

    kids are elements or (page index, marked-content id). alt: for figures.
    """

    tag: str
    alt: str = ""
    kids: list[Element | tuple[int, int]] = field(default_factory=list)
    number: int = 0

    def child(self, tag: str, alt: str = "") -> Element:
        kid = Element(tag, alt)
        self.kids.append(kid)
        return kid


def utf16(text: str) -> str:
    """A PDF text string in hexadecimal."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def write_structure(root: Element, first_number: int, pages: Sequence[int], add: AddObject) -> int:
    """Write all elements, the parent tree and the root; the number of the root.

    Elements take consecutive object numbers from first_number, which must be the next one that
    `add` gives. pages: object number of each page.
    """
    _prune(root)
    ordered: list[tuple[Element, Element]] = []
    _collect(root, root, ordered)
    for number, (element, _) in enumerate(ordered, first_number):
        element.number = number
    tree_number = first_number + len(ordered) + 1
    parents: list[dict[int, int]] = [{} for _ in pages]
    for element, parent in ordered:
        above = tree_number if element is root else parent.number
        add(_dictionary(element, above, pages, parents).encode("ascii"))
    entries = " ".join(
        f"{page} [{' '.join(f'{number} 0 R' for _, number in sorted(numbers.items()))}]"
        for page, numbers in enumerate(parents)
    )
    parent_tree = add(f"<</Nums[{entries}]>>".encode())
    return add(
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parent_tree} 0 R"
        f"/ParentTreeNextKey {len(pages)}>>".encode()
    )


def _prune(element: Element) -> None:
    """Leave out elements under which nothing was drawn."""
    kids = element.kids
    for kid in kids:
        if isinstance(kid, Element):
            _prune(kid)
    if any(isinstance(kid, Element) and not kid.kids for kid in kids):
        element.kids = [kid for kid in kids if not isinstance(kid, Element) or kid.kids]


def _collect(element: Element, parent: Element, found: list[tuple[Element, Element]]) -> None:
    """Every element with its parent, in reading order."""
    found.append((element, parent))
    for kid in element.kids:
        if isinstance(kid, Element):
            _collect(kid, element, found)


def _dictionary(
    element: Element, above: int, pages: Sequence[int], parents: list[dict[int, int]]
) -> str:
    """One element; parents (page -> content id -> element) is filled for the parent tree."""
    kids, own_page = [], ""
    alone = len(element.kids) == 1
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{kid.number} 0 R")
            continue
        page, content = kid
        parents[page][content] = element.number
        if alone:
            own_page = f"/Pg {pages[page]} 0 R"
            kids.append(str(content))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {content}>>")
    more = f"/Alt {utf16(element.alt)}" if element.alt else ""
    if element.tag == "TH":
        more += "/A<</O/Table/Scope/Column>>"
    return f"<</S/{element.tag}/P {above} 0 R{own_page}{more}/K[{' '.join(kids)}]>>"
