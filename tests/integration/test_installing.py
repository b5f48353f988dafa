"""A real installation from the command line, in a folder of its own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PEOPLE = "unit_code,unit_name,username,name,roles\nBGS,办公室,wang,王小明,{roles}\n"


@pytest.fixture
def manage(tmp_path):
    env = {key: value for key, value in os.environ.items() if not key.startswith(("DUBAN", "DJANGO", "DATABASE"))}
    env |= {"DATA": str(tmp_path / "data"), "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"}

    def run(*args, **more):
        command = [sys.executable, "manage.py", *args]
        return subprocess.run(command, cwd=ROOT, env=env | more, capture_output=True, text=True)

    return run


@pytest.mark.slow
def test_an_installation_is_made_once_and_whole(manage, tmp_path):
    sheet, data = tmp_path / "people.csv", tmp_path / "data"
    sheet.write_text(PEOPLE.format(roles="没有的角色"))
    wrong = manage("install", "--people", str(sheet))
    assert wrong.returncode == 1 and "第 2 行" in wrong.stderr and not data.exists()

    sheet.write_text(PEOPLE.format(roles="经办人"))
    # What an interrupted installation leaves behind does not stand in the way.
    (data / "half-made").mkdir(parents=True)
    (data / "half-made" / "secret").write_text("old")
    made = manage("install", "--people", str(sheet), "--links", str(tmp_path / "links.csv"))
    assert made.returncode == 0, made.stderr
    assert "/sign-in/link/" in made.stdout and (data / "kind").read_text() == "real\n"
    assert stat.S_IMODE((data / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "links.csv").stat().st_mode) == 0o600
    assert len((tmp_path / "links.csv").read_text("utf-8-sig").split()) == 5

    again = manage("install")
    assert again.returncode == 1 and "已经安装过" in again.stderr and "--new-link" in again.stderr
    assert "/sign-in/link/" in manage("install", "--new-link", "wang").stdout
    assert "“nobody”" in manage("install", "--new-link", "nobody").stderr


def test_a_demonstration_is_never_turned_into_the_other(manage, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kind").write_text("demonstration\n")
    refused = manage("install")
    assert refused.returncode == 1 and "演示不能转为正式" in refused.stderr
    (tmp_path / "data" / "kind").unlink()
    assert "演示不能转为正式" in manage("install", DUBAN_DEMO="1").stderr


def test_a_folder_with_strangers_is_left_alone(manage, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "holiday.jpg").write_text("x")
    refused = manage("install")
    assert refused.returncode == 1 and "别的文件" in refused.stderr
    assert [found.name for found in (tmp_path / "data").iterdir()] == ["holiday.jpg"]
