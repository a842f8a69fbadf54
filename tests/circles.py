#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No two files need each other: not two sources by what they call, nor two headers by what
they include.  And no source calls into a room that it may not include.

The symbols are those of the object files that a build has made; declarations without a
header hide nothing from them.

usage: circles.py ROOT BUILD NM
"""

import json
import os
import re
import subprocess
import sys

import layers

# ---------------------------------------------------------------------------------------------
# MENDING: the circles of today, each by its files, and the calls into other rooms.  These
# tables only ever shrink: what is no longer needed fails the test.
CIRCLES = []
CALLS = {}
# ---------------------------------------------------------------------------------------------

TABLE = "rules/rules_table.c"  # generated; the program hands it to the engine
OUTPUT = re.compile(r" -o (\S+) ")


def objects_of(root, build):
    """{object: source} of the program, as the build compiles it; generated ones by their names."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        commands = json.load(file)
    objects = {}
    for command in commands:
        path = os.path.relpath(command["file"], root)
        if path.startswith(os.path.relpath(build, root) + os.sep):
            path = os.path.relpath(command["file"], build)
        if layers.is_of_podfit(path):
            objects[os.path.join(build, OUTPUT.search(command["command"])[1])] = path
    return objects


def symbols_of(listing, objects):
    """(defined, needed) of what `nm -g -A -P` prints: {symbol: source}, {source: symbols}."""
    defined, needed = {}, {}
    for line in listing.splitlines():
        name, _, symbol = line.partition(": ")
        source = objects[name]
        symbol, kind, *_ = symbol.split()
        if kind in "Uvw":
            needed.setdefault(source, set()).add(symbol)
        else:
            defined[symbol] = source
    return defined, needed


def calls_of(defined, needed):
    """{source: {source: symbols}}: who uses what of whom."""
    graph = {source: {} for source in {*defined.values(), *needed}}
    for source, symbols in needed.items():
        for symbol in symbols:
            other = defined.get(symbol, source)
            if other != source:
                graph[source].setdefault(other, set()).add(symbol)
    return graph


def includes_of(root):
    """{header: {header: names}}: who includes whom."""
    tree = layers.Tree(root, {})
    graph = {file: {} for file in tree.files if file.endswith(".h")}
    for file, edges in graph.items():
        with open(os.path.join(root, file), encoding="utf-8") as text:
            for name, form in layers.includes_of(text.read()):
                header = form and tree.resolve(file, name, form)
                if header in graph:
                    edges.setdefault(header, set()).add(name)
    return graph


def reachable(graph, start, within):
    """{node: the node before it} of all that lies behind `start`."""
    before, queue = {}, [start]
    for node in queue:
        for other in sorted(graph[node]):
            if other in within and other not in before:
                before[other] = node
                queue.append(other)
    return before


def knots_of(graph):
    """Sets of nodes that can all be reached from each other."""
    behind = {}

    def find(node):
        if node not in behind:
            behind[node] = set(reachable(graph, node, graph))
        return behind[node]

    knots, left = [], set(graph)
    for node in sorted(graph):
        if node in left and node in find(node):
            knot = {other for other in find(node) if node in find(other)}
            knots.append(knot)
            left -= knot
    return knots


def circle_in(graph, knot):
    """The shortest circle through some node of the knot, with what makes each edge."""
    best = None
    for start in sorted(knot):
        before = reachable(graph, start, knot)
        path = [start]
        while path[-1] != start or len(path) == 1:
            path.append(before[path[-1]])
        if not best or len(path) < len(best):
            best = path
    best.reverse()
    return "\n".join(f"  {a} needs {b}: {', '.join(sorted(graph[a][b]))}"
                     for a, b in zip(best, best[1:]))


def circles(graph, mending):
    """Complaints about circles, and the files of MENDING that are in none."""
    faults, left = [], [set(entry.split()) for entry in mending]
    inside = set()
    for knot in knots_of(graph):
        inside |= knot
        if not any(knot <= entry for entry in left):
            faults.append(f"{len(knot)} files need each other: {' '.join(sorted(knot))}\n"
                          + circle_in(graph, knot))
    return faults, [file for entry in left for file in sorted(entry - inside)]


def strays(graph, mending):
    """Complaints about calls that lead into a forbidden room, and stale entries of MENDING."""
    faults, stale = [], {(file, room) for file, rooms in mending.items() for room in rooms.split()}
    for file, others in sorted(graph.items()):
        for other, symbols in sorted(others.items()):
            room, other_room = layers.room_of(file), layers.room_of(other)
            handed = room == "cmd" and other == TABLE
            if room and other_room and not handed and not layers.may_use(room, other_room):
                entry = (file, other_room.removeprefix("lib/"))
                if entry[1] not in mending.get(file, "").split():
                    faults.append(f"{file} may not use {other}: {', '.join(sorted(symbols))}")
                stale.discard(entry)
    return faults, [f"{file} {room}" for file, room in sorted(stale)]


def main():
    root, build, nm = sys.argv[1:]
    objects = objects_of(root, build)
    listing = subprocess.run([nm, "-g", "-A", "-P", *objects], check=True, text=True,
                             stdout=subprocess.PIPE).stdout
    defined, needed = symbols_of(listing, objects)
    if not defined:
        print("skipped: the objects have no symbols, being left to the optimiser of the linker")
        sys.exit(77)
    calls = calls_of(defined, needed)
    includes = includes_of(root)
    of_calls, of_includes = circles(calls, CIRCLES), circles(includes, CIRCLES)
    astray, stale = strays(calls, CALLS)
    faults = of_calls[0] + of_includes[0] + astray
    stale += [file for file in of_calls[1] if file in of_includes[1]]
    faults += [f"tests/circles.py: MENDING: {entry} is mended, strike it out" for entry in stale]
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(calls)} sources and {len(includes)} headers, "
          f"{len(CIRCLES)} circles and {len(CALLS)} calls are being mended")


if __name__ == "__main__":
    main()
