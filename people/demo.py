"""The people and units of the demonstration; no real person among them."""

import json
from datetime import date, datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat

from people.models import Holding, Role, Unit, User
from people.pinyin import spelled

DATA = Path(__file__).parent / "data" / "demo"
# Before the oldest case of the demonstration.
SINCE = date(2024, 1, 1)
SUFFIX = "（演示）"
KINDS = {
    "BWH": Unit.Kind.BODY, "LGB": Unit.Kind.INSTITUTION, "DYZX": Unit.Kind.INSTITUTION, "XXZX": Unit.Kind.INSTITUTION,
    "EXT": Unit.Kind.EXTERNAL, "XCW": Unit.Kind.EXTERNAL, "JW": Unit.Kind.EXTERNAL,
}  # fmt: skip
OUTSIDE = {Unit.Kind.EXTERNAL, Unit.Kind.TOWNSHIP}


@transaction.atomic
def load(at: datetime) -> None:
    """Make units, users and holdings; what is already there stays as it is."""
    _units(_read("org.json"))
    rows = _read("users.json")
    _users(rows, at)
    _holdings(rows)


def give_addresses() -> None:
    """Let the demonstration write mail, to addresses that belong to nobody (RFC 2606)."""
    User.objects.filter(is_demo=True, email="").update(email=Concat("username", Value("@example.org")))


def _read(name: str):
    return json.loads((DATA / name).read_text("utf-8"))


def _units(org: dict) -> None:
    root, _ = Unit.objects.get_or_create(
        code=org["code"], defaults={"name": org["name"], "kind": Unit.Kind.ORGANISATION}
    )
    made = [_unit(root, code, name, name_en) for code, name, name_en, _note in org["units"]]
    Unit.objects.bulk_create(made, ignore_conflicts=True)


def _unit(root: Unit, code: str, name: str, name_en: str) -> Unit:
    kind = KINDS.get(code, Unit.Kind.TOWNSHIP if code.startswith("XZ") else Unit.Kind.SECTION)
    return Unit(code=code, name=name, name_en=name_en, kind=kind, parent=None if kind in OUTSIDE else root)


def _users(rows: list[dict], at: datetime) -> None:
    units = dict(Unit.objects.values_list("code", "pk"))
    administrators = set(Role.objects.filter(kind=Role.Kind.ADMIN).values_list("code", flat=True))
    User.objects.bulk_create(
        (_user(row, units[row["unit"]], at, administrators) for row in rows), ignore_conflicts=True
    )


def _user(row: dict, unit: int, at: datetime, administrators: set[str]) -> User:
    name = row["display"].removesuffix(SUFFIX)
    return User(
        username=row["username"], name=name, pinyin=spelled(name), unit_id=unit, is_demo=True, date_joined=at,
        password=make_password(None), is_staff=not administrators.isdisjoint(row["roles"]),
    )  # fmt: skip


def _holdings(rows: list[dict]) -> None:
    people = {user.username: user for user in User.objects.filter(is_demo=True)}
    local = set(Role.objects.filter(in_unit=True).values_list("code", flat=True))
    held = set(Holding.objects.values_list("person", "role"))
    Holding.objects.bulk_create(
        Holding(person=person, role_id=role, unit_id=person.unit_id if role in local else None, since=SINCE)
        for row in rows
        for role in row["roles"]
        if ((person := people[row["username"]]).pk, role) not in held
    )
