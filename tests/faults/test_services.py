"""The services that tests and `make scale-up` start for themselves."""

import os

import psycopg
import pytest
import redis

from tools import services

pytestmark = [pytest.mark.slow, pytest.mark.redis, pytest.mark.postgres]


def test_a_killed_redis_comes_back_with_its_data_at_its_address(tmp_path):
    with services.redis(tmp_path) as broker:
        client = redis.Redis.from_url(broker.url)
        client.set("kept", "yes")
        client.config_set("appendfsync", "always")
        client.set("also", "yes")
        broker.kill()
        broker.start()
        assert client.get("also") == b"yes"
    assert broker.process.poll() is not None


def test_a_killed_postgresql_loses_nothing_committed_and_lets_nobody_in_without_the_password(tmp_path):
    with services.postgres(tmp_path) as database:
        with psycopg.connect(database.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE t AS SELECT 1 AS a")
        database.kill()
        database.start()
        with psycopg.connect(database.url) as connection:
            assert connection.execute("SELECT a FROM t").fetchone() == (1,)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(database.url.replace(":", ":x", 2).replace(":x//", "://"))
    if database.scratch:
        assert not os.path.exists(database.scratch)


def test_without_a_program_the_way_out_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(services.shutil, "which", lambda name: None)
    monkeypatch.setattr(services, "find_spec", lambda name: None)
    monkeypatch.delenv("DUBAN_REDIS_SERVER", raising=False)
    with pytest.raises(services.Missing, match="install redis-server"):
        services.redis(tmp_path)


def test_a_program_that_does_not_come_up_shows_its_own_words(tmp_path):
    refusing = services.Service(["/bin/sh", "-c", "echo no room; exit 1"], "", tmp_path / "log", lambda: False)
    with pytest.raises(RuntimeError, match="no room"):
        refusing.start()
