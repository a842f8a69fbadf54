#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each header compiles alone, and the public ones of lib/ together, in either order.

A header that does not needs another one before it; two that do not give one name to two
things.  Compiler and flags are those that the build has for lib/.

usage: headers.py ROOT BUILD
"""

import json
import os
import shlex
import subprocess
import sys

import layers

# ---------------------------------------------------------------------------------------------
# MENDING: headers that do not compile alone, and those of lib/ that do not with all others.
# These tables only ever shrink: an entry that is no longer needed fails the test.
ALONE = set()
TOGETHER = set()
# ---------------------------------------------------------------------------------------------

# A header is no whole program: it may be empty, and does not use what it offers.
LENIENT = ["-Wno-pedantic", "-Wno-unused-function", "-Wno-unused-macros"]


class Compiler:
    def __init__(self, root, build):
        with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
            commands = json.load(file)
        below = os.path.join(root, "lib", "")
        command = next(shlex.split(command["command"]) for command in commands
                       if command["file"].startswith(below) and "generated" in command["command"])
        self.root = root
        # Counting lines would leave notes of what is never run.
        command = [word for word in command[:command.index("-o")] if word != "--coverage"]
        folders = [f"-I{os.path.join(root, folder)}" for folder in ("cmd", "rules", "tests")]
        self.command = command + [*folders, *LENIENT, "-fsyntax-only", "-x", "c"]

    def complaints(self, *files, text=None):
        """What the compiler says of the files, or of the text; nothing where it takes them."""
        if not files:
            return ""
        done = subprocess.run([*self.command, *files], input=text, cwd=self.root, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.stdout if done.returncode else ""

    def together(self, headers):
        lines = [f'#include "{header.removeprefix("lib/")}"\n' for header in headers]
        return self.complaints("-", text="".join(lines))


def check(compiler, headers, alone, together):
    """Complaints, one a text."""
    ours = [header for header in headers
            if header.startswith("lib/") and not header.endswith("_internal.h")]
    left = [header for header in ours if header not in together]
    faults = [
        compiler.complaints(*(header for header in headers if header not in alone)),
        compiler.together(left),
        compiler.together(reversed(left)),
    ]
    stale = [header for header in sorted(alone)
             if header not in headers or not compiler.complaints(header)]
    stale += [header for header in sorted(together)
              if header not in headers or not compiler.together(sorted([*left, header]))]
    faults += [f"tests/headers.py: MENDING: {header} is mended, strike it out" for header in stale]
    return [fault for fault in faults if fault]


def main():
    root, build = sys.argv[1:]
    headers = sorted(file for file in layers.sources_of(root)
                     if file.endswith(".h") and layers.is_of_podfit(file))
    faults = check(Compiler(root, build), headers, ALONE, TOGETHER)
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(headers)} headers compile, {len(ALONE) + len(TOGETHER)} are being mended")


if __name__ == "__main__":
    main()
