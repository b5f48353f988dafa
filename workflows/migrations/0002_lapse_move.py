from django.db import migrations, models


class Migration(migrations.Migration):
    """`lapse` is the name of a move; the field that names the move gets another."""

    dependencies = [("workflows", "0001_initial")]

    operations = [
        migrations.RemoveIndex("case", "case_lapse"),
        migrations.RenameField("case", "lapse", "lapse_move"),
        migrations.AddIndex(
            "case",
            models.Index(fields=["due"], condition=~models.Q(lapse_move=""), name="case_lapse"),
        ),
    ]
