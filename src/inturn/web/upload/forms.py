"""The clip and what is told of it."""

from datetime import UTC, date, datetime, time
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from inturn.training.days import day_of, zone
from inturn.training.records import Person
from inturn.web.pages.forms import CHOOSE, score, words

SUPPORTS: Final = [("none", _("Nothing")), ("stick", _("A stick")), ("wall", _("A wall or a chair"))]


class ClipForm(forms.Form):
    """A clip of the test."""

    clip = forms.FileField(
        label=_("The clip"),
        allow_empty_file=False,
        error_messages={
            "required": _("Choose a clip first."),
            "empty": _("This file is empty. Choose the clip itself."),
        },
    )
    filmed = forms.DateField(label=_("The day it was filmed"), required=False, widget=forms.DateInput({"type": "date"}))
    support = forms.ChoiceField(
        label=_("What did you hold on to?"), choices=SUPPORTS, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    mirrored = forms.BooleanField(label=_("The film is mirrored, as selfies often are"), required=False)
    retest = forms.BooleanField(
        label=_("Filmed right after the release, in the same place as the test before it"), required=False
    )
    left_pain = score(required=False, label=_("Pain on the left side"))
    left_where = words(_("Where is it?"))
    right_pain = score(required=False, label=_("Pain on the right side"))
    right_where = words(_("Where is it?"))

    def __init__(self, *args: Any, person: Person, now: datetime, retest: bool = False, **more: Any) -> None:
        super().__init__(*args, initial={"retest": retest}, **more)
        self.person = person
        self.now = now
        self.fields["clip"].widget.attrs.update({"accept": "video/*,.nc"})
        self.fields["filmed"].widget.attrs.update({"max": day_of(person, now).isoformat()})

    def clean_filmed(self) -> datetime:
        """The moment it was filmed: noon of the day named, the present without one and today."""
        day: date | None = self.cleaned_data["filmed"]
        today = day_of(self.person, self.now)
        if day is None or day == today:
            return self.now
        if day > today:
            raise forms.ValidationError(_("That day has not come yet."))
        return datetime.combine(day, time(12), zone(self.person.time_zone)).astimezone(UTC)
