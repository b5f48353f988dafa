"""Archives are looked at before anything is unpacked: how much, how deep, and whether programs are inside.

Word and spreadsheet files are archives, too.
"""

import zipfile

from django.utils.translation import gettext as _

from workflows.errors import Refused

MB = 1024 * 1024
MOST_FILES = 2000
MOST_UNPACKED = 300 * MB
MOST_RATIO = 200  # of one file that unpacks to more than a megabyte
ENCRYPTED = 0x1
NESTED = (".zip", ".rar", ".7z", ".gz", ".tar", ".bz2", ".xz")
PROGRAMS = ("vbaproject.bin", ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".scr", ".ps1", ".lnk")


def check(name, file):
    """Raise Refused for an archive that is too much to unpack or carries programs."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused(_("“%s”打不开，可能已损坏，没有收下。请重新导出后再传。") % name) from None
    if why := _too_much(entries) or _unfit(entries):
        raise Refused(why % {"name": name})
    return entries


def _too_much(entries):
    total = sum(one.file_size for one in entries)
    if len(entries) > MOST_FILES or total > MOST_UNPACKED or any(map(_bomb, entries)):
        return _("“%(name)s”展开后过大，没有收下。请去掉不需要的内容，或分成几份再传。")
    return None


def _bomb(entry):
    return entry.file_size > MB and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)


def _unfit(entries):
    names = [one.filename.lower() for one in entries]
    if any(one.flag_bits & ENCRYPTED for one in entries):
        return _("“%(name)s”加了密，无法检查，没有收下。请去掉密码后再传。")
    if len(set(names)) != len(names) or any(_outside(name) for name in names):
        return _("“%(name)s”的内部结构不正常，没有收下。请重新导出后再传。")
    if any(name.endswith(PROGRAMS) for name in names):
        return _("“%(name)s”里有宏或程序，没有收下。请另存为不含宏的文件，或转成 PDF 后再传。")
    if any(name.endswith(NESTED) for name in names):
        return _("“%(name)s”里还有压缩包，没有收下。请把里面的文件分别上传。")
    return None


def _outside(name):
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name
