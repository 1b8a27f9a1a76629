"""How a page of this room is made, and what its forms look like."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from inturn.training.records import PlannedSet
from inturn.web.pages.forms import score, words
from inturn.workflows.noting import PainTold
from inturn.workflows.session import SetTold

MOST_KG = 300.0
_MOST_REPETITIONS = 200


def page(request: HttpRequest, name: str, section: str, status: int = 200, **values: Any) -> HttpResponse:
    """A page from its template under `training/`, standing in a tab of the app."""
    return render(request, f"training/{name}.html", {"section": section, **values}, status=status)


class SetForm(forms.Form):
    """How a set went. `planned` says which questions there are; `loadable`: whether a weight and the stick count."""

    hold_s = forms.FloatField(required=False, min_value=0, max_value=3600, widget=forms.HiddenInput)

    def __init__(self, *args: Any, planned: PlannedSet, loadable: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.planned = planned
        if planned.repetitions is not None:
            self.fields["repetitions"] = forms.IntegerField(
                label=_("Repetitions done"), min_value=0, max_value=_MOST_REPETITIONS, initial=planned.repetitions[1]
            )
            self.fields["effort"] = score(required=False, label=_("How hard was it?"))
        if loadable and planned.load_kg:
            self.fields["load"] = forms.FloatField(
                label=_("Weight used"), min_value=0, max_value=MOST_KG, initial=planned.load_kg
            )
        if loadable:
            self.fields["stick"] = forms.ChoiceField(
                label=_("Did the stick keep touching in all three places?"),
                choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect, required=False,
            )  # fmt: skip
        self.fields["pain"] = score(required=True, label=_("Pain now"))
        self.fields["where"] = words(_("Where is it?"))

    def told(self) -> SetTold:
        """As the workflows take it."""
        got = self.cleaned_data
        load = got.get("load")
        return SetTold(
            repetitions=got.get("repetitions"),
            hold_s=got["hold_s"],
            load_kg=self.planned.load_kg if load is None else load,
            effort=got.get("effort"),
            pain=got["pain"],
            stick_kept={"yes": True, "no": False}.get(got.get("stick") or ""),
            where=got["where"] or None,
        )


class HurtsForm(forms.Form):
    """ "It hurts", in the middle of a set."""

    pain = score(required=True, label=_("Pain right now"))
    new = forms.BooleanField(
        required=False,
        label=_("It is new: sharp, a pinch in the groin, down the leg, numb, weak, dizzy, or in the chest"),
    )
    where = words(_("Where is it?"))
    repetitions = forms.IntegerField(required=False, min_value=0, max_value=_MOST_REPETITIONS, widget=forms.HiddenInput)
    hold_s = forms.FloatField(required=False, min_value=0, max_value=3600, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        # it stands on one page with the form of the set, whose fields have the same names
        super().__init__(*args, auto_id="hurts_%s", **more)

    def told(self, planned: PlannedSet) -> SetTold:
        """As the workflows take it: the set as far as it went."""
        got = self.cleaned_data
        return SetTold(
            repetitions=got["repetitions"], hold_s=got["hold_s"], load_kg=planned.load_kg, pain=got["pain"],
            new_symptom=got["new"], where=got["where"] or None,
        )  # fmt: skip


class AfterForm(forms.Form):
    """Pain after a session, and a few words."""

    now = score(required=False, label=_("Pain now"))
    where = words(_("Where is it?"))
    note = forms.CharField(label=_("Anything to note?"), required=False, max_length=2000, widget=forms.Textarea)

    def told(self) -> PainTold | None:
        """The pain, where it was told."""
        got = self.cleaned_data
        return None if got["now"] is None else PainTold(got["now"], where=got["where"] or None)


class ReasonForm(forms.Form):
    """Why a trial does not count."""

    reason = forms.CharField(
        label=_("Why does it not count?"), max_length=300,
        error_messages={"required": _("Say why in a few words: the reason is kept with the trial.")},
    )  # fmt: skip
