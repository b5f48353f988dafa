"""Fetch the files of other projects that the pages need, with their licences, and lock their hashes.

Run by a developer who changes a version; users never need it, nor npm.
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "web/static/web"
VENDOR = STATIC / "vendor"
TESTS = ROOT / "tests/browser/vendor"
LOCK = VENDOR / "vendor.lock"
PACKAGES = {"@tabler/core": "1.6.1", "@tabler/icons": "3.51.0", "axe-core": "4.14.1", "echarts": "6.1.0"}
COPIES = [
    ("@tabler/core", "package/dist/css/tabler.min.css", VENDOR / "tabler/tabler.min.css"),
    ("@tabler/icons", "package/LICENSE", VENDOR / "tabler-icons/LICENSE"),
    ("echarts", "package/dist/echarts.common.min.js", VENDOR / "echarts/echarts.common.min.js"),
    ("echarts", "package/LICENSE", VENDOR / "echarts/LICENSE"),
    ("echarts", "package/NOTICE", VENDOR / "echarts/NOTICE"),
    ("axe-core", "package/axe.min.js", TESTS / "axe.min.js"),
    ("axe-core", "package/LICENSE", TESTS / "LICENSE"),
    ("axe-core", "package/LICENSE-3RD-PARTY.txt", TESTS / "LICENSE-3RD-PARTY.txt"),
]
SPRITE = VENDOR / "tabler-icons/icons.svg"
MIT = """MIT License

{owners}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def fetch(package, folder):
    """Download one package with npm's own integrity check and open it."""
    order = ["npm", "pack", "--silent", f"{package}@{PACKAGES[package]}"]
    name = subprocess.run(order, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603
    return tarfile.open(Path(folder) / name.stdout.strip())


def put(target, data):
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


def symbol(name, svg):
    """Turn one icon into a symbol; colour and stroke come from the page, so the frame is dropped."""
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.S)[1]
    shapes = [line.strip() for line in inner.splitlines() if line.strip() and "M0 0h24v24H0z" not in line]
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{"".join(shapes)}</symbol>'


def drawing(icons, name):
    return icons.extractfile(f"package/icons/outline/{name}.svg").read().decode()


def sprite(icons):
    names = (ROOT / "tools/icons.txt").read_text().split()
    symbols = "\n".join(symbol(name, drawing(icons, name)) for name in names)
    return put(SPRITE, f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'.encode())


def tabler_licence(css):
    """Tabler's package carries its licence only as a notice in the file; write it out."""
    owners = "\n".join(line.strip(" *") for line in css.decode()[:600].splitlines() if "Copyright" in line)
    return put(VENDOR / "tabler/LICENSE", MIT.format(owners=owners).encode())


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def lock(files):
    content = {
        "packages": PACKAGES,
        "files": {str(path.relative_to(ROOT)): digest(path) for path in sorted(files)},
    }
    LOCK.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def main():
    with tempfile.TemporaryDirectory() as folder:
        opened = {package: fetch(package, folder) for package in PACKAGES}
        files = [put(target, opened[package].extractfile(member).read()) for package, member, target in COPIES]
        files += [sprite(opened["@tabler/icons"]), tabler_licence(files[0].read_bytes())]
    lock(files)


if __name__ == "__main__":
    sys.exit(main())
