from django.db import migrations

from ledger import triggers


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    # No way back: product code never takes the triggers away.
    operations = [migrations.RunPython(lambda apps, editor: triggers.create(editor.connection))]
