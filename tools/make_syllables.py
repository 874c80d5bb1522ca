#!/usr/bin/env python3
"""Counts the tokens of a directory of UTF-8 legal texts and writes corpus/text/syllables.tsv.

    make_syllables.py TEXTDIR > corpus/text/syllables.tsv

The table is frozen: its row numbers are stored in every index (indexer/format/token_stream.h). Run it again only together
with a new schema version. Tokens are those of corpus/text/tokens.h: maximal runs of letters and digits of NFC text, lower
case, tone mark in its traditional place. Kept: what occurs at least 6 times and is short enough to be a syllable, an
abbreviation or a plain number; the rest is cheaper in the record that uses it.
"""
import collections, os, re, sys, unicodedata

NEW = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()
OLD = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()
PLACE = dict(zip(NEW, OLD))
REPAIR = {0x1A2: "Ư", 0x1A3: "ư", 0xD0: "Đ", 0xF0: "đ", 0x189: "Đ", 0xAD: None}
TOKEN = re.compile(r"[^\W_]+")
LISTED = re.compile(r"[0-9]{1,4}|[a-zđ0-9]{1,5}|(?=.*[^a-z0-9])[^0-9]{1,7}|[a-z]{1,7}")


def place_tone(word):
    if word[-2:] in PLACE and not (len(word) > 2 and word[-3] == "q"):
        return word[:-2] + PLACE[word[-2:]]
    return word


def main(directory):
    counts = collections.Counter()
    for name in sorted(os.listdir(directory)):
        with open(os.path.join(directory, name), encoding="utf-8", errors="replace") as file:
            text = unicodedata.normalize("NFC", file.read()).translate(REPAIR).lower()
        counts.update(TOKEN.findall(text))
    placed = collections.Counter()
    for word, count in counts.items():
        placed[place_tone(word)] += count
    rows = sorted((-n, w) for w, n in placed.items() if n >= 6 and LISTED.fullmatch(w) and max(w) < "\u1f00")
    print("# Tokens of Vietnamese legal text by frequency; row number = id in the token streams of an index. Frozen:")
    print("# a change of any row needs a new schema version. Made by tools/make_syllables.py.")
    print("# token\tcount")
    for n, w in rows[:8000]:
        print(f"{w}\t{-n}")


main(sys.argv[1])
