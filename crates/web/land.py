"""Writes the land outline of the npm package world-atlas (land-110m, Natural Earth, public domain) as one SVG path.

Usage: python3 crates/web/land.py land-110m.json > crates/web/assets/land.txt
Equirectangular, 1000 × 500: x = (lon + 180) / 360 · 1000, y = (90 − lat) / 180 · 500, whole and half units.
"""
import json, sys

topo = json.load(open(sys.argv[1]))
scale, move = topo["transform"]["scale"], topo["transform"]["translate"]

def arc(points):
    x = y = 0
    for dx, dy in points:
        x, y = x + dx, y + dy
        yield x * scale[0] + move[0], y * scale[1] + move[1]

arcs = [list(arc(a)) for a in topo["arcs"]]

def ring(indices):
    points = []
    for i in indices:
        part = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += part if not points else part[1:]
    return points

def number(v):
    v = round(v * 2) / 2
    return str(int(v)) if v == int(v) else str(v)

def path(points):
    out, last = [], None
    for lon, lat in points:
        at = (number((lon + 180) / 360 * 1000), number((90 - lat) / 180 * 500))
        if at != last:
            out.append(at)
            last = at
    if len(out) < 4:
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in out[:-1]) + "Z"

geometries = topo["objects"]["land"]["geometries"]
rings = []
for g in geometries:
    polygons = g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]]
    for polygon in polygons:
        for r in polygon:
            points = ring(r)
            if max(lat for _, lat in points) > -60:
                rings.append(path(points))
sys.stdout.write("".join(rings))
