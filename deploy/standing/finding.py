"""What was found about one thing: how bad it is, how it stands, what to do about it."""

from dataclasses import dataclass
from enum import IntEnum

from django.utils.html import strip_tags


class Level(IntEnum):
    WELL = 0
    LOOK = 1  # works; somebody should look at it
    BROKEN = 2  # something does not work until somebody does what is said


@dataclass(frozen=True)
class Finding:
    """`name` says what was looked at, `stands` how it is, `todo` what helps ("" when well)."""

    name: str
    level: Level
    stands: str
    todo: str = ""


def well(name, stands) -> Finding:
    return Finding(str(name), Level.WELL, strip_tags(str(stands)))


def look(name, stands, todo) -> Finding:
    return Finding(str(name), Level.LOOK, strip_tags(str(stands)), str(todo))


def broken(name, stands, todo) -> Finding:
    return Finding(str(name), Level.BROKEN, strip_tags(str(stands)), str(todo))
