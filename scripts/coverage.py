#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the tests under the coverage preset and prints which lines of lib/ and rules/ they run.

usage: coverage.py [--no-run]

--no-run takes what earlier runs of the tests in build/coverage have left.  A line of a header
counts once, wherever it was compiled.  Lines that only a child of a test runs which dies by
a signal are not seen.
"""

import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(ROOT, "build", "coverage")
OURS = re.compile(r" -o (\S+/podfit_(?:base|lib|rules)\.dir/\S+)\.o ")


def run_tests():
    """As from a fresh build: what gcc counts is added to what it has counted."""
    for folder, _, names in os.walk(BUILD):
        for name in names:
            if name.endswith(".gcda"):
                os.remove(os.path.join(folder, name))
    subprocess.run(["cmake", "--workflow", "--preset", "coverage"], check=True, cwd=ROOT)


def records(data):
    """What gcov says of each source file.  It complains of those that hold data alone."""
    for start in range(0, len(data), 50):
        done = subprocess.run(["gcov", "--json-format", "--stdout", *data[start:start + 50]],
                              check=True, cwd=BUILD, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
        for line in done.stdout.splitlines():
            yield from json.loads(line)["files"]


def measure():
    """{file: {line: whether it was run}} of what is ours and not a test."""
    lines = {}
    with open(os.path.join(BUILD, "compile_commands.json"), encoding="utf-8") as file:
        outputs = [OURS.search(command["command"]) for command in json.load(file)]
    objects = [f"{output[1]}.gcno" for output in outputs if output]
    for record in records(objects):
        path = os.path.relpath(os.path.join(BUILD, record["file"]), ROOT)
        if path.startswith(("lib/", "rules/")) and not path.endswith(("_test.c", "_test.h")):
            seen = lines.setdefault(path, {})
            for line in record["lines"]:
                number = line["line_number"]
                seen[number] = seen.get(number, False) or line["count"] > 0
    return lines


def room_of(path):
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "lib" else parts[0]


def main():
    if sys.argv[1:] not in ([], ["--no-run"]):
        sys.exit(__doc__)
    if not sys.argv[1:]:
        run_tests()
    rooms = {}
    for path, lines in measure().items():
        for room in (room_of(path), "together"):
            run, total = rooms.get(room, (0, 0))
            rooms[room] = run + sum(lines.values()), total + len(lines)
    if not rooms:
        sys.exit(f"{BUILD} holds no counts")
    for room, (run, total) in sorted(rooms.items(), key=lambda item: (item[0] == "together", item)):
        print(f"{room:14} {run:6} of {total:6} lines {100 * run / total:5.1f} %")


if __name__ == "__main__":
    main()
