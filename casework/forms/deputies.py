"""Who stands in for whom, and when."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from casework.models import Post, Staff
from families import display

from .fields import DayField


class DeputyForm(forms.Form):
    """`posts`: those of one's own; where there is but one, nothing is to be chosen."""

    post = forms.ChoiceField(label=_("For which post"))
    deputy = forms.ModelChoiceField(
        Staff.objects.none(), label=_("Who stands in for you"), empty_label="–"
    )
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))

    def __init__(self, *args, posts: list[Post], people, **kwargs):
        super().__init__(*args, **kwargs)
        self._posts = {str(post.pk): post for post in posts}
        between = display.comma((get_language() or "en")[:2])
        self.fields["post"].choices = [
            (key, between.join((post.get_role_display(), str(post.office))))
            for key, post in self._posts.items()
        ]
        self.fields["deputy"].queryset = people.order_by("display_name", "username")

    def clean_post(self) -> Post:
        return self._posts[self.cleaned_data["post"]]
