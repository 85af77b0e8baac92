"""Keeps hidden layers of annexes hidden (optional content, ISO 32000-1, 8.11)."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .copying import Copier


class Layers:
    """The layers of all sources, and which of them were switched off in their own file."""

    def __init__(self) -> None:
        self._all: list[bytes] = []
        self._hidden: list[bytes] = []

    def note(self, pdf: pikepdf.Pdf, copier: Copier) -> None:
        """Take a source's layers along, as its own settings show them."""
        stated = pdf.Root.get(Name.OCProperties)
        if not isinstance(stated, Dictionary):
            return
        layers = dictionaries(stated.get(Name.OCGs))
        settings = stated.get(Name.D)
        settings = settings if isinstance(settings, Dictionary) else Dictionary()
        hidden = {layer.objgen for layer in dictionaries(settings.get(Name.OFF))}
        if settings.get(Name.BaseState) == Name.OFF:
            shown = {layer.objgen for layer in dictionaries(settings.get(Name.ON))}
            hidden = {layer.objgen for layer in layers} - shown
        for layer in layers:
            reference = copier.reference(layer)
            self._all.append(reference)
            if layer.objgen in hidden:
                self._hidden.append(reference)

    @property
    def entry(self) -> bytes:
        """The catalog's entry; nothing if no source has layers."""
        if not self._all:
            return b""
        everything, hidden = b" ".join(self._all), b" ".join(self._hidden)
        return b"/OCProperties<</OCGs[%b]/D<</OFF[%b]/Order[]>>>>" % (everything, hidden)


def dictionaries(value: Any) -> list[Any]:
    items = list(value) if isinstance(value, Array) else []
    return [item for item in items if isinstance(item, Dictionary) and item.is_indirect]
