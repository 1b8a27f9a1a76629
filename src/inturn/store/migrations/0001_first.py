"""The first tables."""

import django.db.models.deletion
from django.db import migrations, models

import inturn.store.fields


class Migration(migrations.Migration):
    """All tables and their limits."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("name_key", models.TextField(unique=True)),
                ("adult", models.BooleanField()),
                ("created_at", inturn.store.fields.MomentField()),
                ("time_zone", models.TextField()),
                ("height_m", models.FloatField(null=True)),
            ],
            options={
                "db_table": "person",
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.TextField(unique=True)),
                ("at", inturn.store.fields.MomentField()),
                ("measure", models.TextField()),
                ("values", models.TextField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.person"),
                ),
            ],
            options={
                "db_table": "score",
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.TextField(unique=True)),
                ("at", inturn.store.fields.MomentField()),
                ("kind", models.TextField()),
                ("questions_version", models.TextField()),
                ("answers", models.TextField()),
                ("level", models.TextField()),
                ("reasons", models.TextField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.person"),
                ),
            ],
            options={
                "db_table": "screening",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.TextField(unique=True)),
                ("started_at", inturn.store.fields.MomentField()),
                ("ended_at", inturn.store.fields.MomentField(null=True)),
                ("plan_step", models.TextField()),
                ("position", models.IntegerField()),
                ("note", models.TextField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.person"),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="store.screening",
                        to_field="id",
                    ),
                ),
            ],
            options={
                "db_table": "session",
            },
        ),
        migrations.CreateModel(
            name="StandingTest",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.TextField(unique=True)),
                ("at", inturn.store.fields.MomentField()),
                ("occasion", models.TextField()),
                ("method_test", models.TextField()),
                ("method_position", models.TextField()),
                ("method_support", models.TextField()),
                ("method_source_kind", models.TextField()),
                ("verdict", models.TextField()),
                ("tighter_side", models.TextField(null=True)),
                ("source_sha256", models.TextField(null=True)),
                ("recording", models.TextField(db_index=True, null=True)),
                ("estimator", models.TextField(null=True)),
                ("note", models.TextField()),
                ("result_json", models.TextField()),
                (
                    "pair",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="store.standingtest",
                        to_field="id",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.person"),
                ),
                (
                    "remeasured_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="store.standingtest",
                        to_field="id",
                    ),
                ),
            ],
            options={
                "db_table": "standing_test",
            },
        ),
        migrations.CreateModel(
            name="TestSide",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.IntegerField()),
                ("side", models.TextField()),
                ("rotation", models.FloatField(null=True)),
                ("rotation_n", models.IntegerField(null=True)),
                ("sd_random", models.FloatField(null=True)),
                ("sd_setup", models.FloatField(null=True)),
                ("sd_systematic", models.FloatField(null=True)),
                ("sd_real_person", models.FloatField(null=True)),
                ("reached", models.TextField()),
                ("verdict", models.TextField()),
                ("body_moved", models.BooleanField(null=True)),
                ("pain", models.IntegerField(null=True)),
                ("pain_where", models.TextField(null=True)),
                ("gap_m", models.FloatField(null=True)),
                (
                    "test",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.standingtest"
                    ),
                ),
            ],
            options={
                "db_table": "test_side",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.IntegerField()),
                ("side", models.TextField()),
                ("rotation", models.FloatField(null=True)),
                ("rotation_n", models.IntegerField(null=True)),
                ("sd_random", models.FloatField(null=True)),
                ("sd_setup", models.FloatField(null=True)),
                ("sd_systematic", models.FloatField(null=True)),
                ("sd_real_person", models.FloatField(null=True)),
                ("reached", models.TextField()),
                ("order", models.IntegerField()),
                ("quality", models.TextField()),
                ("body_still", models.BooleanField(null=True)),
                ("excluded", models.TextField(null=True)),
                (
                    "test",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.standingtest"
                    ),
                ),
            ],
            options={
                "db_table": "trial",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pain",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.TextField(unique=True)),
                ("at", inturn.store.fields.MomentField()),
                ("moment", models.TextField()),
                ("now", models.IntegerField()),
                ("worst", models.IntegerField(null=True)),
                ("average", models.IntegerField(null=True)),
                ("where", models.TextField(null=True)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.person"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="store.session",
                        to_field="id",
                    ),
                ),
            ],
            options={
                "db_table": "pain",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("now__range", (0, 10))), name="pain_now_range"),
                    models.CheckConstraint(condition=models.Q(("worst__range", (0, 10))), name="pain_worst_range"),
                    models.CheckConstraint(condition=models.Q(("average__range", (0, 10))), name="pain_average_range"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExerciseSet",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.IntegerField()),
                ("exercise", models.TextField()),
                ("side", models.TextField(null=True)),
                ("order", models.IntegerField()),
                ("repetitions", models.IntegerField(null=True)),
                ("hold_s", models.FloatField(null=True)),
                ("load_kg", models.FloatField()),
                ("effort", models.IntegerField(null=True)),
                ("pain", models.IntegerField(null=True)),
                ("ended", models.TextField()),
                ("stick_kept", models.BooleanField(null=True)),
                ("clean_share", models.FloatField(null=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.session"
                    ),
                ),
            ],
            options={
                "db_table": "exercise_set",
                "constraints": [
                    models.UniqueConstraint(fields=("session", "place"), name="exerciseset_place_once"),
                    models.CheckConstraint(condition=models.Q(("load_kg__gte", 0)), name="exerciseset_load_positive"),
                    models.CheckConstraint(condition=models.Q(("pain__range", (0, 10))), name="exerciseset_pain_range"),
                    models.CheckConstraint(
                        condition=models.Q(("effort__range", (0, 10))), name="exerciseset_effort_range"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="standingtest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("remeasured_from__isnull", True)),
                fields=("person", "source_sha256"),
                name="test_of_clip_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingtest",
            constraint=models.UniqueConstraint(fields=("remeasured_from", "estimator"), name="test_remeasured_once"),
        ),
        migrations.AddConstraint(
            model_name="testside",
            constraint=models.UniqueConstraint(fields=("test", "place"), name="testside_place_once"),
        ),
        migrations.AddConstraint(
            model_name="testside",
            constraint=models.CheckConstraint(
                condition=models.Q(("rotation__range", (-1.6, 1.6))), name="testside_rotation_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="testside",
            constraint=models.CheckConstraint(condition=models.Q(("pain__range", (0, 10))), name="testside_pain_range"),
        ),
        migrations.AddConstraint(
            model_name="trial",
            constraint=models.UniqueConstraint(fields=("test", "place"), name="trial_place_once"),
        ),
        migrations.AddConstraint(
            model_name="trial",
            constraint=models.CheckConstraint(
                condition=models.Q(("rotation__range", (-1.6, 1.6))), name="trial_rotation_range"
            ),
        ),
    ]
