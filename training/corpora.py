"""Reads the corpora that training may use into one shape: sentences of words with tags, trees and names.

Nothing else reads corpus files. What is measured on (`GUM_DEV`, CrossNER test) is never handed to training.
"""
import dataclasses
import html
import os
import re
import zipfile
from collections import defaultdict

from tokens import words

# The development documents that UD English GUM publishes, of the four genres used here.
GUM_DEV = ("bio_byron", "bio_emperor", "interview_cyclone", "interview_gaming", "news_homeopathic", "news_iodine",
           "speech_impeachment", "speech_inauguration")
NAME_TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


@dataclasses.dataclass
class Sentence:
    words: list
    names: list = None  # BIO tags, or None where names are not marked
    upos: list = None
    feats: list = None
    heads: list = None  # 0 is the root, n the n-th word
    rels: list = None
    lemmas: list = None
    spaces: list = None  # whether white space follows
    weight: float = 1.0
    doc: str = ""


def bio(length, spans):
    tags = ["O"] * length
    for kind, start, end in spans:
        if all(t == "O" for t in tags[start:end]):
            tags[start] = "B-" + kind
            tags[start + 1:end] = ["I-" + kind] * (end - start - 1)
    return tags


def spans(tags):
    """Names as (kind, first word, word after the last); an I- without its B- opens one."""
    out, kind, start = [], None, 0
    for i, t in enumerate(list(tags) + ["O"]):
        if kind and (t == "O" or t[0] == "B" or t[2:] != kind):
            out.append((kind, start, i))
            kind = None
        if t != "O" and kind is None:
            kind, start = t[2:], i
    return out


# --- GUM -----------------------------------------------------------------------------------------------------

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = set("president minister secretary ambassador chancellor senator governor mayor king queen prince princess pope "
             "emperor chairman chair director general judge justice officer commissioner speaker leader professor doctor "
             "mr. mrs. ms. dr. mr mrs lord lady sir emperor bishop captain sheriff coach spokesperson spokesman manager "
             "editor ceo dean rector mom dad father mother god".split())


def _mentions(rows):
    """Entity mentions as (type, first row, last row), from the bracket notation of the Entity attribute."""
    out, stack = [], []
    for i, row in enumerate(rows):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", m[1]) if m else ():
            fields = part.strip("()").split("-")
            if part[0] == "(" and part[-1] == ")":
                out.append((fields[1], i, i))
            elif part[0] == "(":
                stack.append((fields[0], fields[1], i))
            else:
                for k in range(len(stack) - 1, -1, -1):
                    if stack[k][0] == fields[0]:
                        _, kind, start = stack.pop(k)
                        out.append((kind, start, i))
                        break
    return out


def _cut(rows, children, head, kind, first, last):
    """The name within a mention: its head with the words that belong to the name itself."""
    keep, todo = {head}, [(head, 0)]
    while todo:
        at, depth = todo.pop()
        for c in children[at]:
            row, rel = rows[c], rows[c][7]
            if not first <= c <= last or c in keep:
                continue
            capital = row[1][:1].isupper()
            cases = [rows[g][2] for g in children[c] if rows[g][7] == "case" and g < c]
            ok = rel in ("flat", "goeswith") or (rel == "compound" and capital)
            if kind != "PER":
                ok = ok or (rel == "amod" and capital) or (rel == "nmod:poss" and capital and row[3] in ("PROPN", "NOUN"))
                ok = ok or (rel == "nummod" and c < at and capital)
                # "Ministry of Defence", "Organization for Security and Co-operation in Europe", "Republic of Albania"
                allowed = {"of", "for", "on"} if kind == "ORG" else {"of"}
                if rel == "nmod" and capital and c > at and cases and (cases[0] in allowed or depth > 0):
                    ok = True
                if rel == "conj" and capital and depth > 0 and row[3] in ("PROPN", "NOUN"):
                    ok = True
            if ok:
                keep.add(c)
                todo.append((c, depth + (rel in ("nmod", "compound", "amod", "nmod:poss") and kind != "PER")))
                if rel in ("nmod", "conj", "nmod:poss"):
                    keep |= {g for g in children[c] if rows[g][7] in ("case", "det", "cc") and first <= g <= last}
    start = end = head
    joins = lambda i: i in keep or rows[i][1] in ("-", "–", "/", "&", "'s", "’s", '"', ",") and i - 1 in keep and i + 1 in keep
    while start - 1 >= first and joins(start - 1):
        start -= 1
    while end + 1 <= last and joins(end + 1):
        end += 1
    while start < head and (rows[start][3] == "DET" or rows[start][1] in ('"', "-", ",")):
        start += 1
    while end > head and rows[end][1] in ("'s", "’s", "'", "’", '"', ","):
        end -= 1
    return start, end + 1


def _gum_names(rows):
    children = defaultdict(list)
    for i, row in enumerate(rows):
        if row[6] != "0":
            children[int(row[6]) - 1].append(i)
    found = []
    for kind, first, last in _mentions(rows):
        if kind not in KINDS:
            continue
        heads = [j for j in range(first, last + 1) if not first <= int(rows[j][6]) - 1 <= last]
        if not heads or rows[heads[0]][3] != "PROPN":
            continue
        head = heads[0]
        kind = KINDS[kind]
        if kind == "PER":
            bare = not any(rows[c][7] in ("flat",) for c in children[head])
            plural = "Number=Plur" in rows[head][5]
            determined = any(rows[c][7] in ("det", "nmod:poss") for c in children[head])
            if plural or (bare and (determined or rows[head][2].lower() in TITLES or rows[head][1].lower() in TITLES)):
                continue
        start, end = _cut(rows, children, head, kind, first, last)
        found.append((end - start, KINDS and kind, start, end))
    chosen = []
    for size, kind, start, end in sorted(found, key=lambda f: (-f[0], f[2])):
        if all(end <= s or start >= e for _, s, e in chosen):
            chosen.append((kind, start, end))
    return bio(len(rows), chosen)


def conllu(path):
    with open(path, encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            rows = [l.split("\t") for l in block.split("\n") if re.match(r"\d+\t", l)]
            if rows:
                parts = {}
                for l in block.split("\n"):
                    m = re.match(r"(\d+)-(\d+)\t", l)
                    if m:
                        parts.update({k: "SpaceAfter=No" in l if k == int(m[2]) else True for k in range(int(m[1]), int(m[2]) + 1)})
                yield rows, parts


def gum(folder, part):
    out = []
    for name in sorted(os.listdir(folder)):
        doc = name[4:-7]
        if not name.endswith(".conllu") or (doc in GUM_DEV) != (part == "dev"):
            continue
        for rows, parts in conllu(os.path.join(folder, name)):
            out.append(Sentence(
                [r[1] for r in rows], _gum_names(rows), [r[3] for r in rows], [r[5] for r in rows],
                [int(r[6]) for r in rows], [r[7] for r in rows], [r[2] for r in rows],
                [not parts.get(i + 1, "SpaceAfter=No" in r[9]) for i, r in enumerate(rows)], doc=doc))
    return out


# --- names only -----------------------------------------------------------------------------------------------

def _resplit(pairs):
    """Splits corpus words as our tokenizer does and carries the tags over."""
    toks, tags = [], []
    for word, tag in pairs:
        cuts = words(word) or [(0, len(word))]
        for k, (a, b) in enumerate(cuts):
            toks.append(word[a:b])
            tags.append("I" + tag[1:] if k and tag != "O" else tag)
    return toks, tags


def _columns(path, column, sep, fold):
    block = []
    with open(path, encoding="utf-8") as file:
        for line in list(file) + ["\n"]:
            line = line.rstrip("\n")
            if not line.strip():
                if block:
                    toks, tags = _resplit(block)
                    fixed, before = [], "O"
                    for t in tags:  # IOB1 to IOB2
                        fixed.append("B" + t[1:] if t != "O" and t[0] == "I" and before[1:] != t[1:] else t)
                        before = t
                    yield Sentence(toks, fixed)
                block = []
            elif not line.startswith("# "):
                cells = line.split(sep)
                if cells[column[0]] == "-DOCSTART-":
                    continue
                kind = fold.get(cells[column[1]][2:])
                block.append((cells[column[0]], cells[column[1]][:2] + kind if kind else "O"))


def wikigold(data):
    return list(_columns(f"{data}/wikigold/wikigold.conll.txt", (0, 1), " ", {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}))


def crossner(data, part):
    fold = {"person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG", "location": "LOC", "country": "LOC"}
    return list(_columns(f"{data}/crossner-politics/{part}.txt", (0, 1), "\t", fold))


def ewt(data):
    return list(_columns(f"{data}/ewt-dev/en_ewt-ud-dev.iob2", (1, 2), "\t", {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}))


# --- KnowledgeNet ---------------------------------------------------------------------------------------------

PROPERTIES = {  # kinds of subject and object
    "CEO": ("ORG", "PER"), "EMPLOYEE_OR_MEMBER_OF": ("PER", "ORG"), "HEADQUARTERS": ("ORG", "LOC"),
    "SUBSIDIARY_OF": ("ORG", "ORG"), "FOUNDED_BY": ("ORG", "PER"), "PLACE_OF_BIRTH": ("PER", "LOC"),
    "PLACE_OF_RESIDENCE": ("PER", "LOC"), "SPOUSE": ("PER", "PER"), "CHILD_OF": ("PER", "PER"),
    "POLITICAL_AFFILIATION": ("PER", "ORG"), "EDUCATED_AT": ("PER", "ORG"), "NATIONALITY": ("PER", "LOC"),
    "DATE_OF_BIRTH": ("PER", None), "DATE_OF_DEATH": ("PER", None), "DATE_FOUNDED": ("ORG", None),
}


def knowledgenet(data):
    """Passages as (text, {(start, end): kind}); positions are characters of the text."""
    with zipfile.ZipFile(f"{data}/knowledgenet/human_readable-v10-notest.zip") as archive:
        page = archive.read("human_readable-v10-notest.html").decode("utf-8")
    passages = {}
    for row in re.findall(r"<tr>(<td.*?)</tr>", page, re.S):
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)
        if len(cells) < 10:
            continue
        marked = cells[9].strip().removeprefix("<p>").removesuffix("</p>").strip()
        text, found, opened = "", [], None
        for piece in re.split(r"(<[^>]*>)", marked):
            if piece.startswith("<span"):
                opened = (0 if "subject" in piece else 1, len(text))
            elif piece.startswith("</span") and opened:
                found.append((*opened, len(text)))
                opened = None
            elif not piece.startswith("<"):
                text += html.unescape(piece)
        kinds = PROPERTIES.get(cells[8].strip(), (None, None))
        marks = passages.setdefault((cells[1], cells[2]), (text, {}))
        if marks[0] == text:
            for which, start, end in found:
                quoted = text[start:end]
                if kinds[which] and quoted[:1].isupper() and quoted.lower() not in ("he", "she", "his", "her", "they", "it", "its", "i", "their"):
                    marks[1][(start, end)] = kinds[which]
    return list(passages.values())
