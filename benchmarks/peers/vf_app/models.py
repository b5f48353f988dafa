"""The case as viewflow's tutorial would keep it: a proxy, its fields in viewflow's JSON column."""

from viewflow import jsonstore
from viewflow.workflow.models import Process


class ApprovalProcess(Process):
    author = jsonstore.IntegerField(null=True)
    signers = jsonstore.JSONField(null=True)
    decider = jsonstore.IntegerField(null=True)
    opinion = jsonstore.CharField(max_length=250, null=True)

    class Meta:
        proxy = True
