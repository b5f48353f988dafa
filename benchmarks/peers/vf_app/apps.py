from django.apps import AppConfig


class BareConfig(AppConfig):
    name = "benchmarks.peers.vf_app"
    label = "vf_app"
