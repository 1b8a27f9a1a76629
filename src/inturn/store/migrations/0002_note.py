"""Notes that belong to no session and no test."""

import django.db.models.deletion
from django.db import migrations, models

import inturn.store.fields


class Migration(migrations.Migration):
    """The table of notes."""

    dependencies = (("store", "0001_first"),)

    operations = (
        migrations.CreateModel(
            name="Note",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.TextField(unique=True)),
                ("at", inturn.store.fields.MomentField()),
                ("text", models.TextField()),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.person"),
                ),
            ],
            options={"db_table": "note"},
        ),
    )
