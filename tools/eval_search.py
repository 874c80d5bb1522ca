#!/usr/bin/env python3
"""Measures search on the judged sets of an evaluation folder: nDCG@10 and recall as typed, without diacritics, with half of them.

    tools/eval_search.py [--bin build/...] [--data ../shared/eval/retrieval] [--work DIR] [--sets zalo,lter] [--baseline]

Indexes are built once in the work folder (--rebuild makes them anew). Differences carry a 95 % interval of a paired bootstrap over the queries.
--baseline adds the best one-stage ranking that an index with bigram terms gives (BM25, k1 0.6, b 0.75, names on provisions), computed here.
Standard library only; the same input gives the same output.
"""
import argparse, collections, json, lzma, math, os, random, re, subprocess, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
RESAMPLES = 2000


def fold(text):
    text = unicodedata.normalize('NFD', text.replace('đ', 'd').replace('Đ', 'D'))
    return unicodedata.normalize('NFC', ''.join(c for c in text if not unicodedata.combining(c)))


def half(text, seed):
    """Every other word, by a coin, loses its marks: what a hurried typist leaves."""
    coin = random.Random(seed)
    return ''.join(part if coin.random() < 0.5 else fold(part) for part in re.split(r'(\s+)', text))


def tokens(text):
    return re.findall(r'[^\W_]+', unicodedata.normalize('NFC', text).lower())


def read_lines(path):
    opener = (lambda: lzma.open(path, 'rt', encoding='utf-8')) if path.endswith('.xz') else (lambda: open(path, encoding='utf-8'))
    with opener() as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def qrels_of(folder):
    judged = collections.defaultdict(dict)
    for line in open(os.path.join(folder, 'qrels.tsv'), encoding='utf-8'):
        fields = line.rstrip('\n').split('\t')
        if len(fields) >= 3 and fields[2].strip().isdigit() and int(fields[2]) > 0:
            judged[fields[0]][fields[1]] = int(fields[2])
    return judged


def ndcg(judged, ranked):
    gain = sum(judged.get(d, 0) / math.log2(i + 2) for i, d in enumerate(ranked[:10]))
    return gain / sum(g / math.log2(i + 2) for i, g in enumerate(sorted(judged.values(), reverse=True)[:10]))


def by_query(judged, run):
    return {q: ndcg(rel, run.get(q, [])) for q, rel in judged.items()}


def interval(a, b):
    """Mean of a - b with its 95 % interval: paired bootstrap."""
    differences = [a[q] - b[q] for q in sorted(a)]
    coin = random.Random(1)
    n = len(differences)
    means = sorted(sum(differences[int(coin.random() * n)] for _ in range(n)) / n for _ in range(RESAMPLES))
    return sum(differences) / n, means[int(RESAMPLES * 0.025)], means[int(RESAMPLES * 0.975)]


def read_run(path):
    run = collections.defaultdict(list)
    for line in open(path, encoding='utf-8'):
        query, _, document, rank, *_ = line.split()
        if document not in run[query]:
            run[query].append(document)
    return run


def baseline(corpus, queries):
    """One stage: BM25 over syllables and pairs of neighbours, the document's name on every provision."""
    wanted, asked = set(), {}
    for query in queries:
        words = tokens(query['text'])
        asked[query['_id']] = words + [a + ' ' + b for a, b in zip(words, words[1:])]
        wanted.update(asked[query['_id']])
    postings, lengths, ids = collections.defaultdict(list), [], []
    for number, record in enumerate(corpus):
        ids.append(record['_id'])
        counts, length = collections.Counter(), 0
        for part in (record.get('doc_title') or '', record.get('title') or '', record.get('text') or ''):
            words = tokens(part)
            length += 2 * len(words)
            counts.update(w for w in words if w in wanted)
            counts.update(p for p in (a + ' ' + b for a, b in zip(words, words[1:])) if p in wanted)
        lengths.append(length)
        for term, count in counts.items():
            postings[term].append((number, count))
    n, average = len(ids), sum(lengths) / len(lengths)
    k1, b, run = 0.6, 0.75, {}
    for query, terms in asked.items():
        scores = collections.defaultdict(float)
        for term, times in collections.Counter(terms).items():
            held = postings.get(term, ())
            idf = math.log(1 + (n - len(held) + 0.5) / (len(held) + 0.5))
            for number, count in held:
                scores[number] += times * idf * count * (k1 + 1) / (count + k1 * (1 - b + b * lengths[number] / average))
        run[query] = [ids[d] for d, _ in sorted(scores.items(), key=lambda s: (-s[1], s[0]))[:100]]
    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--build', default=os.path.join(ROOT, 'build'))
    parser.add_argument('--data', default=os.path.join(ROOT, '..', 'shared', 'eval', 'retrieval'))
    parser.add_argument('--work', default=os.path.join(ROOT, 'build', 'eval'))
    parser.add_argument('--sets', default='zalo,alqac2022,lter')
    parser.add_argument('--variants', default='typed,none,half')
    parser.add_argument('--rebuild', action='store_true')
    parser.add_argument('--baseline', action='store_true')
    parser.add_argument('--against', help='work folder of another program: differences to its runs')
    options = parser.parse_args()
    programs = {}
    for folder, _, files in os.walk(options.build):
        for name in ('tracuu', 'tracuu-index'):
            if name in files and os.access(os.path.join(folder, name), os.X_OK):
                programs.setdefault(name, os.path.join(folder, name))
    if len(programs) < 2:
        sys.exit(f'eval_search: {options.build}: no tracuu and tracuu-index here; build them or name the folder with --build')
    os.makedirs(options.work, exist_ok=True)
    for name in options.sets.split(','):
        folder = os.path.join(options.data, name)
        if not os.path.isdir(folder):
            sys.exit(f'eval_search: {folder}: no such set; name the folder of the sets with --data')
        packed = os.path.join(folder, 'corpus.jsonl.xz')
        corpus = packed if os.path.exists(packed) else os.path.join(folder, 'corpus.jsonl')
        database = os.path.join(options.work, name + '.db')
        if options.rebuild or not os.path.exists(database):
            plain = corpus
            if corpus == packed:
                plain = os.path.join(options.work, name + '.jsonl')
                with lzma.open(packed) as source, open(plain, 'wb') as target:
                    while block := source.read(1 << 20):
                        target.write(block)
            subprocess.run([programs['tracuu-index'], '--rebuild', database, plain], check=True, stdout=subprocess.DEVNULL)
        judged = qrels_of(folder)
        queries = [q for q in read_lines(os.path.join(folder, 'queries.jsonl')) if q['_id'] in judged]
        spoiled = {'typed': lambda q: q['text'], 'none': lambda q: fold(q['text']), 'half': lambda q: half(q['text'], q['_id'])}
        results = {}
        for variant in options.variants.split(','):
            asked, run = (os.path.join(options.work, f'{name}.{variant}.{end}') for end in ('queries.jsonl', 'run'))
            with open(asked, 'w', encoding='utf-8') as out:
                for query in queries:
                    out.write(json.dumps({'_id': query['_id'], 'text': spoiled[variant](query)}, ensure_ascii=False) + '\n')
            timing = subprocess.run([programs['tracuu'], '--db', database, 'search', '--by', 'provision', '--batch', asked, '--run', run],
                                    check=True, stderr=subprocess.PIPE, text=True).stderr.strip()
            found = read_run(run)
            results[variant] = by_query(judged, found)
            recall = {k: sum(len(rel.keys() & set(found[q][:k])) / len(rel) for q, rel in judged.items()) / len(judged) for k in (1, 10, 100)}
            line = f'{name:10} {variant:6} nDCG@10 {sum(results[variant].values()) / len(judged):.4f}  ' + '  '.join(f'R@{k} {v:.4f}' for k, v in recall.items())
            if variant != 'typed' and 'typed' in results:
                line += '  against typed {:+.4f} [{:+.4f}, {:+.4f}]'.format(*interval(results[variant], results['typed']))
            if options.against:
                other = by_query(judged, read_run(os.path.join(options.against, f'{name}.{variant}.run')))
                line += '  against other {:+.4f} [{:+.4f}, {:+.4f}]'.format(*interval(results[variant], other))
            print(line + f'  ({timing})', flush=True)
        if options.baseline:
            plain = by_query(judged, baseline(read_lines(corpus), queries))
            print(f'{name:10} one stage with bigrams nDCG@10 {sum(plain.values()) / len(plain):.4f}  ours against it '
                  '{:+.4f} [{:+.4f}, {:+.4f}]'.format(*interval(results['typed'], plain)), flush=True)


if __name__ == '__main__':
    main()
