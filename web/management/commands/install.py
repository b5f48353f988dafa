"""Make a real installation: its key, its database, its three administrators, its people."""

import csv
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.urls import reverse
from django.utils.translation import gettext as _

from people import roles, sheet, terminal
from people.errors import NotDone
from people.models import CalendarYear, Role, User
from policy import changes, install, three
from web.management import folder

SHOWN = 30
GIVEN = ("people", "admin", "admin_name", "security", "security_name", "audit", "audit_name", "address", "links")
ADMINISTRATORS = {three.SYSTEM: "admin", three.SECURITY: "security", three.AUDIT: "audit"}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--people", metavar="FILE", help=".xlsx or .csv: " + ", ".join(sheet.COLUMNS))
        parser.add_argument("--admin", default="admin", metavar="USERNAME")
        parser.add_argument("--admin-name", default="系统管理员", metavar="NAME")
        parser.add_argument("--security", default="security", metavar="USERNAME")
        parser.add_argument("--security-name", default="安全保密管理员", metavar="NAME")
        parser.add_argument("--audit", default="audit", metavar="USERNAME")
        parser.add_argument("--audit-name", default="安全审计管理员", metavar="NAME")
        parser.add_argument("--address", default="http://127.0.0.1:8000", metavar="URL", help="where it will be served")
        parser.add_argument("--links", metavar="FILE", help="write a one-time link for everybody into this new file")
        parser.add_argument("--new-link", metavar="USERNAME", help="of an installation: a new one-time link")
        parser.add_argument("--list-roles", action="store_true", help="the roles that a spreadsheet may name")
        # The second half of this command, run in a process of its own on the half-made folder.
        parser.add_argument("--fill", action="store_true", help="internal")

    def handle(self, **options):
        terminal.speak()
        steps = {"list_roles": self.list_roles, "new_link": self.new_link, "fill": self.fill}
        step = next((steps[name] for name in steps if options[name]), self.install)
        try:
            step(options)
        except NotDone as refusal:
            raise CommandError(_shortened(refusal))

    def install(self, options):
        """Everything is made aside first, so that what is interrupted can simply be run again."""
        _check_folder()
        _check_files(options)
        settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        held = folder.hold(settings.DATA)
        told = _made_aside(folder.begin(settings.DATA), options)
        folder.finish(settings.DATA, folder.REAL)
        held.close()
        self.stdout.write(_("安装完成，数据在 %(data)s。") % {"data": settings.DATA})
        self.stdout.write(told.rstrip())
        self.stdout.write(
            _("接着启动：%(command)s") % {"command": f"DATA={settings.DATA} .venv/bin/python manage.py serve"}
        )

    def fill(self, options):
        """Make the tables and the people; nothing is kept unless all of it is."""
        if settings.DATA.name != folder.HALF:
            raise CommandError(_("没有安装：--fill 只供安装程序自己使用。请运行 manage.py install。"))
        call_command("migrate", verbosity=0)
        rows = sheet.read(options["people"], _accounts(options)) if options["people"] else []
        three_of_them = {code: (options[name], options[f"{name}_name"]) for code, name in ADMINISTRATORS.items()}
        made = install.fill(three_of_them, rows, links=bool(options["links"]))
        if options["links"]:
            _write_links(options["links"], options["address"], made.tokens)
        for line in _report(options, made):
            self.stdout.write(line)

    def new_link(self, options):
        """For who lost their link or their password."""
        if folder.kind(settings.DATA) != folder.REAL:
            raise CommandError(_("没有发出链接：这里还没有安装。请先运行 manage.py install。"))
        person = User.objects.filter(username=options["new_link"], kind=User.Kind.PERSON).first()
        if not person:
            raise CommandError(_("没有发出链接：没有账号“%(name)s”。请核对账号。") % {"name": options["new_link"]})
        token = changes.issue_link(roles.system_user(), person, why="terminal")
        self.stdout.write(_link(options["address"], token))

    def list_roles(self, options):
        """What the column `roles` takes."""
        for role in sheet.catalogue():
            if role["kind"] not in ("derived", "engine"):
                self.stdout.write(f"{role['code']}\t{role['zh']}\t{role['en']}")


def _check_folder():
    if settings.DEMO or folder.kind(settings.DATA) == folder.DEMO:
        raise CommandError(
            _("没有安装：这里是演示，演示不能转为正式。请换一个数据目录，输入：%(command)s")
            % {"command": "DATA=~/duban-real .venv/bin/python manage.py install"}
        )
    if folder.kind(settings.DATA) == folder.REAL:
        raise CommandError(
            _("没有安装：%(data)s 已经安装过，什么也没有改动。忘记登录方式请输入：%(command)s")
            % {
                "data": settings.DATA,
                "command": f"DATA={settings.DATA} .venv/bin/python manage.py install --new-link admin",
            }
        )
    if not folder.writable(settings.DATA) or folder.strangers(settings.DATA):
        raise CommandError(
            _("没有安装：目录 %(data)s 不可写，或里面有别的文件。请另选空目录，输入：%(command)s")
            % {"data": settings.DATA, "command": "DATA=~/duban-real .venv/bin/python manage.py install"}
        )


def _accounts(options) -> set[str]:
    return {options[name] for name in ADMINISTRATORS.values()}


def _check_files(options):
    for account in (options[name] for name in ADMINISTRATORS.values()):
        if not sheet.USERNAME.fullmatch(account) or account.lower() in sheet.RESERVED:
            raise CommandError(
                _("没有安装：“%(name)s”不能作管理员账号。请用字母或数字，例如 admin。") % {"name": account}
            )
    if len({account.lower() for account in _accounts(options)}) < len(ADMINISTRATORS):
        raise CommandError(_("没有安装：三名管理员须是三个不同的账号。请另起账号。"))
    if options["links"] and Path(options["links"]).exists():
        raise CommandError(_("没有安装：文件 %(file)s 已经存在。请换一个文件名。") % {"file": options["links"]})
    if options["people"]:
        sheet.read(options["people"], _accounts(options))


def _made_aside(half, options) -> str:
    """Run the second half of this command on the new folder: its settings are read only at a start."""
    given = [f"--{name.replace('_', '-')}={options[name]}" for name in GIVEN if options[name]]
    child = subprocess.run(  # noqa: S603
        [sys.executable, sys.argv[0], "install", "--fill", *given],
        env=os.environ | {"DATA": str(half)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    if child.returncode:
        raise CommandError(_("没有安装：原因见上文，什么也没有留下。改正后请再运行一次。"))
    return child.stdout


def _first_link(options, code, token) -> str:
    account = options[ADMINISTRATORS[code]]
    return f"{Role.objects.get(pk=code).label} {account}: {_link(options['address'], token)}"


def _report(options, made) -> list[str]:
    known = CalendarYear.objects.order_by("year").values_list("year", "confirmed")
    sure, unsure = ("、".join(str(year) for year, confirmed in known if confirmed is want) for want in (True, False))
    empty = [role.label for role in install.unfilled()] if options["people"] else []
    return [
        _("三名管理员请各自在 72 小时内打开自己的链接登录（只能用一次），然后在“我的”里设置密码："),
        *(_first_link(options, code, made.tokens[options[name]]) for code, name in ADMINISTRATORS.items()),
        _("已新增：单位 %(units)s 个，人员 %(people)s 人，任职 %(roles)s 项。")
        % {name: made.counts[name] for name in ("units", "people", "roles")},
        *([_("还没有人担任：%(roles)s。") % {"roles": "；".join(empty)}] if empty else []),
        _("日历：%(sure)s 年已确认；%(unsure)s 年待放假通知公布后由管理员确认，此前到期日注“约”。")
        % {"sure": sure, "unsure": unsure},
    ]


def _link(address: str, token: str) -> str:
    return address.rstrip("/") + reverse("web:by_link", args=[token])


def _write_links(path: str, address: str, tokens: dict[str, str]) -> None:
    # Whoever reads this file can sign in as anybody in it.
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([("username", "link"), *((name, _link(address, tokens[name])) for name in tokens)])


def _shortened(refusal) -> str:
    lines = str(refusal).splitlines()
    rest = [_("另有 %(n)s 处，改正后会再检查。") % {"n": len(lines) - SHOWN}] if len(lines) > SHOWN else []
    return "\n".join([*lines[:SHOWN], *rest])
