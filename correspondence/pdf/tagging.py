"""The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what is read, in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Content = tuple[int, int]
"""(page index, marked-content id)."""


class Element:
    """A structure element: P, H1, Table, TR, TH, TD, L, LI, Figure …

    kids are elements or contents of pages. alt: for figures.
    """

    __slots__ = ("alt", "kids", "tag")

    def __init__(self, tag: str, alt: str = "") -> None:
        self.tag = tag
        self.alt = alt
        self.kids: list[Element | Content] = []

    def child(self, tag: str, alt: str = "") -> Element:
        kid = Element(tag, alt)
        self.kids.append(kid)
        return kid


def utf16(text: str) -> str:
    """A PDF text string in hexadecimal."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def write_structure(
    root: Element, first_number: int, pages: Sequence[int], add: Callable[[list[bytes]], None]
) -> int:
    """Write all elements, the parent tree and the root; the number of the root.

    The objects take consecutive numbers from first_number, which must be the next one that
    `add` gives. pages: object number of each page.
    """
    tree = _Tree(first_number, pages)
    tree_root, parent_tree = first_number, first_number + 1
    document = tree.write(root, tree_root)
    entries = " ".join(
        f"{page} [{' '.join([f'{numbers[at]} 0 R' for at in range(len(numbers))])}]"
        for page, numbers in enumerate(tree.parents)
    )
    tree.bodies[0] = (
        f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree {parent_tree} 0 R"
        f"/ParentTreeNextKey {len(pages)}>>"
    )
    tree.bodies[1] = f"<</Nums[{entries}]>>"
    add([body.encode("ascii") for body in tree.bodies])
    return tree_root


class _Tree:
    """The elements as objects, in reading order; two places are kept for the root's own."""

    def __init__(self, first_number: int, pages: Sequence[int]) -> None:
        self.first_number = first_number
        self.pages = pages
        self.bodies = ["", ""]
        self.parents: list[dict[int, int]] = [{} for _ in pages]

    def write(self, element: Element, above: int) -> int:
        """Write an element and all below it; its number, or 0 where nothing of it was drawn."""
        place = len(self.bodies)
        number = self.first_number + place
        self.bodies.append("")
        if len(element.kids) == 1 and isinstance(element.kids[0], tuple):
            kids = self._only(element.kids[0], number)
        else:
            kids = f"/K[{self._kids(element, number)}]"
        if kids == "/K[]":
            self.bodies.pop()
            return 0
        more = f"/Alt {utf16(element.alt)}" if element.alt else ""
        if element.tag == "TH":
            more += "/A<</O/Table/Scope/Column>>"
        self.bodies[place] = f"<</S/{element.tag}/P {above} 0 R{more}{kids}>>"
        return number

    def _only(self, content: Content, number: int) -> str:
        page, mark = content
        self.parents[page][mark] = number
        return f"/Pg {self.pages[page]} 0 R/K[{mark}]"

    def _kids(self, element: Element, number: int) -> str:
        told = []
        for kid in element.kids:
            if isinstance(kid, tuple):
                page, mark = kid
                self.parents[page][mark] = number
                told.append(f"<</Type/MCR/Pg {self.pages[page]} 0 R/MCID {mark}>>")
            elif below := self.write(kid, number):
                told.append(f"{below} 0 R")
        return " ".join(told)
