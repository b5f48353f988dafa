"""The limit of the server: bare rows, one statement for each transition, no checks, no history worth the name."""

import psycopg

from benchmarks.peers import common

URL = common.url("limit")
TABLES = """
CREATE TABLE matter (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stage smallint NOT NULL DEFAULT 0,
  author int NOT NULL, decider int, waiting smallint NOT NULL DEFAULT 0);
CREATE TABLE task (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, matter bigint NOT NULL, person int NOT NULL,
  is_open boolean NOT NULL DEFAULT true, opinion text, finished timestamptz) WITH (fillfactor = 90);
CREATE INDEX ON task (matter);
CREATE INDEX ON task (person) WHERE is_open;
CREATE TABLE line (matter bigint NOT NULL, kind smallint NOT NULL, person int NOT NULL,
  at timestamptz NOT NULL DEFAULT now());
CREATE INDEX ON line (matter, at);
"""
CREATE = """
WITH m AS (INSERT INTO matter (author) VALUES (%s) RETURNING id, author),
  l AS (INSERT INTO line (matter, kind, person) SELECT id, 0, author FROM m) SELECT id FROM m"""
SUBMIT = """
WITH m AS (UPDATE matter SET stage = 1, waiting = 3, decider = %s WHERE id = %s AND stage = 0 RETURNING id, author),
  l AS (INSERT INTO line (matter, kind, person) SELECT id, 1, author FROM m)
INSERT INTO task (matter, person) SELECT m.id, p FROM m, unnest(%s::int[]) p"""
SIGN = """
WITH t AS (UPDATE task SET is_open = false, opinion = %s, finished = now() WHERE id = %s AND person = %s AND is_open
    RETURNING matter, person),
  l AS (INSERT INTO line (matter, kind, person) SELECT matter, 2, person FROM t),
  m AS (UPDATE matter SET waiting = waiting - 1 FROM t WHERE id = t.matter RETURNING id, waiting, decider)
INSERT INTO task (matter, person) SELECT id, decider FROM m WHERE waiting = 0"""
DECIDE = """
WITH t AS (UPDATE task SET is_open = false, opinion = %s, finished = now() WHERE id = %s AND person = %s AND is_open
    RETURNING matter, person),
  l AS (INSERT INTO line (matter, kind, person) SELECT matter, 3, person FROM t)
UPDATE matter SET stage = 2 FROM t WHERE id = t.matter"""
PENDING = "/*harness*/ SELECT id, person FROM task WHERE matter = %s AND is_open ORDER BY id"
CLOSED = "/*harness*/ SELECT stage = 2 FROM matter WHERE id = %s"


def setup():
    with psycopg.connect(URL, autocommit=True) as own:
        own.execute(TABLES)


def connect():
    global raw
    raw = psycopg.connect(URL, autocommit=True, prepare_threshold=0)


def create(author):
    return raw.execute(CREATE, (author,)).fetchone()[0]


def submit(case, author, signers, decider):
    raw.execute(SUBMIT, (decider, case, signers))


def pending(case):
    return raw.execute(PENDING, (case,)).fetchall()


def sign(case, task, person, opinion):
    raw.execute(SIGN, (opinion, task, person))


def decide(case, task, person, opinion):
    raw.execute(DECIDE, (opinion, task, person))


def check(case):
    return raw.execute(CLOSED, (case,)).fetchone()[0]
