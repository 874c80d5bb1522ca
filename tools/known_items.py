#!/usr/bin/env python3
"""Known items: does a document come first for words of its own?

    tools/known_items.py [--text ../shared/corpus/text] [--count 1000] [--seed 1]

Spans of eight body words and of six title words are drawn among those that occur in exactly one document (identical files and records of
one work are one), as typed and without diacritics; numbers are typed in several spellings and must bring all their bearers first.
Standard library only; the same seed draws the same items.
"""
import argparse, collections, json, os, random, re, subprocess, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from eval_search import fold  # noqa: E402

NEW = 'oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ'.split()
OLD = 'òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy'.split()
PLACE = dict(zip(NEW, OLD))


def key_of(number):
    """One number in all its spellings; leading zeros are no identity ("032/2025/QĐ-UBND" is 32/2025/QĐ-UBND)."""
    return re.sub(r'\s', '', number.upper().replace('Đ', 'D')).lstrip('0')


def words(text):
    out = []
    for word in re.findall(r'[^\W_]+', unicodedata.normalize('NFC', text).lower()):
        if word[-2:] in PLACE and not (len(word) > 2 and word[-3] == 'q'):
            word = word[:-2] + PLACE[word[-2:]]
        out.append(word)
    return out


def batch(program, database, queries, limit, work):
    asked, answered = os.path.join(work, 'known.queries.jsonl'), os.path.join(work, 'known.answers.jsonl')
    with open(asked, 'w', encoding='utf-8') as out:
        for number, text in enumerate(queries):
            out.write(json.dumps({'_id': str(number), 'text': text}, ensure_ascii=False) + '\n')
    done = subprocess.run([program, '--db', database, 'search', '--by', 'document', '--batch', asked, '--run', answered, '-n', str(limit)], stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit('known_items: ' + done.stderr)
    ranked = collections.defaultdict(list)
    for line in open(answered, encoding='utf-8'):
        query, _, source, rank, _, _ = line.rstrip('\n').split('\t')
        ranked[int(query)].append(source)
    return [ranked[number] for number in range(len(queries))], done.stderr.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--build', default=os.path.join(os.path.dirname(HERE), 'build'))
    parser.add_argument('--text', default=os.path.join(os.path.dirname(HERE), '..', 'shared', 'corpus', 'text'))
    parser.add_argument('--work', default=os.path.join(os.path.dirname(HERE), 'build', 'eval'))
    parser.add_argument('--count', type=int, default=1000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--show', action='store_true', help='print what is missed')
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    program, indexer = (os.path.join(options.build, *path) for path in (('query', 'tracuu'), ('indexer', 'tracuu-index')))
    database = os.path.join(options.work, 'known.db')
    subprocess.run([indexer, database, options.text], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    texts = {}
    for folder, _, files in os.walk(options.text):
        for name in files:
            path = os.path.join(folder, name)
            texts[os.path.relpath(path, options.text)] = open(path, encoding='utf-8', errors='replace').read()
    # Identity of every record, as the index knows it: copies of one work count as one.
    identity = {}
    lines = subprocess.run([program, 'extract', '--format', 'jsonl', options.text], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    for line in lines.splitlines():
        record = json.loads(line)
        source = os.path.relpath(record['path'], options.text)
        identity[source] = record['document']
        # Files in an old encoding are indexed decoded: words are drawn from the text as the index has it.
        if source in texts and record['encoding'] not in ('utf-8', None):
            shown = subprocess.run([program, '--db', database, 'show', source, '--verbatim', '--format', 'json'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
            texts[source] = json.loads(shown)['text']
    tokens = {source: words(text) for source, text in texts.items()}
    work = {}
    for source in texts:
        known = (identity.get(source) or {}).get('id') or ''
        work[source] = known if known and not re.search(r'[?_]', known) else 'text:' + ' '.join(tokens[source])
    holders = collections.defaultdict(set)
    for source, text in tokens.items():
        for i in range(len(text) - 7):
            holders[hash(tuple(text[i:i + 8]))].add(work[source])
    title_holders = collections.defaultdict(set)
    for source, document in identity.items():
        title = words((document.get('title') or '') or (document.get('name') or ''))
        for i in range(len(title) - 5):
            title_holders[tuple(title[i:i + 6])].add(work.get(source, ''))

    coin = random.Random(options.seed)
    sources = sorted(source for source in texts if len(tokens[source]) >= 60)
    spans, titles = [], []
    for _ in range(options.count * 50):
        if len(spans) == options.count:
            break
        source = coin.choice(sources)
        at = coin.randrange(len(tokens[source]) - 8)
        span = tuple(tokens[source][at:at + 8])
        if sum(w.isalpha() for w in span) == 8 and len(holders[hash(span)]) == 1:
            spans.append((' '.join(span), work[source]))
    titled = sorted(source for source, document in identity.items() if source in work and len(words((document.get('title') or '') or (document.get('name') or ''))) >= 6)
    for _ in range(options.count * 50):
        if len(titles) == options.count:
            break
        source = coin.choice(titled)
        title = words((identity[source].get('title') or '') or (identity[source].get('name') or ''))
        at = coin.randrange(len(title) - 5)
        span = tuple(title[at:at + 6])
        if len(title_holders[span]) == 1:
            titles.append((' '.join(span), work[source]))

    def measure(name, items, depth, change):
        ranked, timing = batch(program, database, [change(text) for text, _ in items], 10, options.work)
        hits = 0
        for (text, wanted), found in zip(items, ranked):
            works = []
            for source in found:
                if work.get(source, source) not in works:
                    works.append(work.get(source, source))
            good = wanted in works[:depth]
            hits += good
            if options.show and not good:
                print('  missed:', change(text), '|', wanted[:80], '|', (works or ['-'])[0][:80])
        print(f'{name:45} {hits / max(1, len(items)):.4f} of {len(items)}   ({timing})', flush=True)

    measure('eight body words: first', spans, 1, lambda text: text)
    measure('eight body words, no diacritics: first', spans, 1, fold)
    measure('six title words: in the first three', titles, 3, lambda text: text)
    measure('six title words, no diacritics: first three', titles, 3, fold)

    bearers = collections.defaultdict(set)
    for source, document in identity.items():
        if document.get('number') and source in work and re.search(r'\d', document['number']):
            bearers[key_of(document['number'])].add(work[source])
    numbers = sorted({identity[s]['number'] for s in identity if s in work and identity[s].get('number') and re.search(r'\d', identity[s]['number'])})
    coin.shuffle(numbers)
    spellings = [lambda n: n, lambda n: n.lower(), lambda n: fold(n), lambda n: 'số ' + n, lambda n: n.replace('-', ' - ').replace('/', ' / '), lambda n: n.replace('-', '–')]
    asked = [(spelling(number), bearers[key_of(number)]) for i, number in enumerate(numbers) for spelling in [spellings[i % len(spellings)]]][:options.count]
    ranked, timing = batch(program, database, [text for text, _ in asked], 40, options.work)
    hits = 0
    for (text, wanted), found in zip(asked, ranked):
        works = list(dict.fromkeys(work.get(source, source) for source in found))
        good = set(works[:len(wanted)]) == wanted
        hits += good
        if options.show and not good:
            print('  missed:', text, sorted(wanted), works[:len(wanted) + 1])
    print(f'{"numbers in several spellings: all bearers first":45} {hits / max(1, len(asked)):.4f} of {len(asked)}   ({timing})')


if __name__ == '__main__':
    main()
