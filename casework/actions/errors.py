"""Why an action did not happen, in words for the person who tried."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The step is not possible now. `reasons` are sentences, `codes` name the conditions."""

    def __init__(self, *reasons, codes=(), code=""):
        self.reasons = list(reasons)
        self.codes = list(codes) or ([code] if code else [])
        super().__init__(" ".join(str(r) for r in reasons))


class Stale(Refused):
    """Somebody changed it since the page was opened; nothing that was typed is lost."""

    def __init__(self, *, who, when, what):
        self.who, self.when, self.what = who, when, what
        super().__init__(
            _(
                "%(who)s has changed this in the meantime (%(what)s). "
                "What you typed is kept: look at it again and press once more."
            )
            % {"who": who, "what": what},
            code="stale",
        )


class Replayed(Refused):
    """The same command id came again with other content: refused, for the first one counts."""

    def __init__(self):
        super().__init__(
            _("This step was already taken with other content. Nothing was changed."),
            code="replayed",
        )
