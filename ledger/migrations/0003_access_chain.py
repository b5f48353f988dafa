"""The access log becomes a chain per day; its entries of before stay as they are, outside the chains."""

import django.db.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_triggers")]
    operations = [
        migrations.CreateModel(
            name="AccessDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("seq", models.PositiveIntegerField(default=0)),
                ("hash", models.BinaryField(max_length=32)),
                ("before", models.BinaryField(max_length=32)),
                ("closed", models.BooleanField(default=False)),
            ],
            options={"db_table": "ledger_access_day"},
        ),
        migrations.AddConstraint(
            model_name="accessday",
            constraint=models.UniqueConstraint(
                condition=django.db.models.Q(("closed", False)), fields=("closed",), name="one_open_access_day"
            ),
        ),
        migrations.AddField("accessentry", "day", models.DateField(null=True)),
        migrations.AddField("accessentry", "seq", models.PositiveIntegerField(null=True)),
        migrations.AddField("accessentry", "previous", models.BinaryField(max_length=32, null=True)),
        migrations.AddField("accessentry", "hash", models.BinaryField(max_length=32, null=True)),
        migrations.AddConstraint(
            model_name="accessentry",
            constraint=models.UniqueConstraint(fields=("day", "seq"), name="ledger_access_place"),
        ),
    ]
