"""What is typed on these pages, read and checked by Django's forms; what cannot be is said beside its field."""

from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from inturn.body.keypoints import Side
from inturn.programme.content import Measure
from inturn.report.words.names import shown
from inturn.training.guided_test import Support
from inturn.training.self_test import SideTold
from inturn.web.pages.context import Units
from inturn.web.pages.units import length_unit, metres, typed_length
from inturn.workflows.noting import PainTold

CHOOSE: Final = {"required": _("Choose one of these.")}
SCORES: Final = [(n, str(n)) for n in range(11)]
_LONGEST_NAME: Final = 80
_LONGEST_WORDS: Final = 200
_HEIGHT_M: Final = (1.0, 2.5)
_WIDEST_GAP_M: Final = 0.6


def score(*, required: bool, label: Any) -> forms.TypedChoiceField:
    """A pain or ability from 0 to 10, tapped."""
    nothing: Any = None
    return forms.TypedChoiceField(
        label=label,
        choices=SCORES,
        coerce=int,
        empty_value=nothing,
        required=required,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


def words(label: Any, longest: int = _LONGEST_WORDS) -> forms.CharField:
    """A few words, may be left out."""
    return forms.CharField(label=label, required=False, max_length=longest)


class PersonForm(forms.Form):
    """Who somebody is."""

    name = forms.CharField(
        label=_("What shall we call you?"),
        max_length=_LONGEST_NAME,
        error_messages={"required": _("Write the name you want to be called by.")},
    )
    adult = forms.BooleanField(
        label=_("I am 18 or older"),
        error_messages={"required": _("Inturn is for adults: tick this where you are 18 or older.")},
    )
    height = forms.FloatField(label=_("How tall are you?"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Where your days begin"), choices=lazy(lambda: [(z, z) for z in sorted(available_timezones())], list)
    )

    def __init__(self, *args: Any, units: Units, **more: Any) -> None:
        super().__init__(*args, **more)
        self.units: Units = units
        self.unit = length_unit(units)

    def clean_name(self) -> str:
        """The name without characters that would turn the rest of a page around."""
        name = shown(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name

    def clean_height(self) -> float | None:
        """The height in metres."""
        typed = self.cleaned_data["height"]
        if typed is None:
            return None
        found = metres(typed, self.units)
        low, high = _HEIGHT_M
        if not low <= found <= high:
            message = _("A height from %(low)g to %(high)g %(unit)s, or nothing.")
            limits = {"low": typed_length(low, self.units), "high": typed_length(high, self.units), "unit": self.unit}
            raise forms.ValidationError(message, params=limits)
        return found


class ChangedForm(PersonForm):
    """Who somebody is, corrected; that they are an adult was said once and for all."""

    adult = None  # pyright: ignore[reportAssignmentType] - Django's way to leave out a field of the form above


class RestoreForm(forms.Form):
    """A backup to be brought back."""

    backup = forms.FileField(
        label=_("The backup"),
        error_messages={
            "required": _("Choose the file of a backup."),
            "empty": _("This file is empty. Choose the backup itself."),
        },
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )
    sure = forms.BooleanField(
        label=_("Replace everything of everybody kept here"),
        error_messages={"required": _("Tick this first: what is kept here now is replaced.")},
    )


class PainForm(forms.Form):
    """Pain now, and the last 24 hours."""

    now = score(required=True, label=_("Right now"))
    worst = score(required=False, label=_("The worst of the last 24 hours"))
    average = score(required=False, label=_("The average of the last 24 hours"))
    where = words(_("Where is it?"))

    def told(self) -> PainTold:
        """As the workflows take it."""
        got = self.cleaned_data
        return PainTold(got["now"], got["worst"], got["average"], got["where"] or None)


class SideForm(forms.Form):
    """What was seen on one side of a test without a camera."""

    reached = forms.ChoiceField(
        label=_("Did the heel touch the stick?"),
        choices=[("reached", _("Yes")), ("not_reached", _("No")), ("not_judged", _("I cannot tell"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    gap = forms.FloatField(label=_("The gap between heel and stick"), required=False)
    moved = forms.ChoiceField(
        label=_("Did hip, trunk or pelvis move to get there?"),
        choices=[("no", _("No")), ("yes", _("Yes")), ("unsure", _("I cannot tell"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    pain = score(required=False, label=_("Pain on this side"))
    where = words(_("Where is it?"))

    def __init__(self, *args: Any, side: Side, units: Units, **more: Any) -> None:
        super().__init__(*args, prefix=side, **more)
        self.side: Side = side
        self.units: Units = units
        self.unit = length_unit(units)

    def clean(self) -> dict[str, Any]:
        """A gap belongs to a stick that was not reached, and is not wider than can be."""
        got = super().clean() or self.cleaned_data
        if got.get("reached") != "not_reached":
            got["gap"] = None
        gap = got.get("gap")
        if gap is not None and not 0.0 < metres(gap, self.units) <= _WIDEST_GAP_M:
            widest = {"high": typed_length(_WIDEST_GAP_M, self.units), "unit": self.unit}
            message = _("A gap of more than 0 and at most %(high)g %(unit)s, or nothing.")
            self.add_error("gap", forms.ValidationError(message, params=widest))
        return got

    def told(self) -> SideTold:
        """As the workflows take it."""
        got = self.cleaned_data
        moved = {"yes": True, "no": False}.get(got["moved"])
        gap = None if got["gap"] is None else metres(got["gap"], self.units)
        return SideTold(self.side, got["reached"], moved, got["pain"], got["where"] or None, gap)


class SupportForm(forms.Form):
    """What the person held on to."""

    support = forms.ChoiceField(
        label=_("What did you hold on to?"),
        choices=[("none", _("Nothing")), ("stick", _("The stick")), ("wall", _("A wall or a chair"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, needed: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if needed:
            field: Any = self.fields["support"]
            field.choices = [c for c in field.choices if c[0] != "none"]

    def told(self) -> Support:
        """As the workflows take it."""
        found: dict[str, Support] = {"none": "none", "stick": "stick", "wall": "wall"}
        return found[self.cleaned_data["support"]]


class ActivityForm(forms.Form):
    """One activity of the person's own, and how well it goes."""

    name = words(_("The activity"), _LONGEST_NAME)
    ability = score(required=False, label=_("How well does it go?"))

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        got = super().clean() or self.cleaned_data
        if got.get("name") and got.get("ability") is None and not self.has_error("ability"):
            self.add_error("ability", _("Rate this activity, or take its name away."))
        if not got.get("name") and got.get("ability") is not None:
            self.add_error("name", _("Name this activity, or take its rating away."))
        return got


class ScoreForm(forms.Form):
    """A questionnaire's score, as counted on its own form."""

    def __init__(self, *args: Any, measure: Measure, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["score"] = forms.IntegerField(label=_("The score"), min_value=0, max_value=measure.highest)


class LooksForm(forms.Form):
    """How this browser wants its pages."""

    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=[("", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
        required=False,
        widget=forms.RadioSelect,
    )
    large = forms.BooleanField(label=_("Large, to read from three metres"), required=False)
    voice = forms.BooleanField(label=_("Speak in tests and sessions"), required=False)
    units = forms.ChoiceField(
        label=_("Units"),
        choices=[("metric", _("Centimetres and kilograms")), ("imperial", _("Inches, and pounds beside kilograms"))],
        widget=forms.RadioSelect,
    )
