"""Every upload is examined here, in a child process with limits, before anything opens it.

The promise: no file, however made, stops, crashes or runs anything in the application. An
error, a crash or a file that takes too long in the child is a refusal with a sentence.
"""

from .examiner.verdicts import Kind, Limits, Profile, Refusal, Verdict
from .process import (
    Examiner,
    RenderingRefused,
    Source,
    examine,
    examine_many,
    safe_rendering,
)
from .sentences import sentence

__all__ = [
    "Examiner",
    "Kind",
    "Limits",
    "Profile",
    "Refusal",
    "RenderingRefused",
    "Source",
    "Verdict",
    "examine",
    "examine_many",
    "safe_rendering",
    "sentence",
]
