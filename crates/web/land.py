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

def number(half):
    """Half units as a number without a leading nought."""
    whole = f"{half / 2:g}"
    return whole.replace("0.", ".", 1) if whole.lstrip("-").startswith("0.") else whole

def joined(numbers):
    """Numbers with spaces only where they would run together."""
    out = ""
    for n in map(number, numbers):
        out += n if not out or n.startswith("-") else " " + n
    return out

def unwrapped(points):
    """The ring with no step across the antimeridian, and once more for each side of the map that it reaches over."""
    out = [points[0]]
    for lon, lat in points[1:]:
        while lon - out[-1][0] > 180:
            lon -= 360
        while lon - out[-1][0] < -180:
            lon += 360
        out.append((lon, lat))
    west, east = min(lon for lon, _ in out), max(lon for lon, _ in out)
    shifts = [0] + [360] * (west < -180) + [-360] * (east > 180)
    return [[(lon + shift, lat) for lon, lat in out] for shift in shifts]

def path(points):
    out = []
    for lon, lat in points:
        at = (round((lon + 180) / 360 * 2000), round((90 - lat) / 180 * 1000))
        if not out or at != out[-1]:
            out.append(at)
    if len(out) < 4:
        return ""
    steps = [d for a, b in zip(out, out[1:-1]) for d in (b[0] - a[0], b[1] - a[1])]
    return "M" + joined(out[0]) + "l" + joined(steps) + "z"

geometries = topo["objects"]["land"]["geometries"]
rings = []
for g in geometries:
    polygons = g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]]
    for polygon in polygons:
        for r in polygon:
            points = ring(r)
            if max(lat for _, lat in points) > -60:
                rings += [path(whole) for whole in unwrapped(points)]
sys.stdout.write("".join(rings))
