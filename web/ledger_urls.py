"""Addresses of the ledger: how it stands, and what an auditor takes away."""

from django.urls import path

from web import ledger

urlpatterns = [
    path("ledger/", ledger.page, name="ledger"),
    path("ledger/paper/", ledger.paper, name="ledger_paper"),
    path("ledger/checkpoint.txt", ledger.checkpoint, name="ledger_checkpoint"),
    path("ledger/key.txt", ledger.key, name="ledger_key"),
    path("ledger/extension.jsonl", ledger.extension, name="ledger_extension"),
    path("ledger/verify.py", ledger.kit_file, name="ledger_kit"),
]
