"""The case as viewflow's tutorial would draw it."""

from django.contrib.auth.models import User
from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.flow.views import UpdateProcessView

from benchmarks.peers.vf_app.models import ApprovalProcess


def person(of):
    return lambda activation: User.objects.get(pk=of(activation.process))


def page():
    return UpdateProcessView.as_view(fields=[])


class ApprovalFlow(flow.Flow):
    process_class = ApprovalProcess
    lock_impl = lock.select_for_update_lock
    process_summary_template = "Approval"

    start = flow.StartHandle(this.on_start).Next(this.submit)
    submit = flow.View(page()).Assign(person(lambda p: p.author)).Next(this.split)
    split = flow.Split().Next(this.sign1).Next(this.sign2).Next(this.sign3)
    sign1 = flow.View(page()).Assign(person(lambda p: p.signers[0])).Next(this.join)
    sign2 = flow.View(page()).Assign(person(lambda p: p.signers[1])).Next(this.join)
    sign3 = flow.View(page()).Assign(person(lambda p: p.signers[2])).Next(this.join)
    join = flow.Join().Next(this.decision)
    decision = flow.View(page()).Assign(person(lambda p: p.decider)).Next(this.publish)
    publish = flow.Function(this.on_publish).Next(this.end)
    end = flow.End()

    def on_start(self, activation, author):
        activation.process.author = author
        return activation.process

    def on_publish(self, activation):
        pass
