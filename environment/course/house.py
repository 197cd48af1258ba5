"""Draws the house out of the code that it is made of: images/house.svg.

A room is a package beneath "generative", with those in it. Its row follows from what it uses, so all arrows point up;
where other arrows lead to a room anyway, none of its own is drawn.
"""

import html
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from itertools import permutations, product
from xml.etree import ElementTree

from . import places, whole

USE = re.compile(r"^import (?:static )?generative\.(\w+)\.", re.MULTILINE)
MAVEN = {"m": "http://maven.apache.org/POM/4.0.0"}

LINE, PADDING, GAP, FALL = 19, 14, 28, 54  # of text; in a box; between boxes; between rows
TITLE, EDGE, HEAD = 62, 22, 8  # of a frame, and its margin; of an arrow
LETTER, BOLD = 6.7, 10.4  # widths, those of a wide font

STYLE = """
  text { font: 12.5px system-ui, "DejaVu Sans", sans-serif; fill: #57606a }
  .name { font-size: 16px; font-weight: 600; fill: #0550ae }
  .artifact { font-size: 14px; font-weight: 600; fill: #24292f }
  .frame { fill: #f3f6fa; stroke: #b6c2d0 }
  .room { fill: #fff; stroke: #57606a }
  .use { fill: none; stroke: #24292f; stroke-width: 1.3; marker-end: url(#head) }
"""


@dataclass
class Room:
    name: str
    artifact: str
    files: Counter = field(default_factory=Counter)  # of each package in it; "" is its own
    uses: set = field(default_factory=set)

    def lines(self, order):
        total = self.files.total()
        inner = ", ".join(f"{name} {count}" for name, count in sorted(self.files.items()) if name)
        files = f"{total} file{'s' if total > 1 else ''}" + (f", of them {inner}" if inner else "")
        return [files, f"uses {', '.join(sorted(self.uses, key=order.index))}" if self.uses else "uses no other"]


def write():
    file = places.IMAGES / "house.svg"
    whole.write(file, picture(places.SOURCES).encode())
    print(f"{file.relative_to(places.ROOT)} from the imports in {places.SOURCES.name}")


def picture(sources):
    return Drawing(rooms(sources), artifacts(sources)).svg()


def rooms(sources):
    """All rooms by name, those that are used before those that use them."""
    found = {}
    for file in sorted(sources.glob("*/java/generative/**/*.java")):
        artifact, _, _, name, *inner = file.relative_to(sources).parts[:-1]
        if file.stem != "package-info":
            room = found.setdefault(name, Room(name, artifact))
            room.files[".".join(inner)] += 1
            room.uses |= {used for used in USE.findall(file.read_text(encoding="utf-8")) if used != name}
    order = TopologicalSorter({name: sorted(room.uses) for name, room in found.items()}).static_order()
    return {name: found[name] for name in order}


def artifacts(sources):
    """By folder, each artifact's name and in words what it needs."""
    found = {}
    for pom in sorted(sources.glob("*/pom.xml")):
        project = ElementTree.parse(pom).getroot()
        needs = []
        for one in project.findall("m:dependencies/m:dependency", MAVEN):
            group, name, scope = (one.findtext(f"m:{tag}", "", MAVEN) for tag in ("groupId", "artifactId", "scope"))
            if scope != "test" and not group.startswith(tuple(f"{need}." for need in needs)):
                needs.append(name if group == "generative" else group)
        found[pom.parent.name] = (project.findtext("m:artifactId", "", MAVEN),
                                  f"needs {', '.join(dict.fromkeys(needs)) or 'the JDK alone'}")
    return found


def shown(rooms):
    """What each room uses and none of the others that it uses does."""
    all_used = {}
    for name, room in rooms.items():
        all_used[name] = room.uses.union(*(all_used[used] for used in room.uses))
    return [(name, used) for name, room in rooms.items() for used in sorted(room.uses)
            if not any(used in all_used[other] for other in room.uses)]


class Drawing:
    """Rooms in rows, an artifact's side by side with another's. An arrow over several rows has a place in each."""

    def __init__(self, rooms, artifacts):
        self.rooms = rooms
        self.artifacts = artifacts
        self.row = {}
        for name, room in rooms.items():
            self.row[name] = 1 + max((self.row[used] for used in room.uses), default=-1)
        count = Counter(room.artifact for room in rooms.values())
        self.columns = sorted(count, key=lambda artifact: (-count[artifact], artifact))
        self.lines = {name: room.lines(list(rooms)) for name, room in rooms.items()}
        self.cells = defaultdict(list)  # by row and column
        for name, room in rooms.items():
            self.cells[self.row[name], self.columns.index(room.artifact)].append(name)
        self.ways = [self.way(user, used) for user, used in shown(rooms)]
        self.place_columns()
        self.settle()

    def way(self, user, used):
        """From room to room, through a place of its own in each row between."""
        column = self.columns.index(self.rooms[used].artifact)
        between = [(user, used, row) for row in range(self.row[user] - 1, self.row[used], -1)]
        for place in between:
            self.cells[place[-1], column].append(place)
        return [user, *between, used]

    def width(self, place):
        if place not in self.rooms:
            return 0
        return max(BOLD * len(place), *(LETTER * len(line) for line in self.lines[place])) + 2 * PADDING

    def total(self, cell):
        return sum(map(self.width, cell)) + GAP * (len(cell) - 1)

    def place_columns(self):
        self.left, self.wide, x = [], [], EDGE
        for column, artifact in enumerate(self.columns):
            title, needs = self.artifacts[artifact]
            cells = [self.total(cell) for (_, at), cell in self.cells.items() if at == column]
            self.left.append(x)
            self.wide.append(max(*cells, BOLD * len(title), LETTER * len(needs)))
            x += self.wide[-1] + 2 * EDGE + GAP
        self.right = x - GAP - EDGE

    def settle(self):
        """Tries each cell's orders in turn, for the fewest crossings and then the shortest arrows."""
        self.x = {}
        for key in self.cells:
            self.put(key)
        for _, key in product(range(3), sorted(self.cells)):
            self.cells[key] = min(map(list, permutations(self.cells[key])), key=lambda cell: self.cost(key, cell))
            self.put(key)

    def put(self, key):
        cell = self.cells[key]
        x = self.left[key[1]] + (self.wide[key[1]] - self.total(cell)) / 2
        for place in cell:
            self.x[place] = x + self.width(place) / 2
            x += self.width(place) + GAP

    def cost(self, key, cell):
        self.cells[key] = cell
        self.put(key)
        steps = [step for way in self.ways for step in zip(way, way[1:])]
        crossings = sum((self.x[a] - self.x[c]) * (self.x[b] - self.x[d]) < 0
                        for i, (a, b) in enumerate(steps) for c, d in steps[:i] if self.level(a) == self.level(c))
        return crossings, round(sum(abs(self.x[a] - self.x[b]) for a, b in steps), 6)

    def level(self, place):
        return self.row[place] if place in self.rooms else place[-1]

    def height(self, place):
        return LINE * (1 + len(self.lines[place])) + 2 * PADDING - 6

    def top(self, row):
        tall = [max(self.height(name) for name in self.rooms if self.row[name] == at) for at in range(row)]
        return EDGE / 2 + TITLE + sum(tall) + FALL * row

    def port(self, place, way, up):
        """Where a way leaves a room (up) or comes to one: its ways stand side by side in the order of their goals."""
        end = 0 if up else -1
        others = sorted((self.x[one[1 if up else -2]], i) for i, one in enumerate(self.ways) if one[end] == place)
        at = [i for _, i in others].index(self.ways.index(way))
        return self.x[place] + self.width(place) * 0.7 * ((at + 0.5) / len(others) - 0.5)

    def path(self, way):
        x, y = self.port(way[0], way, True), self.top(self.row[way[0]])
        drawn = f"M{x:.1f} {y:.1f}"
        for place in way[1:]:
            if place in self.rooms:
                to, bottom = self.port(place, way, False), self.top(self.row[place]) + self.height(place) + HEAD
            else:
                to, bottom = self.between(place, way), self.top(place[-1] + 1) - FALL
            middle = (y + bottom) / 2
            drawn += f" C{x:.1f} {middle:.1f} {to:.1f} {middle:.1f} {to:.1f} {bottom:.1f}"
            x, y = to, self.top(self.level(place))
            drawn += "" if place in self.rooms else f" V{y:.1f}"
        return f'<path class="use" d="{drawn}"/>'

    def between(self, place, way):
        """Where a way passes a row: straight beneath its goal, if no room of the row is in its way."""
        column = self.columns.index(self.rooms[way[-1]].artifact)
        alone = not any(other in self.rooms for other in self.cells[place[-1], column])
        return self.port(way[-1], way, False) if alone else self.x[place]

    def frame(self, column):
        artifact = self.columns[column]
        title, needs = self.artifacts[artifact]
        last = max((name for name in self.rooms if self.rooms[name].artifact == artifact), key=self.row.get)
        x, y, bottom = self.left[column] - EDGE / 2, EDGE / 2, self.top(self.row[last]) + self.height(last) + EDGE
        return [f'<rect class="frame" x="{x:.1f}" y="{y:.1f}" width="{self.wide[column] + EDGE:.1f}" '
                f'height="{bottom - y:.1f}" rx="6"/>',
                text(self.left[column], y + 23, title, "artifact"), text(self.left[column], y + 42, needs)]

    def room(self, name):
        x, y = self.x[name] - self.width(name) / 2, self.top(self.row[name])
        return [f'<rect class="room" x="{x:.1f}" y="{y:.1f}" width="{self.width(name):.1f}" '
                f'height="{self.height(name)}" rx="4"/>',
                text(x + PADDING, y + PADDING + 10, name, "name"),
                *(text(x + PADDING, y + PADDING + 10 + LINE * i, line)
                  for i, line in enumerate(self.lines[name], start=1))]

    def svg(self):
        bottom = max(self.top(self.row[name]) + self.height(name) for name in self.rooms) + EDGE * 1.5
        parts = [part for column in range(len(self.columns)) for part in self.frame(column)]
        parts += [part for name in self.rooms for part in self.room(name)] + [self.path(way) for way in self.ways]
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.right:.0f} {bottom:.0f}" role="img">',
            "<title>The rooms of the library; an arrow leads from a room to one that it uses</title>",
            f"<style>{STYLE}</style>",
            '<defs><marker id="head" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="7" markerHeight="7" '
            'orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#24292f"/></marker></defs>',
            '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>\n"])


def text(x, y, words, kind=None):
    name = f' class="{kind}"' if kind else ""
    return f'<text{name} x="{x:.1f}" y="{y:.1f}">{html.escape(words)}</text>'


if __name__ == "__main__":
    write()
