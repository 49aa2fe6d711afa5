#!/usr/bin/env python3
"""Kills `add` and `watch` at random points over mixed input and asks each time whether anything was lost or came twice.

usage: kills.py RAPPORTEUR [POINTS [SEED]]     (500 points without a number; needs the models of `rapporteur setup`)

A run that nobody kills says what the record must hold. Then a record is made by runs of the same command, each killed (SIGKILL) after a random
part of that run's time, and one that is left alone at the end; after every kill the record must be readable, and at the end its lists must be
those of the first, byte for byte. Half of the points are of `add` over the samples of every format and the demo's reports, half of
`watch --once` over a feed that this script serves. Prints what differed; exits 1 where something did.
"""
import http.server
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = [HERE / "crates/cli/tests/formats", HERE / "examples/demo"]
LISTS = ["reports", "events", "people", "organisations", "bodies", "places", "instruments", "commitments", "mentions"]
KILLS = 5  # of one record, before it is finished and compared
ITEMS = 60  # of the feed


def item(n):
    day = f"{n % 28 + 1:02} Mar 2024"
    words = f"Министр торговли Белоруссии Алексей Гуринович {n % 28 + 1} марта 2024 года встретился в Минске с послом Пакистана Тариком Маликом. Сообщение {n}."
    return f"<item><title>Встреча {n}</title><guid>{n}</guid><pubDate>{day}</pubDate><description>{words}</description></item>"


class Feed(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Минторг</title>{"".join(map(item, range(ITEMS)))}</channel></rss>'
        body = feed.encode() if self.path == "/rss.xml" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def start(program, record, arguments):
    environment = dict(os.environ, RAPPORTEUR_RECORD=str(record), LC_ALL="C")
    return subprocess.Popen([program, "--threads", "2", *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def lists(program, record):
    held = b""
    for name in LISTS:
        done = subprocess.run([program, name, "--json", "--record", str(record)], capture_output=True)
        if done.returncode != 0:
            raise SystemExit(f"{name} of a killed record cannot be read: {done.stderr.decode()}")
        held += done.stdout
    return held


def trial(program, arguments, expected, length, folder, kills, chance):
    """One record with so many kills; the number of runs that were killed before their end, and whether all is there once."""
    record, struck = folder / "killed.db", 0
    for _ in range(kills):
        run = start(program, record, arguments)
        time.sleep(chance.uniform(0, length))
        struck += run.poll() is None
        run.kill()
        run.wait()
        if record.exists():
            lists(program, record)
    start(program, record, arguments).wait()
    return struck, lists(program, record) == expected


def series(program, name, arguments, points, chance):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        began = time.monotonic()
        start(program, folder / "whole.db", arguments).wait()
        length = time.monotonic() - began
        expected = lists(program, folder / "whole.db")
        reports = sum(b'"chars_clean"' in line for line in expected.split(b"\n"))
        tried = struck = wrong = 0
        while tried < points:
            kills = min(KILLS, points - tried)
            with tempfile.TemporaryDirectory() as own:
                hit, right = trial(program, arguments, expected, length, pathlib.Path(own), kills, chance)
            tried, struck, wrong = tried + kills, struck + hit, wrong + (not right)
    print(f"{name}: {reports} reports, {tried} kills, {struck} of them before the run's end; records that differ: {wrong}", flush=True)
    return wrong


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    points = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    add = ["add", "--offline", *map(str, SAMPLES)]
    watch = ["watch", f"http://127.0.0.1:{server.server_port}/rss.xml", "--once", "--allow-private", "--pause", "0"]
    wrong = series(program, "add", add, points - points // 2, chance) + series(program, "watch", watch, points // 2, chance)
    sys.exit(wrong > 0)


main()
