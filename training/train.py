"""Trains the two English networks: `train.py names|syntax --data DIR --vectors vectors.npz [--silver silver.jsonl] --out DIR`.

One core, fixed seeds. Prints the marks on GUM dev (and CrossNER test for names), which is never trained on.
"""
import argparse
import json
import random
import time
from collections import Counter

import numpy as np
import torch

import corpora
import networks
from corpora import NAME_TAGS, Sentence
from features import Words
from vectors import Vectors


def silver(path, names):
    out = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            d = json.loads(line)
            if (d["names"] if names else d["heads"]) and len(d["words"]) > 2:
                out.append(Sentence(d["words"], d["names"], d["upos"], None, d["heads"], d["rels"], weight=0.5))
    return out


def restyled(s, rng):
    """Some sentences in capitals or as a headline."""
    draw = rng.random()
    if draw < 0.03:
        return [w.upper() for w in s.words]
    if draw < 0.05:
        return [w[:1].upper() + w[1:] if len(w) > 3 else w for w in s.words]
    return s.words


class Labels:
    """What each head may say; relations seen rarely fall back to their base."""

    def __init__(self, sentences):
        gold = [s for s in sentences if s.upos and s.weight == 1]
        self.upos = sorted({u for s in gold for u in s.upos})
        self.feats = [f for f, n in Counter(f for s in gold for f in s.feats).most_common() if n > 1]
        counts = Counter(r for s in gold for r in s.rels)
        self.rels = sorted({r if n >= 10 else r.split(":")[0] for r, n in counts.items()})
        self.maps = [{v: i for i, v in enumerate(x)} for x in (NAME_TAGS, self.upos, self.feats, self.rels)]

    def rel(self, r):
        m = self.maps[3]
        return m.get(r, m.get(r.split(":")[0], -1))


def batches(sentences, size, rng):
    order = list(range(len(sentences)))
    rng.shuffle(order)
    order.sort(key=lambda i: len(sentences[i].words) + rng.random() * 3)
    groups, group, longest = [], [], 0
    for i in order:
        longest = max(longest, len(sentences[i].words))
        if group and longest * (len(group) + 1) > size:
            groups.append(group)
            group, longest = [], len(sentences[i].words)
        group.append(sentences[i])
    groups.append(group)
    rng.shuffle(groups)
    return groups


def tensors(group, table, labels, forms=None):
    length = max(len(s.words) for s in group)
    at = np.zeros((len(group), length), np.int64)
    mask = np.zeros((len(group), length), bool)
    gold = {k: np.full((len(group), length), -1, np.int64) for k in ("names", "upos", "feats", "heads", "rels")}
    for b, s in enumerate(group):
        n = len(s.words)
        at[b, :n] = [table.index[w] for w in (forms[b] if forms else s.words)]
        mask[b, :n] = True
        if s.names:
            gold["names"][b, :n] = [labels.maps[0][t] for t in s.names]
        if s.upos:
            gold["upos"][b, :n] = [labels.maps[1].get(u, -1) for u in s.upos]
        if s.feats:
            gold["feats"][b, :n] = [labels.maps[2].get(f, -1) for f in s.feats]
        if s.heads:
            gold["heads"][b, :n] = s.heads
            gold["rels"][b, :n] = [labels.rel(r) for r in s.rels]
    gold["names"][gold["names"] < 0] = 0
    seen, at = np.unique(at, return_inverse=True)
    lengths = table.lengths[seen]
    out = {k: torch.from_numpy(v) for k, v in gold.items()}
    out["at"], out["mask"] = torch.from_numpy(at.reshape(mask.shape)), torch.from_numpy(mask)
    out["rows"] = torch.from_numpy(table.table[seen])
    out["grams"] = torch.tensor([g for i in seen for g in table.grams[i]])
    out["offsets"] = torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)[:-1]]))
    out["weight"] = torch.tensor([s.weight for s in group])
    return out


def f1(found, gold):
    hit = len(found & gold)
    return 2 * hit / max(len(found) + len(gold), 1), hit / max(len(found), 1), hit / max(len(gold), 1)


@torch.no_grad()
def measure(model, sentences, table, labels):
    model.eval()
    found, gold, tally = set(), set(), Counter()
    for start in range(0, len(sentences), 32):
        group = sentences[start:start + 32]
        batch = tensors(group, table, labels)
        if isinstance(model, networks.Names):
            emissions = model(batch)
            for b, s in enumerate(group):
                tags = [NAME_TAGS[t] for t in model.decode(emissions[b], len(s.words))]
                found |= {(start + b, *x) for x in corpora.spans(tags)}
                gold |= {(start + b, *x) for x in corpora.spans(s.names)}
            continue
        upos, feats, scores, dep, head = model(batch)
        for b, s in enumerate(group):
            n = len(s.words)
            heads = networks.tree(scores[b, :n, :n + 1])
            rels = model.relations(dep[b, :n], head[b, torch.tensor(heads)]).argmax(1)
            for i in range(n):
                tally["words"] += 1
                tally["upos"] += labels.upos[upos[b, i].argmax()] == s.upos[i]
                tally["feats"] += labels.feats[feats[b, i].argmax()] == s.feats[i]
                if s.upos[i] != "PUNCT":
                    right = heads[i] == s.heads[i]
                    tally["arcs"] += 1
                    tally["uas"] += right
                    tally["las"] += right and labels.rels[rels[i]].split(":")[0] == s.rels[i].split(":")[0]
    model.train()
    if isinstance(model, networks.Names):
        return "names F1 {:.3f} P {:.3f} R {:.3f}".format(*f1(found, gold))
    return "UPOS {:.4f} feats {:.4f} UAS {:.4f} LAS {:.4f}".format(
        tally["upos"] / tally["words"], tally["feats"] / tally["words"], tally["uas"] / tally["arcs"], tally["las"] / tally["arcs"])


def main():
    a = argparse.ArgumentParser()
    a.add_argument("task", choices=("names", "syntax"))
    for flag, value in (("data", None), ("vectors", None), ("silver", ""), ("out", None)):
        a.add_argument("--" + flag, default=value, required=value is None)
    a.add_argument("--epochs", type=int, default=24)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--batch", type=int, default=1000)
    a.add_argument("--width", type=int, default=0)
    a.add_argument("--depth", type=int, default=0)
    args = a.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    vectors = Vectors(args.vectors)

    gum = corpora.gum(args.data + "/gum", "train")
    tests = {"GUM dev": corpora.gum(args.data + "/gum", "dev")}
    gold = list(gum)
    if args.task == "names":
        gold += corpora.wikigold(args.data) + corpora.crossner(args.data, "train") + corpora.crossner(args.data, "dev") + corpora.ewt(args.data)
        tests["CrossNER test"] = corpora.crossner(args.data, "test")
    extra = silver(args.silver, args.task == "names") if args.silver else []
    train = [s for s in gold + extra if len(s.words) <= 120]
    labels = Labels(gum)
    counts = Counter(w.replace("’", "'").lower() for s in gold for w in s.words)
    more = Counter(w.replace("’", "'").lower() for s in extra for w in s.words)
    vocabulary = sorted({w for w, n in counts.items() if n > 1} | {w for w, n in more.items() if n > 3})
    table = Words(vocabulary, vectors)
    for s in train + [s for t in tests.values() for s in t]:
        for w in s.words:
            for form in (w, w.upper(), w[:1].upper() + w[1:]):
                table.add(form)
    table.freeze()
    size = {k: v for k, v in (("width", args.width), ("depth", args.depth)) if v}
    if args.task == "names":
        model = networks.Names(len(vocabulary), vectors.table(), NAME_TAGS, **size)
    else:
        model = networks.Syntax(len(vocabulary), vectors.table(), len(labels.upos), len(labels.feats), len(labels.rels), **size)
    print(f"{len(gold)} + {len(extra)} sentences, {len(vocabulary)} words, "
          f"{sum(p.numel() for p in model.parameters())} parameters", flush=True)
    decayed = [p for p in model.parameters() if p.dim() > 1]
    plain = [p for p in model.parameters() if p.dim() < 2]
    rate = 2e-3
    optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}],
                                  lr=rate, betas=(0.9, 0.98), fused=True)
    pools = [gold if epoch >= args.epochs * 3 // 4 else train for epoch in range(args.epochs)]
    pools = [[s for s in p if len(s.words) <= 120] for p in pools]
    total = sum(sum(len(s.words) for s in p) for p in pools)
    done, step, began = 0, 0, time.time()
    average = {k: v.clone() for k, v in model.state_dict().items()}
    for epoch, pool in enumerate(pools):
        model.train()
        losses = []
        for group in batches(pool, args.batch, rng):
            batch = tensors(group, table, labels, [restyled(s, rng) for s in group])
            for g in optimizer.param_groups:
                g["lr"] = rate * min(1.0, (step + 1) / 100) * max(1 - done / total, 0.01)
            optimizer.zero_grad()
            loss = model.loss(batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            step += 1
            done += int(batch["mask"].sum())
            losses.append(loss.item())
            if step % 4 == 0:
                keep = min(0.995, step / (step + 40))
                for k, v in model.state_dict().items():
                    average[k].lerp_(v, 1 - keep) if v.is_floating_point() else average[k].copy_(v)
        line = f"epoch {epoch + 1} loss {np.mean(losses):.4f} {time.time() - began:.0f} s"
        if epoch % 3 == 2 or epoch + 1 == args.epochs:
            live = {k: v.clone() for k, v in model.state_dict().items()}
            model.load_state_dict(average)
            line += "".join(f" | {n}: {measure(model, t, table, labels)}" for n, t in tests.items())
            torch.save({"task": args.task, "state": average, "words": vocabulary, "upos": labels.upos, "feats": labels.feats,
                        "rels": labels.rels, "names": NAME_TAGS, "config": vars(args)}, f"{args.out}/{args.task}.pt")
            model.load_state_dict(live)
        print(line, flush=True)


if __name__ == "__main__":
    main()
