"""The states and steps of a life as a drawing: computed from the tables, never drawn by hand.

Each state is a line, each step a column: small marks where it starts, a large one where it leads.
"""

from dataclasses import dataclass, field

from casework.lifecycle import BACK

ROW, COLUMN, LABELS, TOP = 34, 38, 216, 40


@dataclass(frozen=True)
class Line:
    """One state: its words and its height in the drawing."""

    label: str
    y: int


@dataclass(frozen=True)
class Mark:
    """Where a step starts ("from"), leads ("to"), or may lead back ("back"); `stays`: it also
    starts where it leads."""

    kind: str
    y: int
    stays: bool = False


@dataclass(frozen=True)
class Column:
    """One step: its number, its place, and its marks; `by_itself`: nobody presses for it."""

    number: int
    x: int
    first: int
    last: int
    by_itself: bool
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Chart:
    """The whole drawing, in the units of its view box. `to_the_left`: words run from the right."""

    width: int
    height: int
    label_x: int
    line_from: int
    line_to: int
    to_the_left: bool
    lines: list[Line]
    columns: list[Column]


def targets(step, steps) -> list:
    """The states to which a step can lead: its own, or all from which one can have come."""
    if step.target != BACK:
        return [step.target]
    came = (other.sources for other in steps if other.target in step.sources)
    return list(dict.fromkeys(state for sources in came for state in sources))


def draw(labels: dict, steps, *, to_the_left=False) -> Chart:
    """`labels`: the words of each state, in the order of the lines; `steps`: the table."""
    steps = list(steps)
    width = LABELS + COLUMN * len(steps) + COLUMN // 2
    heights = {state: TOP + ROW * at for at, state in enumerate(labels)}

    def across(x: int) -> int:
        return width - x if to_the_left else x

    columns = [
        _column(n, across(LABELS + COLUMN * n - COLUMN // 2), step, targets(step, steps), heights)
        for n, step in enumerate(steps, 1)
    ]
    return Chart(
        width=width,
        height=TOP + ROW * len(labels),
        label_x=across(4),
        line_from=across(LABELS - 8),
        line_to=across(width),
        to_the_left=to_the_left,
        lines=[Line(str(labels[state]), y) for state, y in heights.items()],
        columns=columns,
    )


def _column(number, x, step, to, heights) -> Column:
    kind = "back" if step.target == BACK else "to"
    marks = [Mark("from", heights[s]) for s in step.sources if s not in to or kind == "back"]
    marks += [Mark(kind, heights[s], s in step.sources) for s in to]
    reach = [mark.y for mark in marks]
    by_itself = getattr(step, "verb", "") is None
    return Column(number, x, min(reach), max(reach), by_itself, marks)


def mermaid(labels: dict, steps) -> str:
    """The same as text that code forges draw."""
    steps = list(steps)
    lines = ["stateDiagram-v2"]
    lines += [f"    {state}: {label}" for state, label in labels.items()]
    for step in steps:
        for source in step.sources:
            back = step.target == BACK
            to = [t for t in targets(step, steps) if t != source or not back]
            lines += [f"    {source} --> {t}: {step.name}" for t in to]
    return "\n".join(lines)
