#!/usr/bin/env python3
"""Plants faults of known kinds into copies of documents and measures what `tracuu check` finds of them.

    tools/plant.py --tracuu build/release/query/tracuu --indexer build/release/indexer/tracuu-index --folder FOLDER [--plants 500] [--seed 7] [--kinds A,B]

The texts of the folder and some made-up acts (tools/plants.py) are indexed; each plant is one fault in a copy of a text. Recall
of a rule is the share of its plants that it reports at the plant's place; the difference between the findings of the planted and
of the clean copy should hold nothing but the plant. Sentences and numbers differ from those of the rules' tests.
"""
import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

import plants


def check(options, db, paths):
    """Findings of files, by file; information too."""
    found = collections.defaultdict(list)
    for i in range(0, len(paths), 200):
        command = [options.tracuu, "--db", db, "check", *paths[i:i + 200], "-f", "jsonl", "--fail-on", "never", "--min-severity", "info"]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode not in (0, 4):
            sys.exit(f"plant.py: {run.stderr[-500:]}")
        for line in run.stdout.splitlines():
            finding = json.loads(line)
            found[finding["source"]].append(finding)
    return found


def is_usable(text):
    """A norm of the state issued since 2021, neither huge nor torn nor consolidated."""
    day = plants.own_day(text)
    return len(text) < 60000 and plants.number_of(text) and day and day[2] >= 2021 and "hợp nhất" not in text[:800].lower()


def read_texts(folder):
    texts = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
            text = file.read()
        if is_usable(text):
            texts[name] = text
    return texts


def plant_all(kinds, texts, options, folder):
    """(kind, name of the text, file, first and last byte of the plant)."""
    rng = random.Random(options.seed)
    names, planted, unplantable = sorted(texts), [], []
    for kind in kinds:
        usable = [n for n in names if plants.KINDS[kind](texts[n], random.Random(1))]
        if not usable:
            unplantable.append(kind)
            continue
        made = 0
        for attempt in range(options.plants * 3):
            if made == options.plants:
                break
            name = rng.choice(usable)
            plant = plants.KINDS[kind](texts[name], rng)
            if not plant:
                continue
            text, begin, end = plant
            path = os.path.join(folder, f"{kind}-{made:04d}-{name}")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            planted.append((kind, name, path, len(text[:begin].encode()), len(text[:end].encode())))
            made += 1
    return planted, unplantable


def key_of(finding):
    return finding["rule"], finding["cited"]


def compare(planted, before, after):
    """By kind: hits, misses (file, rules at the place), findings away from the plant."""
    hits, misses, new, extra = collections.Counter(), collections.defaultdict(list), 0, collections.Counter()
    for kind, name, path, begin, end in planted:
        at_place = [f for f in after[path] if f["start"] < end and begin < max(f["end"], f["start"] + 1) or kind.startswith("COR") and f["rule"] == kind]
        if any(f["rule"] == kind for f in at_place):
            hits[kind] += 1
        else:
            misses[kind].append((path, sorted({f["rule"] for f in at_place})))
        known = collections.Counter(key_of(f) for f in before[name])
        for finding in after[path]:
            if known[key_of(finding)] > 0:
                known[key_of(finding)] -= 1
            elif finding["severity"] != "info":
                new += 1
                if finding not in at_place:
                    extra[kind, finding["rule"]] += 1
    return hits, misses, new, extra


def plant_corpus(kinds, options, scratch):
    """Recall of rules that look at several documents: (kind, plants, found, findings of these rules at documents without them)."""
    rng = random.Random(options.seed)
    folder, db = os.path.join(scratch, "corpus"), os.path.join(scratch, "corpus-db")
    os.makedirs(folder)
    for kind in kinds:
        for i in range(options.plants):
            for part, text in enumerate(plants.CORPUS_KINDS[kind](i + 1000 * list(plants.CORPUS_KINDS).index(kind), rng)):
                with open(os.path.join(folder, f"{kind}-{i:04d}-{part}.txt"), "w", encoding="utf-8") as file:
                    file.write(text)
    for part, text in enumerate(plants.department_letters()):
        with open(os.path.join(folder, f"letter-{part}.txt"), "w", encoding="utf-8") as file:
            file.write(text)
    bodies, report = os.path.join(scratch, "bodies.txt"), os.path.join(scratch, "corpus.jsonl")
    with open(bodies, "w", encoding="utf-8") as file:
        file.write("\n".join(plants.BODIES))
    subprocess.run([options.indexer, db, folder], check=False, capture_output=True)
    command = [options.tracuu, "--db", db, "audit", "-f", "jsonl", "-o", report, "--fail-on", "never", "--min-severity", "info", "--bodies", bodies, "--deadline", "90"]
    subprocess.run(command, check=True, capture_output=True)
    found = collections.defaultdict(set)
    with open(report, encoding="utf-8") as file:
        for line in file:
            finding = json.loads(line)
            found[finding["rule"]].add(os.path.basename(finding["source"]).rsplit("-", 1)[0])
    for kind in kinds:
        own = {name for name in found[kind] if name.startswith(kind)}
        yield kind, options.plants, len(own), len(found[kind] - own)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("tracuu", "indexer", "folder"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--plants", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kinds", default=",".join([*plants.KINDS, *plants.CORPUS_KINDS]))
    parser.add_argument("--keep", help="folder that keeps the planted texts")
    options = parser.parse_args()
    texts = read_texts(options.folder)
    kinds = [kind for kind in options.kinds.split(",") if kind in plants.KINDS]
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or scratch
        os.makedirs(folder, exist_ok=True)
        world, db = os.path.join(scratch, "world"), os.path.join(scratch, "db")
        os.makedirs(world)
        for name, text in plants.WORLD.items():
            with open(os.path.join(world, name), "w", encoding="utf-8") as file:
                file.write(text)
        subprocess.run([options.indexer, db, options.folder, world], check=False, capture_output=True)
        planted, unplantable = plant_all(kinds, texts, options, folder)
        clean = {}
        for name in {p[1] for p in planted}:
            clean[name] = os.path.join(scratch, "clean-" + name)
            with open(clean[name], "w", encoding="utf-8") as file:
                file.write(texts[name])
        found = check(options, db, sorted(clean.values()))
        before = {name: found[path] for name, path in clean.items()}
        hits, misses, new, extra = compare(planted, before, check(options, db, [p[2] for p in planted]))
        together = [kind for kind in options.kinds.split(",") if kind in plants.CORPUS_KINDS]
        for kind, planted_here, hit, elsewhere in plant_corpus(together, options, scratch) if together else []:
            print(f"{kind}\t{hit}/{planted_here}\t{hit / planted_here:.3f}" + (f"\t{elsewhere} documents without it" if elsewhere else ""))
    of = collections.Counter(p[0] for p in planted)
    for kind in kinds:
        if of[kind]:
            print(f"{kind}\t{hits[kind]}/{of[kind]}\t{hits[kind] / of[kind]:.3f}")
        for path, rules in misses[kind][:5]:
            print("   missed:", os.path.basename(path), rules, file=sys.stderr)
    if unplantable:
        print("no text has a place for:", ", ".join(unplantable))
    elsewhere = sum(extra.values())
    print(f"difference (errors and warnings): {new} new findings, {new - elsewhere} at plants ({(new - elsewhere) / max(new, 1):.3f})")
    for (kind, rule), count in extra.most_common(20):
        print(f"   elsewhere: {kind} -> {rule}: {count}", file=sys.stderr)


if __name__ == "__main__":
    main()
