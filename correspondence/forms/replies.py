"""What came back: how, from whom, and what it says on each case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.fields import DayField
from correspondence.actions.replies import Line
from correspondence.models.incoming import Way
from correspondence.models.submission import ReplyClass

from .proofs import DAY_HINT

AS_ABOVE, NOT_NAMED = "", "not_named"
CLASSES = [choice for choice in ReplyClass.choices if choice[0]]
PROMISE_DAY = _("A promise needs its day: until when?")


class ReplyForm(forms.Form):
    """One form for a letter, a mail, a call and a meeting."""

    way = forms.ChoiceField(label=_("How it came"), choices=Way, widget=forms.RadioSelect)
    received_on = DayField(label=_("On which day"), help_text=DAY_HINT)
    who = forms.CharField(label=_("From whom"), max_length=300, required=False)
    function = forms.CharField(label=_("Their function"), max_length=300, required=False)
    their_reference = forms.CharField(
        label=_("Their reference"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("The case is found under it from now on."),
    )
    dated = DayField(label=_("Date of their letter"), required=False, help_text=DAY_HINT)
    words = forms.CharField(
        label=_("What it says, or what was said, word for word"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Not here: where a person is, or that he or she was seen or found."),
    )
    raw = forms.FileField(
        label=_("Scan or mail file"), required=False, help_text=_("PDF, photograph, .eml")
    )
    finding = forms.CharField(
        label=_("Does it say something about a person? Then write that here, and only here."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "It goes to the protection officers. This reply is then open to them and to you "
            "alone; tell nobody, the family neither."
        ),
    )


class AllForm(forms.Form):
    """What holds for all cases that are not marked one by one."""

    reply_class = forms.ChoiceField(
        label=_("For all cases below"), choices=[("", _("choose below")), *CLASSES], required=False
    )
    until = DayField(label=_("Promised until"), required=False, help_text=DAY_HINT)
    passed_to = forms.CharField(label=_("Passed on to"), max_length=200, required=False)
    only_named = forms.BooleanField(
        label=_("Only for the cases that it names"),
        required=False,
        help_text=_("Found in it by number or name; look at each before you record it."),
    )

    def __init__(self, data=None, *, some_named=False, **kwargs):
        """`some_named`: it names some of the cases and not others."""
        super().__init__(data, initial={"only_named": some_named}, **kwargs)
        if not some_named:
            del self.fields["only_named"]

    def clean(self):
        said = super().clean()
        if said.get("reply_class") == ReplyClass.PROMISED and not self._has_day(said):
            self.add_error("until", PROMISE_DAY)
        return said

    def _has_day(self, said) -> bool:
        return "until" in self.errors or bool(said.get("until"))


class LineForm(forms.Form):
    """What it says on one case of one submission."""

    reply_class = forms.ChoiceField(
        choices=[(AS_ABOVE, _("as above")), (NOT_NAMED, _("not named")), *CLASSES], required=False
    )
    until = DayField(required=False)
    their_reference = forms.CharField(
        max_length=100, required=False, widget=forms.TextInput(attrs={"dir": "ltr"})
    )

    def __init__(self, data=None, *, mark, reference, named=False, **kwargs):
        super().__init__(data, prefix=f"c{mark.pk}", **kwargs)
        self.mark, self.named = mark, named
        for name, label in (
            ("reply_class", _("What it says on %(case)s")),
            ("until", _("Promised until, %(case)s")),
            ("their_reference", _("Their reference for %(case)s")),
        ):
            self.fields[name].label = label % {"case": reference}
            self.fields[name].widget.attrs["aria-label"] = self.fields[name].label

    def line(self, above: dict) -> Line | None:
        """The line for the action; None when the reply does not speak of this case."""
        said = self.cleaned_data
        chosen = said["reply_class"] or self._as_above(above)
        if not chosen or chosen == NOT_NAMED:
            return None
        until = said["until"] or above["until"] if chosen == ReplyClass.PROMISED else None
        passed = above["passed_to"] if chosen == ReplyClass.PASSED_ON else ""
        return Line(
            self.mark.submission, self.mark.case, chosen, until, passed, said["their_reference"]
        )

    def _as_above(self, above: dict) -> str:
        holds = self.named or not above.get("only_named")
        return above["reply_class"] if holds else NOT_NAMED
