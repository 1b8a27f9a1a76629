"""The tables. Each row is one value of `inturn.training.records`, or a part of one.

`seq` orders what happened at the same moment; `id` is the record's own and what other records refer to. Angles in
radians, lengths in metres, loads in kilograms. Limits that every version must keep are constraints of the database.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from inturn.store.fields import MomentField


def _score(name: str, most: int = 10) -> Any:
    """A whole number from 0 to `most`, or nothing."""
    return models.CheckConstraint(condition=Q((f"{name}__range", (0, most))), name=f"%(class)s_{name}_range")


class Person(models.Model):
    """Somebody who uses this installation; `name_key` is the name without case, and unique."""

    seq = models.BigAutoField(primary_key=True)
    id = models.TextField(unique=True)
    name = models.TextField()
    name_key = models.TextField(unique=True)
    adult = models.BooleanField()
    created_at = MomentField()
    time_zone = models.TextField()
    height_m = models.FloatField(null=True)

    class Meta:
        db_table = "person"


class OfPerson(models.Model):
    """What every record of a person has."""

    seq = models.BigAutoField(primary_key=True)
    id = models.TextField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Screening(OfPerson):
    """Answers and what they came to; `answers` and `reasons` are JSON lists."""

    at = MomentField()
    kind = models.TextField()
    questions_version = models.TextField()
    answers = models.TextField()
    level = models.TextField()
    reasons = models.TextField()

    class Meta:
        db_table = "screening"


class Session(OfPerson):
    """A guided session; `ended_at` is empty while it is under way."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, to_field="id", related_name="+")
    started_at = MomentField()
    ended_at = MomentField(null=True)
    plan_step = models.TextField()
    position = models.IntegerField()
    note = models.TextField()

    class Meta:
        db_table = "session"


class ExerciseSet(models.Model):
    """One set of a session, `place` its place in it from 0."""

    seq = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    place = models.IntegerField()
    exercise = models.TextField()
    side = models.TextField(null=True)
    order = models.IntegerField()
    repetitions = models.IntegerField(null=True)
    hold_s = models.FloatField(null=True)
    load_kg = models.FloatField()
    effort = models.IntegerField(null=True)
    pain = models.IntegerField(null=True)
    ended = models.TextField()
    stick_kept = models.BooleanField(null=True)
    clean_share = models.FloatField(null=True)

    class Meta:
        db_table = "exercise_set"
        constraints = (
            models.UniqueConstraint(fields=("session", "place"), name="exerciseset_place_once"),
            models.CheckConstraint(condition=Q(load_kg__gte=0), name="exerciseset_load_positive"),
            _score("pain"),
            _score("effort"),
        )


class StandingTest(OfPerson):
    """A standing test. `result_json` stands last, so that reading the other columns does not touch it."""

    at = MomentField()
    occasion = models.TextField()
    method_test = models.TextField()
    method_position = models.TextField()
    method_support = models.TextField()
    method_source_kind = models.TextField()
    verdict = models.TextField()
    tighter_side = models.TextField(null=True)
    pair = models.ForeignKey("self", on_delete=models.CASCADE, to_field="id", null=True, related_name="+")
    source_sha256 = models.TextField(null=True)
    recording = models.TextField(null=True, db_index=True)
    estimator = models.TextField(null=True)
    remeasured_from = models.ForeignKey("self", on_delete=models.CASCADE, to_field="id", null=True, related_name="+")
    note = models.TextField()
    result_json = models.TextField()

    class Meta:
        db_table = "standing_test"
        constraints = (
            models.UniqueConstraint(
                fields=("person", "source_sha256"), condition=Q(remeasured_from__isnull=True), name="test_of_clip_once"
            ),
            models.UniqueConstraint(fields=("remeasured_from", "estimator"), name="test_remeasured_once"),
        )


class Reading(models.Model):
    """What sides and trials share: one value with its error, radians, empty where there is none; how far it came."""

    seq = models.BigAutoField(primary_key=True)
    test = models.ForeignKey(StandingTest, on_delete=models.CASCADE, related_name="+")
    place = models.IntegerField()
    side = models.TextField()
    rotation = models.FloatField(null=True)
    rotation_n = models.IntegerField(null=True)
    sd_random = models.FloatField(null=True)
    sd_setup = models.FloatField(null=True)
    sd_systematic = models.FloatField(null=True)
    sd_real_person = models.FloatField(null=True)
    reached = models.TextField()

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=("test", "place"), name="%(class)s_place_once"),
            models.CheckConstraint(condition=Q(rotation__range=(-1.6, 1.6)), name="%(class)s_rotation_range"),
        )


class TestSide(Reading):
    """One side of a test."""

    __test__ = False

    verdict = models.TextField()
    body_moved = models.BooleanField(null=True)
    pain = models.IntegerField(null=True)
    pain_where = models.TextField(null=True)
    gap_m = models.FloatField(null=True)

    class Meta(Reading.Meta):
        db_table = "test_side"
        constraints = (*Reading.Meta.constraints, _score("pain"))


class Trial(Reading):
    """One trial; `excluded` is the reason why it does not count, empty when it does. It is kept either way."""

    order = models.IntegerField()
    quality = models.TextField()
    body_still = models.BooleanField(null=True)
    excluded = models.TextField(null=True)

    class Meta(Reading.Meta):
        db_table = "trial"


class Pain(OfPerson):
    """Pain as told."""

    at = MomentField()
    moment = models.TextField()
    now = models.IntegerField()
    worst = models.IntegerField(null=True)
    average = models.IntegerField(null=True)
    where = models.TextField(null=True)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, to_field="id", null=True, related_name="+")

    class Meta:
        db_table = "pain"
        constraints = (_score("now"), _score("worst"), _score("average"))


class Score(OfPerson):
    """A questionnaire's score; `values` is a JSON list of (name, value)."""

    at = MomentField()
    measure = models.TextField()
    values = models.TextField()

    class Meta:
        db_table = "score"


class Note(OfPerson):
    """A few words of a moment."""

    at = MomentField()
    text = models.TextField()

    class Meta:
        db_table = "note"
