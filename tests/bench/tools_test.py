#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""generate, drain, measure and podfit fit together.

usage: tools_test.py TOOLS PODFIT
"""

import os
import re
import subprocess
import sys


def run(*command, status=0):
    """What the command prints on both streams."""
    done = subprocess.run(command, text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != status:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}, expected {status}\n{done.stdout}")
    return done.stdout


def expect(pattern, output, of):
    if not re.fullmatch(pattern, output, re.DOTALL):
        sys.exit(f"{of} said:\n{output}\nexpected: {pattern}")


def main():
    tools, podfit = sys.argv[1:]
    generate, drain, measure = (os.path.join(tools, name) for name in ("generate", "drain", "measure"))

    def stream(name, *arguments):
        path = os.path.join(tools, f"{name}.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(run(generate, *arguments))
        return path

    small = stream("stream", "20")
    with open(small, encoding="utf-8") as file:
        expect("20", str(file.read().splitlines().count("---")), "the count of documents")
    expect(r"[1-9]\d{3,} events\n", run(drain, small), "drain")
    expect(r"0 \d+ \d+ \d+ [1-9]\d*\n", run(measure, drain, small), "measure")

    check = (podfit, "check", "-q", "-f", "concise")
    expect("", run(*check, "--fail-on", "info", stream("clean", "200")), "podfit of the clean stream")
    expect(".*latest-tag.*", run(*check, stream("faulty", "200", "faulty"), status=1),
           "podfit of the faulty stream")


if __name__ == "__main__":
    main()
