from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0018_defence")]

    operations = [
        migrations.AddField("defence", "reminded_at", models.DateTimeField(null=True)),
    ]
