"""What the networks see of a word: a function of its form alone, so that a reader may keep it per form.

`README.md` beside this file states every step; `crates/analyze/src/english` repeats them.
"""
import numpy as np

PREFIX, SUFFIX3, SUFFIX2, SHAPE, NGRAMS = 2048, 4096, 1024, 512, 20000
LONGEST = 48  # characters of a word that are looked at


def fnv1a(text):
    h = 0x811C9DC5
    for b in text.encode("utf-8"):
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h


def folded(form):
    return form.replace("’", "'")[:LONGEST]


def shape(form):
    out, run = "", 0
    for c in form:
        s = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isnumeric() else c
        run = run + 1 if out and out[-1] == s else 1
        if run <= 4:
            out += s
    return out


class Words:
    """Feature arrays over a growing list of word forms."""

    def __init__(self, vocabulary, vectors):
        self.ids = {w: i + 1 for i, w in enumerate(vocabulary)}
        self.vectors = vectors
        self.index, self.rows, self.grams = {}, [], []

    def add(self, form):
        at = self.index.get(form)
        if at is None:
            at = self.index[form] = len(self.rows)
            f = folded(form)
            low = f.lower()
            self.rows.append((self.ids.get(low, 0), fnv1a(low[:3]) % PREFIX, fnv1a(low[-3:]) % SUFFIX3,
                              fnv1a(low[-2:]) % SUFFIX2, fnv1a(shape(f)) % SHAPE, self.vectors.row(f) + 1))
            framed = f"<{low}>"
            self.grams.append([fnv1a(framed[i:i + n]) % NGRAMS for n in (3, 4, 5) for i in range(len(framed) - n + 1)])
        return at

    def freeze(self):
        self.table = np.array(self.rows, dtype=np.int64)
        self.lengths = np.array([len(g) for g in self.grams])
