#!/usr/bin/env python3
"""Makes a web archive of generated pages and measures how fast it is read, beside `gzip -d` and cleaning, and how much memory that takes.

usage: warc.py INTAKE [RECORDS [FOLDER]]     (100000 records without a number; INTAKE is the example of that name of rapporteur-text, in release)

Each record is packed by itself, as crawlers do it: an answer of a server with a page of three to six thousand bytes, every page another. Prints a
table in Markdown. The memory is looked at after a tenth, half and nine tenths of the time, and the greatest is what the system says at the end.
"""
import gzip
import pathlib
import random
import subprocess
import sys
import tempfile
import time

NAMES = ["Гуринович", "Рокош", "Лоза", "Малик", "Новак", "Кос", "Нуров", "Орлов"]
TOWNS = ["Минске", "Омске", "Гомеле", "Астане", "Риге", "Бресте"]
TOPICS = ["поставки тракторов", "торговлю зерном", "подготовку врачей", "ремонт дорог", "охрану лесов", "обмен студентами"]
PAPERS = ["меморандум о сотрудничестве", "план работы на год", "соглашение о туризме", "протокол намерений"]
MENU = "".join(f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(["Главная", "Новости", "О министерстве", "Документы", "Контакты"]))


def sentence(chance, day):
    who, where, what, paper = chance.choice(NAMES), chance.choice(TOWNS), chance.choice(TOPICS), chance.choice(PAPERS)
    return chance.choice([
        f"Министр торговли Белоруссии Алексей {who} {day} марта 2024 года встретился в {where} с послом Пакистана Тариком Маликом.",
        f"Стороны обсудили {what} и подписали {paper}, который вступит в силу в {day + 1} день после обмена нотами.",
        f"По словам {who}а, за год товарооборот вырос на {chance.randint(2, 90)} процентов, и {what} решено расширить.",
        f"Следующее заседание комиссии пройдёт в {where}, на нём рассмотрят {what} и {paper}.",
    ])


def page(n, chance):
    day = n % 28 + 1
    paragraphs = "".join(f"<p>{' '.join(sentence(chance, day) for _ in range(chance.randint(1, 3)))}</p>\n" for _ in range(chance.randint(3, 7)))
    others = "".join(f'<li><a href="/news/{n + k}">{sentence(chance, day)[:60]}</a></li>' for k in range(4))
    return (
        f'<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Встреча {n} | Минторг</title>'
        f'<meta property="og:site_name" content="Минторг"></head><body><header><nav><ul>{MENU}</ul></nav></header>'
        f'<main><article><h1>Встреча {n} в {chance.choice(TOWNS)}</h1><time datetime="2024-03-{day:02}">{day} марта 2024</time>\n{paragraphs}</article>'
        f"<aside><h3>Ещё новости</h3><ul>{others}</ul></aside></main><footer>© 2024 Минторг. Все права защищены.</footer></body></html>"
    ).encode()


def record(n, chance):
    body = page(n, chance)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{n:012}>\r\nWARC-Date: 2024-03-13T00:00:00Z\r\n"
        f"WARC-Target-URI: https://press.example/news/{n}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    ).encode()
    return head + http + b"\r\n\r\n"


def make(path, records):
    chance, size = random.Random(1), 0
    with open(path, "wb") as out:
        for n in range(records):
            one = record(n, chance)
            size += len(one)
            out.write(gzip.compress(one, 6, mtime=0))
    return size


def resident(pid):
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0)
    except OSError:
        return 0


def run(intake, path):
    began = time.monotonic()
    process = subprocess.Popen([intake, str(path)], stdout=subprocess.PIPE, text=True)
    held = []
    while process.poll() is None:
        held.append(resident(process.pid))
        time.sleep(0.05)
    seconds = time.monotonic() - began
    at = [held[min(len(held) - 1, int(len(held) * share))] for share in (0.1, 0.5, 0.9)]
    return seconds, process.stdout.read().strip(), at


def main():
    intake = sys.argv[1]
    records = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory(dir=sys.argv[3] if len(sys.argv) > 3 else None) as folder:
        path = pathlib.Path(folder) / "pages.warc.gz"
        size = make(path, records)
        began = time.monotonic()
        subprocess.run(["gzip", "-dc", str(path)], stdout=subprocess.DEVNULL, check=True)
        unpacked = time.monotonic() - began
        seconds, said, at = run(intake, path)
    cleaning = float(said.split(" s cleaning")[0].rsplit(" ", 1)[1])
    most = float(said.split("VmHWM: ")[1].split()[0]) / 1024
    print(f"| records | {records} ({size / 1e6:.0f} MB unpacked) |\n|---|---|")
    print(f"| read | {said.split(';')[0]} |")
    print(f"| `gzip -d` alone | {unpacked:.1f} s |\n| cleaning alone (the time inside it) | {cleaning:.1f} s |\n| both together, as read | {seconds:.1f} s |")
    print(f"| speed beside `gzip -d` and cleaning one after the other | {(unpacked + cleaning) / seconds:.0%} |")
    print(f"| memory after a tenth, half, nine tenths; greatest | {at[0]:.0f}, {at[1]:.0f}, {at[2]:.0f}; {most:.0f} MB |")


main()
