#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run the commands that the documentation shows, and compare what they print.

A block fenced as `console` holds lines that begin with `$ `, each followed by
what the command prints (both streams).  They run in the root of the repository
with podfit on the PATH.  PODFIT_UPDATE_DOCS=1 writes the output instead.

usage: docs_test.py PODFIT FILE...
"""

import difflib
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(command, podfit):
    environment = {**os.environ, "COLUMNS": "100", "LC_ALL": "C.UTF-8",
                   "PATH": f"{pathlib.Path(podfit).resolve().parent}:{os.environ['PATH']}"}
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PODFIT_FORMAT",
                 "PODFIT_CONFIG", "XDG_CONFIG_HOME", "CI_PROJECT_DIR"):
        environment.pop(name, None)
    return subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=60).stdout


def replay(text, podfit):
    """The text as it should be: every command followed by its real output."""
    lines, count, inside = [], 0, False
    for line in text.splitlines():
        if inside and line == "```":
            inside = False
        elif line == "```console":
            inside = True
        elif inside:
            if not line.startswith("$ "):
                continue
            count += 1
            lines += [line, *run(line[2:], podfit).splitlines()]
            continue
        lines.append(line)
    return "\n".join(lines) + "\n", count


def main():
    podfit, *files = sys.argv[1:]
    update = os.environ.get("PODFIT_UPDATE_DOCS")
    commands, stale = 0, 0
    for name in files:
        path = pathlib.Path(name)
        before = path.read_text(encoding="utf-8")
        after, count = replay(before, podfit)
        commands += count
        if before == after:
            continue
        if update:
            path.write_text(after, encoding="utf-8")
            continue
        stale += 1
        sys.stdout.writelines(difflib.unified_diff(
            before.splitlines(True), after.splitlines(True), name, f"{name} as it runs"))
    if not commands:
        sys.exit("no command found: nothing was tested")
    if stale:
        sys.exit("stale; PODFIT_UPDATE_DOCS=1 ctest -R meta.console")
    print(f"{commands} commands in {len(files)} files print what they should")


if __name__ == "__main__":
    main()
