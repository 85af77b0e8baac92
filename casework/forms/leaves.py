"""What is done with the pages of a paper: put in order, taken apart, blackened."""

from math import ceil, floor

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from families.names import to_ascii_digits

TURNS = ((0, _("as it is")), (1, _("a quarter to the right")), (2, _("upside down")),
         (3, _("a quarter to the left")))  # fmt: skip
MOST_BOXES = 200


class TypedNumber(forms.IntegerField):
    """A number in any digits."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "in d", "dir": "ltr"})

    def to_python(self, value):
        return super().to_python(to_ascii_digits(value) if isinstance(value, str) else value)


class Thousandths(forms.DecimalField):
    """A share of a page in per cent, as typed; whole thousandths come out."""

    widget = TypedNumber.widget

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=100, max_digits=5, decimal_places=2, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = to_ascii_digits(value).replace("٫", ".").replace(",", ".")
        return super().to_python(value)


class PageForm(forms.Form):
    """Where one page goes: into which document, in which place, how far turned."""

    part = TypedNumber(label=_("Document"), min_value=0, max_value=50)
    place = TypedNumber(label=_("Place in the document"), min_value=1, max_value=9999)
    turn = forms.TypedChoiceField(label=_("Turn"), choices=TURNS, coerce=int)


class Pages(BaseFormSet):
    def parts(self) -> list[list[tuple[int, int]]]:
        """For each document its (page, quarter turns) in order; document 0 is left out."""
        rows = [(form.cleaned_data, page) for page, form in enumerate(self.forms, 1)]
        numbers = sorted({said["part"] for said, _page in rows} - {0})
        return [
            [
                (page, said["turn"])
                for said, page in sorted(rows, key=lambda row: (row[0]["place"], row[1]))
                if said["part"] == number
            ]
            for number in numbers
        ]

    def unchanged(self) -> bool:
        """Whether this is the paper as it is."""
        return self.parts() == [[(page, 0) for page in range(1, len(self.forms) + 1)]]


class BoxForm(forms.Form):
    """One place to blacken, in per cent of the page, from its left and upper edge."""

    page = TypedNumber(label=_("Page"), min_value=1)
    left = Thousandths(label=_("From the left, %"))
    top = Thousandths(label=_("From the top, %"))
    width = Thousandths(label=_("Width, %"))
    height = Thousandths(label=_("Height, %"))


class Boxes(BaseFormSet):
    """Rows left empty are no places."""

    def __init__(self, *args, pages: int, **kwargs):
        self.pages = pages
        super().__init__(*args, **kwargs)

    def clean(self):
        for form in self.forms:
            said = getattr(form, "cleaned_data", {})
            if said.get("page", 0) > self.pages:
                form.add_error("page", _("The file does not have this page."))
            if said and not (said.get("width") and said.get("height")):
                form.add_error("width", _("Give a width and a height."))

    def boxes(self) -> list[tuple[int, int, int, int, int]]:
        """Places in whole thousandths, outwards: never less than what was typed."""
        return [_outwards(form.cleaned_data) for form in self.forms if form.cleaned_data]


def _outwards(said: dict) -> tuple[int, int, int, int, int]:
    left, top = floor(said["left"] * 10), floor(said["top"] * 10)
    right = min(1000, ceil((said["left"] + said["width"]) * 10))
    bottom = min(1000, ceil((said["top"] + said["height"]) * 10))
    return said["page"], left, top, max(0, right - left), max(0, bottom - top)


PagesFormSet = formset_factory(PageForm, formset=Pages, extra=0, max_num=500, absolute_max=500)
BoxesFormSet = formset_factory(
    BoxForm, formset=Boxes, extra=5, max_num=MOST_BOXES, absolute_max=MOST_BOXES
)
