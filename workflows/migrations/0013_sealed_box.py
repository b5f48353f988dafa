"""Ballots in the box of a secret vote are sealed until its close; those of a vote that is open are sealed here."""

from django.db import migrations, models


def sealed(apps, schema_editor):
    from workflows.signings import sealing

    for ballot in apps.get_model("workflows", "BoxBallot").objects.filter(signing__settled_at=None):
        ballot.choice = sealing.seal(ballot.signing_id, ballot.choice)
        ballot.save(update_fields=["choice"])


class Migration(migrations.Migration):
    dependencies = [("workflows", "0012_basis")]

    operations = [
        migrations.AlterField(
            model_name="boxballot",
            name="choice",
            field=models.CharField(max_length=80),
        ),
        migrations.RunPython(sealed, migrations.RunPython.noop),
    ]
