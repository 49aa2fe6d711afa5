"""The two networks. `README.md` beside this file states the forward pass step by step."""
import torch
from torch import nn
from torch.nn import functional as F

import features

NEAR = 16  # distances beyond are one


class Entry(nn.Module):
    """Word side: everything known of a form, through one gated linear unit."""

    def __init__(self, words, width, table, drop):
        super().__init__()
        self.word = nn.Embedding(words + 1, 96)
        self.prefix = nn.Embedding(features.PREFIX, 32)
        self.suffix3 = nn.Embedding(features.SUFFIX3, 32)
        self.suffix2 = nn.Embedding(features.SUFFIX2, 32)
        self.shape = nn.Embedding(features.SHAPE, 32)
        self.ngrams = nn.EmbeddingBag(features.NGRAMS, 64, mode="mean")
        for e in (self.word, self.prefix, self.suffix3, self.suffix2, self.shape, self.ngrams):
            nn.init.normal_(e.weight, std=0.25)
        self.register_buffer("table", torch.tensor(table), persistent=False)
        self.project = nn.Linear(table.shape[1], 128, bias=False)
        self.inner = nn.Linear(96 + 4 * 32 + 64 + 128, 2 * width)
        self.first = nn.Parameter(torch.zeros(2 * width))
        self.norm = nn.LayerNorm(width)
        self.drop = drop

    def forms(self, rows, grams, offsets, word_drop):
        """Pre-activations of distinct forms."""
        ids = rows[:, 0]
        if self.training:
            ids = torch.where(torch.rand(len(ids)) < word_drop, 0, ids)
        x = torch.cat([self.word(ids), self.prefix(rows[:, 1]), self.suffix3(rows[:, 2]), self.suffix2(rows[:, 3]),
                       self.shape(rows[:, 4]), self.ngrams(grams, offsets), self.project(self.table[rows[:, 5]])], 1)
        return x

    def forward(self, forms, at):
        x = F.dropout(forms[at], self.drop, self.training)
        y = self.inner(x)
        y = torch.cat([y[:, :1] + self.first, y[:, 1:]], 1)
        a, b = y.chunk(2, -1)
        return self.norm(a * torch.sigmoid(b))


def dropped(x, share, training):
    """Dropout of whole channels of a sentence."""
    if not training:
        return x
    return x * (torch.rand(x.shape[0], 1, x.shape[2]) > share) / (1 - share)


class Block(nn.Module):
    """Residual convolution of width 3 with a gate, then layer norm."""

    def __init__(self, width, drop):
        super().__init__()
        self.conv = nn.Linear(3 * width, 2 * width)
        self.norm = nn.LayerNorm(width)
        self.drop = drop

    def forward(self, h, mask):
        x = dropped(h, self.drop, self.training) * mask
        zero = torch.zeros_like(x[:, :1])
        x = torch.cat([torch.cat([zero, x[:, :-1]], 1), x, torch.cat([x[:, 1:], zero], 1)], 2)
        a, b = self.conv(x).chunk(2, -1)
        return self.norm(h + a * torch.sigmoid(b))


class Trunk(nn.Module):
    def __init__(self, words, width, depth, table, drop_in, drop, word_drop):
        super().__init__()
        self.entry = Entry(words, width, table, drop_in)
        self.blocks = nn.ModuleList(Block(width, drop) for _ in range(depth))
        self.word_drop, self.drop = word_drop, drop

    def forward(self, batch):
        forms = self.entry.forms(batch["rows"], batch["grams"], batch["offsets"], self.word_drop)
        h = self.entry(forms, batch["at"])
        mask = batch["mask"].unsqueeze(2).float()
        for block in self.blocks:
            h = block(h, mask)
        return dropped(h, self.drop, self.training)


class Names(nn.Module):
    """Emissions and a CRF; before the first word stands the tag O."""

    def __init__(self, words, table, tags, width=128, depth=4, drop=0.3):
        super().__init__()
        self.trunk = Trunk(words, width, depth, table, drop, drop, 0.12)
        self.emit = nn.Linear(width, len(tags))
        self.moves = nn.Parameter(torch.zeros(len(tags), len(tags)))  # from, to
        closed = torch.zeros(len(tags), len(tags))
        for i, a in enumerate(tags):
            for j, b in enumerate(tags):
                if b[0] == "I" and a[2:] != b[2:]:
                    closed[i, j] = -1e4
        self.register_buffer("closed", closed)

    def transitions(self):
        return self.moves + self.closed

    def forward(self, batch):
        return self.emit(self.trunk(batch))

    def loss(self, batch):
        e, m, y = self(batch), self.transitions(), batch["names"]
        mask = batch["mask"]
        size, length, _ = e.shape
        rows = torch.arange(size)
        gold = e[rows, 0, y[:, 0]] + m[0, y[:, 0]]
        alpha = e[:, 0] + m[0]
        for t in range(1, length):
            step = torch.logsumexp(alpha.unsqueeze(2) + m, 1) + e[:, t]
            live = mask[:, t]
            alpha = torch.where(live.unsqueeze(1), step, alpha)
            gold = gold + torch.where(live, e[rows, t, y[:, t]] + m[y[:, t - 1], y[:, t]], torch.zeros(()))
        return ((torch.logsumexp(alpha, 1) - gold) * batch["weight"]).sum() / mask.sum()

    def decode(self, e, length):
        m = self.transitions()
        alpha, back = e[0] + m[0], []
        for t in range(1, length):
            best, arg = (alpha.unsqueeze(1) + m).max(0)
            back.append(arg)
            alpha = best + e[t]
        tag = int(alpha.argmax())
        out = [tag]
        for arg in reversed(back):
            tag = int(arg[tag])
            out.append(tag)
        return out[::-1]


class Syntax(nn.Module):
    """Part of speech, features, heads and relations."""

    def __init__(self, words, table, upos, feats, rels, width=160, depth=6, drop=0.25, arc=128, rel=48):
        super().__init__()
        self.trunk = Trunk(words, width, depth, table, drop, drop, 0.12)
        self.upos, self.feats = nn.Linear(width, upos), nn.Linear(width, feats)
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.arc_dep, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.arc_bias = nn.Linear(arc, 1, bias=False)
        self.near = nn.Parameter(torch.zeros(2 * NEAR + 1, arc))
        self.near_bias = nn.Parameter(torch.zeros(2 * NEAR + 1))
        self.rel_dep, self.rel_head = nn.Linear(width, rel), nn.Linear(width, rel)
        self.rel_kernel = nn.Parameter(torch.randn(rel, rels, rel) * 0.05)
        self.rel_lin_dep, self.rel_lin_head = nn.Linear(rel, rels), nn.Linear(rel, rels, bias=False)
        self.drop = drop

    def forward(self, batch):
        h = self.trunk(batch)
        size, length, _ = h.shape
        act = lambda layer, x: dropped(F.leaky_relu(layer(x), 0.1), self.drop, self.training)
        g = torch.cat([self.root.expand(size, 1, -1), h], 1)
        dep, head = act(self.arc_dep, h), act(self.arc_head, g)
        scores = dep @ head.transpose(1, 2) * dep.shape[-1] ** -0.5 + self.arc_bias(head).transpose(1, 2)
        # What stands where: by the distance from the word to the head.
        place = torch.arange(length)
        offset = (place.unsqueeze(0) - place.unsqueeze(1)).clamp(-NEAR, NEAR) + NEAR
        near = dep @ self.near.t() + self.near_bias
        near = near.gather(2, offset.unsqueeze(0).expand(size, -1, -1))
        scores = scores + F.pad(near, (1, 0))
        barred = F.pad(~batch["mask"], (1, 0)).unsqueeze(1) | F.pad(torch.eye(length, dtype=torch.bool), (1, 0)).unsqueeze(0)
        scores = scores.masked_fill(barred, -1e4)
        return self.upos(h), self.feats(h), scores, act(self.rel_dep, h), act(self.rel_head, g)

    def relations(self, dep, head):
        """Scores of relations for pairs of projected words [n, rel]."""
        width, kinds, _ = self.rel_kernel.shape
        s = (dep @ self.rel_kernel.reshape(width, kinds * width)).view(-1, kinds, width)
        s = (s * head.unsqueeze(1)).sum(2)
        return s + self.rel_lin_dep(dep) + self.rel_lin_head(head)

    def loss(self, batch):
        upos, feats, scores, dep, head = self(batch)
        weight = batch["weight"].unsqueeze(1).expand_as(batch["mask"])
        silver = weight < 1

        def part(logits, gold, scale=None):
            live = gold >= 0
            if not live.any():
                return 0.0
            each = F.cross_entropy(logits[live], gold[live], reduction="none", label_smoothing=0.03)
            share = weight[live] if scale is None else (weight * scale)[live]
            return (each * share).sum() / batch["mask"].sum()

        # Silver trees are nearly as good as the marks they are measured by, silver parts of speech are not.
        total = part(upos, batch["upos"], torch.where(silver, 0.4, 1.0))
        total = total + 0.5 * part(feats, batch["feats"]) + part(scores, batch["heads"])
        live = batch["rels"] >= 0
        b, i = live.nonzero(as_tuple=True)
        rel = self.relations(dep[b, i], head[b, batch["heads"][b, i]])
        each = F.cross_entropy(rel, batch["rels"][b, i], reduction="none", label_smoothing=0.03)
        return total + (each * weight[b, i]).sum() / batch["mask"].sum()


def tree(scores):
    """Heads from scores [n, n+1] (column 0 the root): the best of each word; where these are no tree with one root, the
    tree with one root of the greatest sum."""
    n = scores.shape[0]
    s = scores.tolist()
    greedy = [max(range(n + 1), key=lambda j: s[i][j]) for i in range(n)]
    if sum(h == 0 for h in greedy) == 1 and not _cycle(greedy):
        return greedy
    penalty = (max(map(max, s)) - min(map(min, s)) + 1) * (n + 1)
    for row in s:
        row[0] -= penalty
    return _edmonds(s)


def _cycle(heads):
    """Words of one cycle of 1-based heads, or nothing."""
    n = len(heads)
    state = [0] * (n + 1)
    for i in range(1, n + 1):
        path, at = [], i
        while at and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at - 1]
        if at and state[at] == 1:
            return path[path.index(at):]
        for p in path:
            state[p] = 2
    return []


def _edmonds(s):
    n = len(s)
    heads = [max(range(n + 1), key=lambda j: s[i][j]) for i in range(n)]
    ring = _cycle(heads)
    if not ring:
        return heads
    inside = set(ring)
    outer = [i for i in range(1, n + 1) if i not in inside]
    # The ring becomes one new word, the last; remember which of its words an arc meant.
    index = {0: 0, **{w: k + 1 for k, w in enumerate(outer)}}
    c = len(outer) + 1
    t = [[-1e18] * (c + 1) for _ in range(c)]
    leave, enter = {}, {}
    ring_sum = sum(s[w - 1][heads[w - 1]] for w in ring)
    for w in outer:
        for h in [0] + outer:
            t[index[w] - 1][index[h]] = s[w - 1][h]
        best = max(ring, key=lambda h: s[w - 1][h])
        t[index[w] - 1][c] = s[w - 1][best]
        leave[w] = best
    for h in [0] + outer:
        best = max(ring, key=lambda w: s[w - 1][h] - s[w - 1][heads[w - 1]])
        t[c - 1][index[h]] = ring_sum + s[best - 1][h] - s[best - 1][heads[best - 1]]
        enter[h] = best
    sub = _edmonds(t)
    back = {v: k for k, v in index.items()}
    out = list(heads)
    for w in outer:
        h = sub[index[w] - 1]
        out[w - 1] = leave[w] if h == c else back[h]
    h = back[sub[c - 1]]
    out[enter[h] - 1] = h
    return out
