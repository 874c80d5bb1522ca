#!/usr/bin/env python3
"""Draws findings of an audit for people to judge: the same draw from the same findings, whoever repeats it.

    tracuu --db DB audit -f jsonl -o findings.jsonl --fail-on never
    tools/draw_findings.py findings.jsonl --root FOLDER [--root FOLDER2] [--each 12] [--least 300] [--seed 20261130] > draw.tsv

Of each rule that fires `--each` findings are drawn (all, if there are fewer); if that makes fewer than `--least`, more are
drawn from what is left, whatever their rule. Information is left out. Columns: number, fingerprint, rule, severity, findings
of the rule, message, suggestion, candidates, file, first and last byte, document's own number and date, sentence, surroundings
(the finding between >>> and <<<), verdict, quote; the last two are the judge's. A text lies in the first folder that has it.
"""
import argparse
import collections
import json
import os
import random

COLUMNS = ["n", "fingerprint", "rule", "severity", "of_rule", "message", "suggestion", "candidates", "file", "start", "end", "document", "sentence", "around", "verdict", "quote"]


def draw(findings, each, least, seed):
    rng = random.Random(seed)
    by_rule = collections.defaultdict(list)
    for finding in findings:
        by_rule[finding["rule"]].append(finding)
    drawn, left = [], []
    for rule in sorted(by_rule):
        pool = sorted(by_rule[rule], key=lambda f: f["fingerprint"])
        rng.shuffle(pool)
        drawn += pool[:each]
        left += pool[each:]
    rng.shuffle(left)
    drawn += left[:max(0, least - len(drawn))]
    return sorted(drawn, key=lambda f: (f["rule"], f["source"], f["start"])), {rule: len(pool) for rule, pool in by_rule.items()}


def around(text, start, end, width):
    """The words at a byte range with `width` characters about them."""
    if text is None:
        return ""
    before, inside, after = (part.decode("utf-8", "replace") for part in (text[:start], text[start:end], text[end:]))
    side = width // 2
    return before[-side:] + ">>>" + inside + "<<<" + after[:side]


def one_line(value):
    return " ".join(str(value if value is not None else "").split())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("findings")
    parser.add_argument("--root", action="append", default=[], help="folder that the files' paths start from; may be repeated")
    parser.add_argument("--each", type=int, default=12)
    parser.add_argument("--least", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20261130)
    parser.add_argument("--around", type=int, default=600)
    parser.add_argument("--without", help="a TSV of an earlier draw: its findings are not drawn again")
    options = parser.parse_args()
    with open(options.findings, encoding="utf-8") as file:
        findings = [json.loads(line) for line in file]
    findings = [f for f in findings if f.get("severity") != "info"]
    if options.without:
        with open(options.without, encoding="utf-8") as file:
            seen = {line.split("\t")[1] for line in file if "\t" in line}
        findings = [f for f in findings if f["fingerprint"] not in seen]
    drawn, counts = draw(findings, options.each, options.least, options.seed)
    print("\t".join(COLUMNS))
    for number, f in enumerate(drawn, 1):
        path = next((p for p in (os.path.join(root, f["source"]) for root in options.root or ["."]) if os.path.exists(p)), None)
        text = None
        if path:
            with open(path, "rb") as file:
                text = file.read()
        row = [number, f["fingerprint"], f["rule"], f["severity"], counts[f["rule"]], f"{f['title']}: {f['cited'] or ''}: {f['why'] or ''}", f["suggestion"], f["candidates"], f["source"],
               f["start"], f["end"], f"{f['number'] or ''} {f['date'] or ''}", f["sentence"], around(text, f["start"], f["end"], options.around), "", ""]
        print("\t".join(one_line(value) for value in row))


if __name__ == "__main__":
    main()
