#!/usr/bin/env python3
"""Two weeks of `watch` by a clock that is given, over a server that publishes, forgets and fails: is each item read once, is memory flat?

usage: fortnight.py RAPPORTEUR [DAYS]          (14 days without a number; needs the models of `rapporteur setup`; Linux)

Two feeds are asked every hour. One grows by an item at every third request and shows the newest thirty, answers 304 where nothing is new, and
breaks down at every twentieth request; its items are the beginnings of pages, which the watch fetches. The other is a sitemap of two pages that
never change. The run is ended and begun anew in the middle. Prints rounds, items, requests and memory after a quarter and at the end.
"""
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

HOUR = 3600
BEGIN = 1_710_000_000
NAMES = ["Гуринович", "Рокош", "Лоза", "Малик", "Новак", "Кос", "Нуров"]
TOWNS = ["Минске", "Омске", "Гомеле", "Астане", "Риге"]


def words(n):
    who = NAMES[n % len(NAMES)]
    return f"Министр торговли Белоруссии Алексей {who} {n % 28 + 1} марта 2024 года встретился в {TOWNS[n % len(TOWNS)]} с послом Пакистана Тариком Маликом. Сообщение {n}."


class Press(http.server.BaseHTTPRequestHandler):
    asked = pages = items = failed = 0

    def answer(self, status, body=b"", tag=None):
        self.send_response(status)
        if tag:
            self.send_header("ETag", tag)
        self.send_header("Content-Type", "text/html; charset=utf-8" if body.startswith(b"<html") else "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        host = f"http://{self.headers['Host']}"
        if self.path == "/rss.xml":
            Press.asked += 1
            if Press.asked % 20 == 0:
                Press.failed += 1
                return self.answer(500 if Press.asked % 40 else 404)
            Press.items += Press.asked % 3 == 1
            tag = f'"{Press.items}"'
            if self.headers.get("If-None-Match") == tag:
                return self.answer(304, tag=tag)
            shown = range(max(0, Press.items - 30), Press.items)
            item = "<item><title>Встреча {0}</title><link>{1}/news/{0}</link><pubDate>{2:02} Mar 2024</pubDate><description>{3}…</description></item>"
            feed = "".join(item.format(n, host, n % 28 + 1, words(n)[:60]) for n in shown)
            return self.answer(200, f'<?xml version="1.0"?><rss version="2.0"><channel><title>Минторг</title>{feed}</channel></rss>'.encode(), tag)
        if self.path == "/map.xml":
            urls = "".join(f"<url><loc>{host}/page/{n}</loc></url>" for n in (9001, 9002))
            return self.answer(200, f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode())
        if self.path.startswith(("/news/", "/page/")):
            Press.pages += 1
            n = int(self.path.rsplit("/", 1)[1])
            page = f"<html><head><title>Встреча {n}</title></head><body><article><h1>Встреча {n}</h1><p>{words(n)}</p></article></body></html>"
            return self.answer(200, page.encode())
        return self.answer(404)

    def log_message(self, *_):
        pass


def memory(pid):
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
        return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)
    except OSError:
        return 0


def run(program, folder, host, times):
    (folder / "clock").write_text("\n".join(map(str, times)))
    environment = dict(os.environ, RAPPORTEUR_RECORD=str(folder / "r.db"), LC_ALL="C")
    sources = [f"{host}/rss.xml", f"{host}/map.xml"]
    arguments = ["--threads", "2", "watch", *sources, "--every", "1h", "--allow-private", "--pause", "0", "--clock", str(folder / "clock")]
    out, seen, first = open(folder / "out", "ab"), [], Press.asked
    with subprocess.Popen([program, *arguments], env=environment, stdout=out, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            seen.append((Press.asked - first, memory(process.pid)))
            time.sleep(0.1)
    out.close()
    quarter = max((held for asked, held in seen if asked <= len(times) // 4), default=0)
    return quarter, max(held for _, held in seen)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    rounds = int(sys.argv[2] if len(sys.argv) > 2 else 14) * 24
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Press)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        times = [BEGIN + n * HOUR for n in range(rounds)]
        began = time.monotonic()
        held = [run(program, folder, host, part) for part in (times[: rounds // 2], times[rounds // 2 :])]
        took = time.monotonic() - began
        told = [json.loads(line)["id"] for line in (folder / "out").read_text().splitlines()]
        listed = subprocess.run([program, "reports", "--json", "--record", str(folder / "r.db")], capture_output=True, text=True).stdout
    titles = sorted(json.loads(line)["title"] for line in listed.splitlines())
    expected = sorted([f"Встреча {n}" for n in range(Press.items)] + ["Встреча 9001", "Встреча 9002"])
    right = titles == expected and len(told) == len(set(told))
    print(f"{rounds} rounds in {took:.0f} s; {Press.asked} requests of the feed, {Press.failed} failed; {Press.items} items and 2 pages, {Press.pages} pages fetched")
    print(f"reports {len(titles)}, expected {len(expected)}; events told {len(told)}, of them twice {len(told) - len(set(told))}")
    print("memory after a quarter and at most, of both runs, MB: " + ", ".join(f"{quarter} → {most}" for quarter, most in held))
    sys.exit(not right)


main()
