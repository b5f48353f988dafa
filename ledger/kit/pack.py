"""The pack: a ZIP whose manifest lists every other file."""

import hashlib
import json
import zipfile

from ledger.kit.wrong import Wrong

MOST = 1 << 30  # bytes of one listed file


class Pack:
    """A ZIP whose manifest lists every other file."""

    def __init__(self, path):
        try:
            self.zip = zipfile.ZipFile(path)
            self.manifest = json.loads(self.text("pack.json"))
        except (OSError, zipfile.BadZipFile):
            raise Wrong("打不开卷宗包，或它不完整", "the pack cannot be opened or is damaged") from None
        if self.manifest.get("pack") != "duban-pack-1":
            raise Wrong("不认识这种卷宗包", "this kind of pack is not known")

    def text(self, name):
        try:
            return self.zip.read(name).decode()
        except KeyError:
            raise Wrong(f"卷宗包里缺少 {name}", f"{name} is missing from the pack") from None

    def lines(self, name):
        return [json.loads(line) for line in self.text(name).splitlines() if line]

    def check_files(self):
        """Every file is listed once and is as listed; nothing else is there."""
        names = [one.filename for one in self.zip.infolist()]
        listed = [row["path"] for row in self.manifest["files"]]
        for name in sorted({*names, *listed, "pack.json"}):
            want = 0 if name == "pack.json" else 1
            if names.count(name) != 1 or listed.count(name) != want:
                raise Wrong(f"文件 {name} 与清单不符", f"file {name} is not as the manifest lists it")
        for row in self.manifest["files"]:
            if self.digest(row["path"]) != (row["sha256"], row["size"]):
                raise Wrong(f"文件 {row['path']} 被改动过", f"file {row['path']} was altered")

    def digest(self, name):
        found, size = hashlib.sha256(), 0
        with self.zip.open(name) as file:
            while part := file.read(1 << 16):
                found.update(part)
                size += len(part)
                if size > MOST:
                    raise Wrong(f"文件 {name} 过大", f"file {name} is too large")
        return found.hexdigest(), size

    def check_attachments(self, events):
        """What is said to stand in the history stands there; return how many do, and how many are copies."""
        proved = copies = 0
        for row in self.manifest["files"]:
            copies += bool(row.get("derived"))
            if row.get("field") is None or row.get("derived"):
                continue
            number = row.get("seq") or 0
            opened = events[number - 1]["fields"].get(row["field"]) if 0 < number <= len(events) else None
            if not opened or f'"{row["sha256"]}"' not in opened[1]:
                raise Wrong(
                    f"文件 {row['path']} 不是第 {number} 条留痕所记的那一份",
                    f"file {row['path']} is not the one that event {number} names",
                )
            proved += 1
        return proved, copies

    def check_heads(self, events, checkpoint):
        """What the manifest says of itself is what was found."""
        found = (len(events), checkpoint.size, checkpoint.origin, checkpoint.origin.startswith("simulated."))
        if tuple(self.manifest.get(name) for name in ("events", "size", "origin", "simulated")) != found:
            raise Wrong("清单所述与内容不符", "the manifest does not describe the pack")
