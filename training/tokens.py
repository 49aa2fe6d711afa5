"""Words and sentences of English text after the conventions of UD English GUM.

The tokenizer of `crates/analyze/src/english` follows the same steps; corpora that come split otherwise are
brought to these words before training, so that the networks see in training what they see at work.
"""
import re

CLITICS = ("'s", "'re", "'ve", "'ll", "'d", "'m", "'S", "'RE", "'VE", "'LL", "'D", "'M")
WHOLE = {"cannot": (3,), "gonna": (3,), "wanna": (3,), "gotta": (3,), "gimme": (3,), "lemme": (3,)}
PREFIXES = set("re pre pro anti non co e mini pan un mid pseudo semi sub super inter intra multi neo counter ultra bi".split())
ABBREVIATIONS = set(
    "mr mrs ms dr prof rev hon st sen rep gov gen lt col maj sgt capt cmdr adm brig ltd inc corp co bros jr sr vs "
    "etc e.g i.e al cf ca approx dept univ assn est jan feb mar apr jun jul aug sept sep oct nov dec ph.d m.d b.a m.a "
    "a.m p.m u.s u.n u.k e.u d.c no nos vol fig art sec op mt ft messrs mlle mme gen.-lt supt insp pvt cpl fr eng engr smt".split())
URL = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![\w])")
WORD = re.compile(r"[^\W_]+(?:(?:[.'’&_](?=[^\W_]))[^\W_]+|(?<=\d),(?=\d{3})\d+)*")
CLOSING = "\"'”’)]»"


def fold(s):
    return s.replace("’", "'")


def _split_clitics(start, word):
    low = fold(word).lower()
    if low in WHOLE:
        cut = WHOLE[low][0]
        return [(start, start + cut), (start + cut, start + len(word))]
    if low.endswith("n't") and len(low) > 3:
        return [(start, start + len(word) - 3), (start + len(word) - 3, start + len(word))]
    for c in CLITICS:
        if low.endswith(c.lower()) and len(low) > len(c):
            cut = len(word) - len(c)
            return [(start, start + cut), (start + cut, start + len(word))]
    return [(start, start + len(word))]


def _dotted(word):
    """Whether the full stop after `word` belongs to it."""
    low = word.lower()
    if low in ABBREVIATIONS or (len(word) == 1 and word.isupper() and word != "I"):
        return True
    return bool(re.fullmatch(r"[^\W\d_](\.[^\W\d_])+", word))


def _chunk(text, start, end, out):
    i = start
    while i < end:
        m = URL.match(text, i, end)
        if m:
            j = m.end()
            while j > i and text[j - 1] in ".,;:!?)]\"'”’":
                j -= 1
            out.append((i, j))
            i = j
            continue
        m = WORD.match(text, i, end) or NUMBER.match(text, i, end)
        if m and text[i].isdigit():
            n = NUMBER.match(text, i, end)
            if n and n.end() > m.end():
                m = n
        if m:
            j = m.end()
            word = m.group()
            if j < end and text[j] == "." and _dotted(word):
                low = word.lower()
                following = text[j + 1:j + 3].strip()
                if low not in ("no", "nos", "co", "art", "fig", "sec", "mar", "est", "al") or j + 1 < end or low in ("co", "al") \
                        or (low in ("no", "nos", "art", "fig", "sec") and following[:1].isdigit()) or (low == "mar" and following[:1].isdigit()):
                    out.append((i, j + 1))
                    i = j + 1
                    continue
            # A prefix keeps its hyphen: re-elected, pro-Beijing.
            if j + 1 < end and text[j] == "-" and word.lower() in PREFIXES:
                n = WORD.match(text, j + 1, end)
                if n and n.group()[0].isalpha():
                    out.extend(_split_clitics(i, text[i:n.end()]))
                    i = n.end()
                    continue
            out.extend(_split_clitics(i, word))
            i = j
            continue
        j = i + 1
        if text[i] in ".-*=_!?":
            while j < end and text[j] == text[i]:
                j += 1
        elif text[i] in "'’" and fold(text[i:end]).lower() in ("'s", "'re", "'ll", "'ve", "'d", "'m"):
            j = end
        out.append((i, j))
        i = j


def words(text):
    """Half-open character ranges of the words of `text`."""
    out = []
    for m in re.finditer(r"\S+", text):
        _chunk(text, m.start(), m.end(), out)
    return out
