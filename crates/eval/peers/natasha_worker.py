"""Runs natasha over texts for `rapporteur-eval speed --peers`: MODE (names, full) PROCESSES REPEATS FILE (a JSON list of texts).

Prints a line when the first text is done, then a JSON line with seconds on the clock and of the processor, and peak memory.
"""
import json
import multiprocessing
import resource
import sys
import time

from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

mode, processes, repeats, path = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
segmenter, embedding = Segmenter(), NewsEmbedding()
ner = NewsNERTagger(embedding)
if mode == "full":
    vocabulary, morph, syntax = MorphVocab(), NewsMorphTagger(embedding), NewsSyntaxParser(embedding)


def read(text):
    doc = Doc(text)
    doc.segment(segmenter)
    if mode == "full":
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        for token in doc.tokens:
            token.lemmatize(vocabulary)
    doc.tag_ner(ner)
    if mode == "full":
        for span in doc.spans:
            span.normalize(vocabulary)
    return len(doc.spans)


def main():
    with open(path, encoding="utf-8") as file:
        texts = json.load(file)
    read(texts[0])
    print("first", flush=True)
    if processes > 1:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            pool.map(len, texts[:processes])
            start, busy = time.perf_counter(), time.process_time()
            for _ in range(repeats):
                sum(pool.imap_unordered(read, texts, chunksize=4))
            clock, processor = time.perf_counter() - start, time.process_time() - busy
    else:
        start, busy = time.perf_counter(), time.process_time()
        for _ in range(repeats):
            for text in texts:
                read(text)
        clock, processor = time.perf_counter() - start, time.process_time() - busy
    print(json.dumps({"clock": clock, "processor": processor, "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


main()
