"""核验卷宗包 / Verify a case pack, offline, with nothing but Python.

    python3 verify.py PACK.zip --key KEY.txt [--kept CHECKPOINT.txt]

KEY.txt          公钥，请从档案包以外的途径取得 / the public key, from anywhere but the pack
CHECKPOINT.txt   上次留下的检查点；核验通过后换成新的 / the checkpoint kept last time; replaced when all is well
"""

import argparse
import json
import os
import sys
import zipfile

from ledger.kit.checkpoints import Checkpoint, check_kept, keys_in
from ledger.kit.events import check_events, check_places
from ledger.kit.pack import Pack
from ledger.kit.wrong import Wrong


def check(path, key, kept="", simulated=False, more=""):
    """Check everything; return the checkpoint and the lines of a report."""
    keys, pack = keys_in(key), Pack(path)
    pack.check_files()
    checkpoint = Checkpoint(pack.text("proof/checkpoint.txt"))
    checkpoint.check(keys)
    if checkpoint.origin.startswith("simulated.") and not simulated:
        raise Wrong("这是演示数据，不能作为证据", "this is a demonstration and no evidence")
    told = [f"检查点：{checkpoint.size} 条，签名成立 / checkpoint of {checkpoint.size}, signature holds"]
    told += [f"注意 / note: {line}" for line in checkpoint.more if line.startswith("rolled back")]
    if kept:
        before = Checkpoint(kept)
        before.check(keys)
        proofs = pack.lines("proof/consistency.jsonl") + [json.loads(line) for line in more.splitlines() if line]
        check_kept(before, checkpoint, proofs)
        told.append(f"延续上次留存的 {before.size} 条 / extends the {before.size} of the checkpoint that you kept")
    events, hidden = check_events(pack.lines("proof/events.jsonl"), pack.manifest["uid"])
    check_places(events, pack.lines("proof/places.jsonl"), checkpoint)
    pack.check_heads(events, checkpoint)
    proved, copies = pack.check_attachments(events)
    told.append(f"留痕 {len(events)} 条全部相符 / {len(events)} events intact")
    told.append("以后是否还有留痕，卷宗包自己不能证明 / whether later events exist, a pack cannot show")
    told.append(f"未公开或已清除的字段 {hidden} 个 / {hidden} fields withheld or erased")
    told.append(f"文件：{proved} 份由留痕证明，{copies} 份是副本 / files: {proved} proved by events, {copies} copies")
    return checkpoint, told


def read(path, encoding="utf-8"):
    try:
        with open(path, encoding=encoding) as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        raise Wrong(f"读不到文件 {path}", f"cannot read {path}") from None


def keep(path, note):
    """Put the new checkpoint in the place of the old one, whole or not at all."""
    with open(path + ".new", "w", encoding="utf-8", newline="\n") as file:
        file.write(note)
    os.replace(path + ".new", path)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack")
    parser.add_argument("--key", required=True)
    parser.add_argument("--kept", help="made when it is not there yet")
    parser.add_argument("--proof", help="a proof of extension that the pack lacks")
    parser.add_argument("--simulated", action="store_true", help="a demonstration may pass")
    asked = parser.parse_args(arguments)
    try:
        kept = read(asked.kept) if asked.kept and os.path.exists(asked.kept) else ""
        more = read(asked.proof) if asked.proof else ""
        checkpoint, told = check(asked.pack, read(asked.key), kept, asked.simulated, more)
    except Wrong as wrong:
        print(f"FAIL 不通过：{wrong}")
        return 1
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, zipfile.BadZipFile, OverflowError) as error:
        print(f"FAIL 不通过：卷宗包的内容不成样子 / the pack is malformed ({type(error).__name__})")
        return 1
    if asked.kept:
        keep(asked.kept, checkpoint.note)
    print("\n".join([*told, "PASS 通过"]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
