#!/usr/bin/env python3
"""The table of docs/accuracy.md for citations: the gold documents as they are and under each defect, with 95 % intervals.

    tools/eval_citations.py [--tracuu build/release/query/tracuu] [--gold DIR] [--rounds 200] [--clean-only]

Scores come from ../shared/eval/score_citations.py, defects from ../shared/eval/mutate.py, both run as programs. Intervals are a
percentile bootstrap over documents (fixed seed): whole documents are drawn with replacement, and the scorer is run on each draw.
Nothing is written below the checkout or the gold set. Ends with 0 and a reason where the evaluation set is absent.
"""
import argparse, json, os, pathlib, random, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
EVAL = ROOT.parent / 'shared' / 'eval'
DEFECTS = 'oldtone ascii_type gha eth endash fullwidth nbsp zerowidth nfd spaces linebreak glued markup pagemark ocrdigit nodiac all'.split()
FALLS = {**{d: .005 for d in DEFECTS[:9]}, **{d: .015 for d in DEFECTS[9:14]}, 'ocrdigit': .06, 'nodiac': .06, 'all': .08}

def extract(tracuu, gold):
    """One JSON line a document, by document id."""
    files = sorted(str(p) for p in (gold / 'docs').glob('*.txt'))
    out = subprocess.run([tracuu, 'extract', '--format', 'jsonl', *files], capture_output=True, check=True, text=True).stdout
    return {pathlib.Path(json.loads(line)['path']).stem: json.loads(line) for line in out.splitlines() if line}

def score(gold, lines):
    """The scorer's figures for the documents of `lines`: id in the gold directory -> the engine's line."""
    text = ''.join(json.dumps(dict(line, path=f'{name}.txt'), ensure_ascii=False) + '\n' for name, line in lines.items())
    run = subprocess.run([sys.executable, EVAL / 'score_citations.py', gold, '--json'], input=text, capture_output=True, text=True)
    if run.returncode not in (0, 2) or not run.stdout.strip(): sys.exit(f'eval_citations: the scorer failed: {run.stderr.strip()[-300:]}')
    return json.loads(run.stdout)

def draw(gold, ids, lines, scratch):
    """A gold directory that holds the documents of `ids` (with repetition) under names of their own, and its score."""
    for part in ('docs', 'ann'):
        (scratch / part).mkdir(exist_ok=True)
        for old in (scratch / part).iterdir(): old.unlink()
    named = {}
    for k, name in enumerate(ids):
        os.symlink(gold / 'docs' / f'{name}.txt', scratch / 'docs' / f'{k:03}.txt')
        os.symlink(gold / 'ann' / f'{name}.json', scratch / 'ann' / f'{k:03}.json')
        named[f'{k:03}'] = lines[name]
    return score(scratch, named)

def figures(s):
    out = {'span': s['document_exact'][2], 'overlap': s['document_overlap'][2], 'edge': s['edge'][2], 'relation macro': s['relation_macro_f1']}
    out.update({k: v for k, v in s['fields'].items()})
    out.update({f'relation {k}': v for k, v in s['relation_f1'].items()})
    return out

def interval(values):
    values = sorted(values)
    return values[int(.025 * (len(values) - 1))], values[round(.975 * (len(values) - 1))]

def bootstrap(gold, ids, lines, rounds, seed=20261130):
    rng = random.Random(seed)
    drawn = {}
    with tempfile.TemporaryDirectory() as scratch:
        for _ in range(rounds):
            sample = figures(draw(gold, [rng.choice(ids) for _ in ids], lines, pathlib.Path(scratch)))
            for k, v in sample.items(): drawn.setdefault(k, []).append(v)
    return {k: interval(v) for k, v in drawn.items()}

def print_classes(gold, lines, rounds):
    manifest = gold.parent.parent / 'corpus' / 'manifest.jsonl'
    if not manifest.exists(): manifest = EVAL.parent / 'corpus' / 'manifest.jsonl'
    levels = {d['id']: d.get('level') or 'other' for d in map(json.loads, open(manifest, encoding='utf-8'))} if manifest.exists() else {}
    classes = {'all': sorted(lines)}
    for name in sorted(lines): classes.setdefault(levels.get(name, 'other'), []).append(name)
    print('\n| documents | n | span, exact F1 | edges, F1 | relation right |\n|---|---|---|---|---|')
    for label, ids in classes.items():
        with tempfile.TemporaryDirectory() as scratch: point = figures(draw(gold, ids, lines, pathlib.Path(scratch)))
        span = bootstrap(gold, ids, lines, rounds)
        print(f'| {label} | {len(ids)} | ' + ' | '.join(f'{point[k]:.3f} ({span[k][0]:.3f}-{span[k][1]:.3f})' for k in ('span', 'edge', 'relation')) + ' |', flush=True)
        if label == 'all': whole = point, span
    point, span = whole
    print('\n| figure | value | 95 % |\n|---|---|---|')
    for k, v in point.items(): print(f'| {k} | {v:.3f} | {span[k][0]:.3f}-{span[k][1]:.3f} |')

def print_defects(tracuu, gold, clean):
    print('\n| defect | span | number | edge | largest fall | allowed |\n|---|---|---|---|---|---|')
    base = figures(clean)
    failed = []
    for defect in DEFECTS:
        with tempfile.TemporaryDirectory() as scratch:
            twin = pathlib.Path(scratch) / 'twin'
            subprocess.run([sys.executable, EVAL / 'mutate.py', gold, twin, defect], check=True, capture_output=True)
            got = figures(score(twin, extract(tracuu, twin)))
        fall = max(base[k] - got[k] for k in ('span', 'number', 'edge'))
        if fall > FALLS[defect]: failed.append(defect)
        print(f"| {defect} | {got['span']:.4f} | {got['number']:.4f} | {got['edge']:.4f} | {max(fall, 0):.4f} | {FALLS[defect]} |", flush=True)
    return failed

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--tracuu', default=str(ROOT / 'build' / 'release' / 'query' / 'tracuu'))
    a.add_argument('--gold', default=str(EVAL / 'citations'))
    a.add_argument('--rounds', type=int, default=200)
    a.add_argument('--clean-only', action='store_true')
    a = a.parse_args()
    gold = pathlib.Path(a.gold).resolve()
    for needed in (EVAL / 'score_citations.py', EVAL / 'mutate.py', gold / 'ann'):
        if not needed.exists(): return print(f'eval_citations: skipped, {needed} is absent') or 0
    if not os.access(a.tracuu, os.X_OK): return print(f'eval_citations: {a.tracuu} is not built; build it or name another with --tracuu') or 3
    lines = extract(a.tracuu, gold)
    clean = score(gold, lines)
    print(json.dumps(clean, ensure_ascii=False, indent=1))
    if a.rounds > 0: print_classes(gold, lines, a.rounds)
    if a.clean_only: return 0
    failed = print_defects(a.tracuu, gold, clean)
    if failed: print('falls more than allowed: ' + ' '.join(failed))
    return 1 if failed else 0

sys.exit(main())
