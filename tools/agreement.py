#!/usr/bin/env python3
"""Agreement between an original (PDF, DOC, DOCX, HTML) and its text twin: the documents that both cite.

    tools/agreement.py [--tracuu ./tracuu] [--originals DIR] [--texts DIR] [--at-least 0.98]

Files of the two folders are pairs when their names agree up to the suffix. A citation is its type and number (name where it has no
number), compared as bags: agreement = 2 x common / (in the original + in the twin). Prints one line a pair, those that differ with what
differs, and the whole. Exit status: 0 at or above --at-least, 1 below, 2 nothing to compare (the folders are absent).
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def citations(tracuu, files):
    """Bag of cited documents by name of the file without suffix. Files that cannot be read are absent."""
    run = subprocess.run([tracuu, "extract", "--format", "jsonl", *map(str, files)], capture_output=True, text=True, check=False)
    bags = {}
    for line in run.stdout.splitlines():
        record = json.loads(line)
        bags[pathlib.Path(record["path"]).stem] = collections.Counter(
            (c["type"], (c["number"] or c["name"] or "").upper()) for c in record["citations"] if c["kind"] == "document")
    return bags


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tracuu", default=str(ROOT / "tracuu"))
    parser.add_argument("--originals", type=pathlib.Path, default=ROOT.parent / "shared/corpus/originals")
    parser.add_argument("--texts", type=pathlib.Path, default=ROOT.parent / "shared/corpus/text")
    parser.add_argument("--at-least", type=float, default=0.98)
    options = parser.parse_args()
    originals = {p.stem: p for p in options.originals.glob("*")}
    texts = {p.stem: p for p in options.texts.glob("*.txt")}
    pairs = sorted(originals.keys() & texts.keys())
    if not pairs:
        print(f"nothing to compare: no pairs in {options.originals} and {options.texts}", file=sys.stderr)
        return 2
    left = citations(options.tracuu, [originals[p] for p in pairs])
    right = citations(options.tracuu, [texts[p] for p in pairs])
    common = total = unread = 0
    for pair in pairs:
        name = originals[pair].name
        if pair not in left or pair not in right:
            unread += 1
            print(f"{name}\tnot read")
            continue
        both = sum((left[pair] & right[pair]).values())
        size = sum(left[pair].values()) + sum(right[pair].values())
        common, total = common + both, total + size
        print(f"{name}\t{2 * both / size if size else 1:.3f}\t{both} of {sum(left[pair].values())} and {sum(right[pair].values())}")
        for sign, more in (("original only", left[pair] - right[pair]), ("twin only", right[pair] - left[pair])):
            for (kind, key), count in sorted(more.items()):
                print(f"\t{sign}\t{count} x {kind} {key}")
    agreement = 2 * common / total if total else 1
    print(f"agreement {agreement:.4f} over {len(pairs) - unread} pairs ({unread} not read)")
    return 0 if agreement >= options.at_least else 1


if __name__ == "__main__":
    sys.exit(main())
