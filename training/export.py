"""Writes the trained networks as weight files and golden values: `export.py --data DIR --vectors vectors.npz --from DIR --out DIR`.

The format is that of `crates/nn` (`weights.rs`): magic, version, lengths, checksums, JSON header, tensors at multiples of 64 bytes.
"""
import argparse
import json
import struct
import zlib

import numpy as np
import torch

import corpora
import networks
import train
from corpora import NAME_TAGS
from features import Words, fnv1a, folded, shape
from vectors import Vectors

OWN = [
    "The Minister of Defence of Belarus , Viktor Khrenin , met Ambassador Li Wei in Minsk on 7 October 2021 .".split(),
    "MINSK , Dec 22 – The U.S. delegation did n't sign the memorandum ; Rosoboronexport 's director general will visit Vitebsk .".split(),
    "What have the two sides agreed on ?".split(),
]


class Writer:
    TYPES = {"float32": "f32", "float16": "f16", "uint8": "u8", "int8": "i8", "uint32": "u32"}

    def __init__(self):
        self.meta, self.tensors, self.data = {}, {}, bytearray()

    def add(self, name, array):
        array = np.ascontiguousarray(array)
        self.data += b"\0" * (-len(self.data) % 64)
        self.tensors[name] = {"dtype": self.TYPES[str(array.dtype)], "shape": list(array.shape), "at": len(self.data)}
        self.data += array.tobytes()

    def write(self, path):
        head = json.dumps({"meta": dict(sorted(self.meta.items())), "tensors": dict(sorted(self.tensors.items()))},
                          ensure_ascii=False, separators=(",", ":")).encode()
        start = -(-(32 + len(head)) // 64) * 64
        prefix = b"RAPnn\r\n\x1a" + struct.pack("<IIQII", 1, len(head), start + len(self.data), zlib.crc32(head), zlib.crc32(bytes(self.data)))
        with open(path, "wb") as file:
            file.write(prefix + head + b"\0" * (start - 32 - len(head)) + bytes(self.data))
        print(path, start + len(self.data), "bytes")


def half(x):
    return x.detach().numpy().astype(np.float16)


def full(x):
    return x.detach().numpy().astype(np.float32)


def rounded(weight):
    """A table as bytes around 128 with a scale a row; `weight` takes on the rounded values."""
    w = weight.detach().numpy()
    scale = (np.abs(w).max(1) / 127).astype(np.float32)
    scale[scale == 0] = 1
    codes = np.rint(w / scale[:, None]).astype(np.int64) + 128
    weight.data.copy_(torch.from_numpy((codes - 128) * scale[:, None]))
    return codes.astype(np.uint8), scale


def halved(layer):
    """Rounds a weight in place to what half precision keeps."""
    layer.data.copy_(layer.data.half().float())
    return layer


def linear(out, name, layer, bias=None):
    out.add(name, half(halved(layer.weight).t()))
    b = layer.bias if layer.bias is not None else torch.zeros(layer.weight.shape[0])
    out.add(name + ".bias", full(b if bias is None else bias))


def trunk(out, t, words):
    e = t.entry
    listed = "".join(w + "\n" for w in words).encode()
    starts = np.cumsum([0] + [len(w.encode()) + 1 for w in words]).astype(np.uint32)
    out.add("words", np.frombuffer(listed, np.uint8))
    out.add("words.starts", starts)
    for name in ("word", "prefix", "suffix3", "suffix2", "shape", "ngrams"):
        codes, scale = rounded(getattr(e, name).weight)
        out.add(f"entry.{name}", codes)
        out.add(f"entry.{name}.scale", scale)
    # The projection of the vectors goes into the first layer.
    w = e.inner.weight
    folded_in = torch.cat([w[:, :-128], w[:, -128:] @ e.project.weight], 1)
    out.add("entry.inner", half(folded_in.t()))
    out.add("entry.inner.bias", full(e.inner.bias))
    out.add("entry.first", full(e.first))
    out.add("entry.norm", np.stack([full(e.norm.weight), full(e.norm.bias)]))
    for i, b in enumerate(t.blocks):
        width = b.norm.weight.shape[0]
        conv = halved(b.conv.weight).reshape(2 * width, 3, width).transpose(1, 2)
        out.add(f"block.{i}.conv", half(conv))
        out.add(f"block.{i}.bias", full(b.conv.bias))
        out.add(f"block.{i}.norm", np.stack([full(b.norm.weight), full(b.norm.bias)]))
    out.meta.update(width=str(e.norm.weight.shape[0]), depth=str(len(t.blocks)))


def load(path, vectors):
    saved = torch.load(path)
    size = {k: saved["config"][k] for k in ("width", "depth") if saved["config"][k]}
    if saved["task"] == "names":
        model = networks.Names(len(saved["words"]), vectors.table(), saved["names"], **size)
    else:
        model = networks.Syntax(len(saved["words"]), vectors.table(), len(saved["upos"]), len(saved["feats"]), len(saved["rels"]), **size)
    model.load_state_dict(saved["state"])
    saved["words"] = list(saved["words"])
    return model.eval(), saved


def in_byte_order(model, saved):
    """Sorts the word list by bytes, as a reader searches it, and the table with it."""
    order = sorted(range(len(saved["words"])), key=lambda i: saved["words"][i].encode())
    table = model.trunk.entry.word.weight
    table.data[1:] = table.data[1:][order].clone()
    saved["words"] = [saved["words"][i] for i in order]


@torch.no_grad()
def main():
    a = argparse.ArgumentParser()
    for flag in ("data", "vectors", "from", "out"):
        a.add_argument("--" + flag, required=True)
    args = a.parse_args()
    torch.set_num_threads(1)
    vectors = Vectors(args.vectors)
    golden = [{"words": words} for words in OWN]
    dev = corpora.gum(args.data + "/gum", "dev")

    out = Writer()
    out.add("keys", vectors.keys)
    out.add("rows", np.stack([vectors.values & 255, vectors.values >> 8], 1).astype(np.uint8))
    out.add("codes", vectors.codes)
    out.add("centroids", vectors.books.astype(np.float32))
    out.meta["id"] = "en_core_web_md vectors, product-quantised"
    out.write(f"{args.out}/vectors.rnn")

    for task in ("names", "syntax"):
        model, saved = load(f"{getattr(args, 'from')}/{task}.pt", vectors)
        in_byte_order(model, saved)
        gum = corpora.gum(args.data + "/gum", "train")
        labels = train.Labels(gum)
        labels.upos, labels.feats, labels.rels = saved["upos"], saved["feats"], saved["rels"]
        labels.maps[1:] = [{v: i for i, v in enumerate(x)} for x in (labels.upos, labels.feats, labels.rels)]
        table = Words(saved["words"], vectors)
        for words in [s.words for s in dev] + OWN:
            for w in words:
                table.add(w)
        table.freeze()
        print(task, "before rounding:", train.measure(model, dev, table, labels))
        model.eval()
        out = Writer()
        trunk(out, model.trunk, saved["words"])
        if task == "names":
            linear(out, "emit", model.emit)
            out.add("transitions", full(model.transitions()))
            out.meta["tags"] = "\n".join(NAME_TAGS)
        else:
            linear(out, "upos", model.upos)
            linear(out, "feats", model.feats)
            linear(out, "arc.dep", model.arc_dep)
            linear(out, "arc.head", model.arc_head)
            out.add("arc.bias", full(model.arc_bias.weight[0]))
            out.add("arc.near", half(halved(model.near).t()))
            out.add("arc.near.bias", full(model.near_bias))
            linear(out, "rel.dep", model.rel_dep)
            linear(out, "rel.head", model.rel_head)
            size, kinds, _ = halved(model.rel_kernel).shape
            kernel = torch.cat([model.rel_kernel.reshape(size, -1), halved(model.rel_lin_dep.weight).t()], 1)
            out.add("rel.kernel", half(kernel))
            out.add("rel.kernel.bias", np.concatenate([np.zeros(kinds * size, np.float32), full(model.rel_lin_dep.bias)]))
            linear(out, "rel.from_head", model.rel_lin_head)
            out.add("root", full(model.root))
            out.meta.update(upos="\n".join(labels.upos), feats="\n".join(labels.feats), rels="\n".join(labels.rels))
        out.meta["id"] = f"english {task} 1"
        out.write(f"{args.out}/{task}.rnn")
        print(task, "rounded:", train.measure(model, dev, table, labels))
        model.eval()
        for g in golden:
            batch = train.tensors([corpora.Sentence(g["words"])], table, labels)
            n = len(g["words"])
            rows = table.table[[table.index[w] for w in g["words"]]]
            if task == "names":
                g["features"] = [{"low": folded(w).lower(), "prefix": int(r[1]), "suffix3": int(r[2]), "suffix2": int(r[3]), "shape": int(r[4]),
                                  "ngrams": table.grams[table.index[w]], "vector": int(r[5]) - 1} for w, r in zip(g["words"], rows)]
                e = model(batch)[0]
                g["emissions"] = [[round(float(x), 4) for x in row] for row in e]
                g["tags"] = model.decode(e, n)
            else:
                upos, feats, scores, dep, head = model(batch)
                heads = networks.tree(scores[0])
                r = model.relations(dep[0], head[0, torch.tensor(heads)])
                r[:, labels.rels.index("root")] = -1e9
                g["upos"] = [labels.upos[int(i)] for i in upos[0].argmax(1)]
                g["feats"] = [labels.feats[int(i)] for i in feats[0].argmax(1)]
                g["heads"] = heads
                g["rels"] = ["root" if h == 0 else labels.rels[int(i)] for i, h in zip(r.argmax(1), heads)]
                g["arcs"] = [[round(float(x), 3) for x in row] for row in scores[0]]
    with open(f"{args.out}/golden.json", "w", encoding="utf-8") as file:
        file.write("[" + ",\n".join(json.dumps(g, ensure_ascii=False) for g in golden) + "]\n")


if __name__ == "__main__":
    main()
