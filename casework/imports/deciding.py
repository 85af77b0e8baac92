"""What a person decided about single rows before a register is taken over.

A row asks for a decision where it says something else about a case that is here, where its remarks
can be read as fields, and where one cell names several people and it is not plain how the other
cells belong to them. Nothing of that happens by itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from casework.actions.retold import Difference

CHANGE, OFFER = "change", "offer"
TOGETHER, APART = "together", "apart"


def row_id(number: int, part: int = 0) -> str:
    return f"{number}.{part}" if part else str(number)


def kind_of(difference: Difference) -> str:
    return OFFER if difference.suggested else CHANGE


@dataclass(frozen=True)
class Decisions:
    """`everything` names the kinds of which all is accepted that needs no yes of its own;
    `accepted` and `declined` hold, row by row, what was decided one by one; `people` says how the
    cells of a row with several names are read: TOGETHER, what stands once counts for all; APART,
    it stays a note."""

    everything: tuple[str, ...] = ()
    accepted: dict[str, list[str]] = field(default_factory=dict)
    declined: dict[str, list[str]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, held: dict) -> "Decisions":
        told = {name: held[name] for name in ("accepted", "declined", "people") if name in held}
        return cls(tuple(held.get("everything", ())), **told)

    def as_json(self) -> dict:
        return {
            "everything": list(self.everything),
            "accepted": self.accepted,
            "declined": self.declined,
            "people": self.people,
        }

    def says_yes(self, row: str, kind: str, name: str, *, needs_own_yes: bool = False) -> bool:
        key = f"{kind}:{name}"
        if key in self.accepted.get(row, ()):
            return True
        plain = kind in self.everything and not needs_own_yes
        return plain and key not in self.declined.get(row, ())

    def accepts(self, row: str) -> Callable[[Difference], bool]:
        return lambda one: self.says_yes(
            row, kind_of(one), one.field, needs_own_yes=one.needs_own_yes
        )

    def with_row(self, row: str, *, yes: Iterable[str], no: Iterable[str]) -> "Decisions":
        """These decisions, with what was said about one row: `kind:name` of each."""
        accepted = {**self.accepted, row: sorted(yes)}
        declined = {**self.declined, row: sorted(no)}
        return Decisions(self.everything, _filled(accepted), _filled(declined), self.people)

    def with_people(self, row: str, how: str) -> "Decisions":
        people = {**self.people, row: how}
        kept = {row: how for row, how in people.items() if how in (TOGETHER, APART)}
        return Decisions(self.everything, self.accepted, self.declined, kept)

    def with_everything(self, kind: str) -> "Decisions":
        kinds = tuple(dict.fromkeys((*self.everything, kind)))
        return Decisions(kinds, self.accepted, self.declined, self.people)

    def with_nothing(self) -> "Decisions":
        return Decisions(people=self.people)


def _filled(held: dict[str, list[str]]) -> dict[str, list[str]]:
    return {row: names for row, names in held.items() if names}


NOTHING = Decisions()
EVERYTHING = Decisions(everything=(CHANGE,))
