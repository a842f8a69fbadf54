#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rooms of the source tree, and what each may include.

Every line that begins with `#include` counts, in whatever form; what cannot be followed
(macros as names, `..`) is refused.

usage: layers.py ROOT
"""

import functools
import os
import re
import sys

# Each of these rooms of lib/ may include those before it.
GROUND = "base text source yaml image kube project world runtime rule".split()

# Room: the rooms whose headers it may include beside its own.
ROOMS = {f"lib/{room}": GROUND[:i] for i, room in enumerate(GROUND)}
# Programs that make C of tables for the build.  The last has the enums of what it fills.
GENERATORS = {
    "lib/text/unicode": ["base", "text", "tables"],
    "lib/image/facts/generate": ["base", "text", "tables", "image"],
    "lib/kube/api": ["base", "text", "tables", "kube"],
}
ROOMS |= GENERATORS
ROOMS |= {
    "lib/tables": ["base"],
    "lib/config": GROUND,
    "lib/suppress": GROUND,
    "lib/engine": [*GROUND, "config", "suppress"],
    "lib/report": ["base", "text", "source", "yaml", "rule"],
    "rules": GROUND,
    "cmd": [*GROUND, "config", "suppress", "engine", "report"],
    "tests": [*GROUND, "config", "suppress", "engine", "report"],
}

# Of these rooms and folders, only these headers may be included from elsewhere.
# `*_internal.h` never may, and `*_test.h` by tests alone.
DOORS = {
    "lib/engine": "engine.h",
    "lib/image/build": "build.h lookup.h",
    "lib/image/dockerfile": "dockerfile.h syntax.h",
    "lib/image/store": "store.h",
    "lib/project/compose": "compose.h hosts.h service.h text.h",
    "lib/report/mask": "mask.h",
}

# Of these rooms, only these headers, and those of these folders, may be included by rules.
FOR_RULES = {"lib/rule": "rule.h idle_suppression.h advice/"}

# The header of the table of all rules, and the rooms that hand the table to the engine.
TABLE, HANDS = "rules/rules.h", ("cmd", "tests")

# Headers of config and suppress that the other of the two may include.
BETWEEN = {"lib/config": "", "lib/suppress": "ignore.h"}

# Headers of other libraries, and the files that fence them in (a folder with / at the end).
FENCED = {
    "yaml.h": "lib/yaml/load.c tests/bench/drain.c",
    "cjson/cJSON.h": "lib/text/json/read.c tests/oracle/facts.c tests/fuzz/run_checks.c",
    "archive.h": "lib/image/store/libarchive.h lib/image/store/archive_test.c",
    "archive_entry.h": "lib/image/store/libarchive.h lib/image/store/archive_test.c",
    "check.h": "tests/unit.h",
    "pthread.h": "lib/base/ cmd/progress.c",
}

# The C library and POSIX, which every file may use.
SYSTEM = set("""
    assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h
    setjmp.h signal.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h
    stdnoreturn.h string.h tgmath.h time.h uchar.h wchar.h wctype.h
    dirent.h dlfcn.h fcntl.h fnmatch.h ftw.h glob.h libgen.h poll.h regex.h search.h strings.h
    sys/ioctl.h sys/mman.h sys/resource.h sys/select.h sys/stat.h sys/time.h sys/types.h
    sys/utsname.h sys/wait.h termios.h unistd.h
""".split())

# Made while building.
GENERATED = {"kube/types.h": "lib/kube/types.h"}

# ---------------------------------------------------------------------------------------------
# MENDING: files that include what they may not, and the rooms of that (or the header, where
# the room is not the matter).  This table only ever shrinks: an entry that is no longer needed
# fails the test.
MENDING = {}
# ---------------------------------------------------------------------------------------------

COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*|("(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\')', re.DOTALL)
DIRECTIVE = re.compile(
    r"^[ \t\v\f]*(?:#|%:|\?\?=)[ \t\v\f]*(include\w*|import|embed)\b(.*)$", re.MULTILINE)
TARGET = re.compile(r'\s*(?:"([^"]+)"|<([^>]+)>)\s*')


@functools.cache
def room_of(path):
    """The innermost room that the file lies in; None outside all of them."""
    folder = os.path.dirname(path)
    while folder and folder not in ROOMS:
        folder = os.path.dirname(folder)
    return folder or None


def may_use(room, other):
    """Whether files of the first room may know those of the second."""
    return room == other or other.removeprefix("lib/") in ROOMS[room]


def sources_of(root):
    """The .c and .h of all rooms, relative to the root."""
    for top in ("lib", "rules", "cmd", "tests"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.relpath(os.path.join(folder, name), root)


def includes_of(text):
    """(name, form) of each include; the form is `"`, `<`, or "" where it is neither."""
    text = re.sub(r"(\\|\?\?/)[ \t]*\n", "", text)
    text = COMMENT.sub(lambda match: match[1] or " ", text)
    for word, rest in DIRECTIVE.findall(text):
        target = TARGET.fullmatch(rest)
        if word != "include" or not target:
            yield f"{word}{rest}", ""
        else:
            yield (target[1], '"') if target[1] else (target[2], "<")


def is_of_podfit(path):
    """Whether the program holds the file, and no test or generator does."""
    return path.startswith(("lib/", "rules/", "cmd/")) and not is_test(path) \
        and room_of(path) not in GENERATORS and room_of(path) != "lib/tables"


def is_for_rules(short, room):
    """Is `rule/advice/x.h` among what the room has for rules?"""
    rest = short.removeprefix(room.removeprefix("lib/") + "/")
    return any(rest == offer or (offer.endswith("/") and rest.startswith(offer))
               for offer in FOR_RULES[room].split())


def is_test(path):
    return path.startswith("tests/") or path.endswith(("_test.c", "_test.h"))


class Tree:
    def __init__(self, root, mending=None):
        self.root = root
        self.mending = MENDING if mending is None else mending
        self.files = set(sources_of(root))
        self.faults = []
        self.mended = {file: set(what.split()) for file, what in self.mending.items()}

    def fault(self, file, text, excuse):
        """`excuse` is what an entry of MENDING has to name."""
        if excuse in self.mending.get(file, "").split():
            self.mended[file].discard(excuse)
        else:
            self.faults.append(f"{file}: {text}")

    def resolve(self, file, name, form):
        """Path of a header of ours, as the compiler finds it or somebody may have meant it."""
        bases = ["lib", "", "rules"]
        bases += [top for top in ("cmd", "tests") if file.startswith(f"{top}/")]
        if form == '"':
            bases[:0] = [os.path.dirname(file)]
        if is_test(file):
            bases.append("tests")
        for base in bases:
            path = os.path.normpath(os.path.join(base, name))
            if path in self.files:
                return path
        return GENERATED.get(name)

    def check_include(self, file, name, form):
        if not form:
            self.fault(file, f"cannot be followed: #{name.strip()}", "macro")
        elif ".." in name.split("/") or name.startswith(("/", "./")):
            self.fault(file, f"an include stays in its folder or begins at lib/: {name}", name)
        elif not name.endswith(".h"):
            self.fault(file, f"only headers are included: {name}", name)
        elif path := self.resolve(file, name, form):
            if form == "<":
                self.fault(file, f"headers of ours stand in quotes: <{name}>", name)
            self.check_ours(file, path)
        elif name in FENCED:
            owners = FENCED[name].split()
            if file not in owners and os.path.dirname(file) + "/" not in owners:
                self.fault(file, f"only {FENCED[name]} may include {name}", name)
        elif name not in SYSTEM:
            self.fault(file, f"tests/layers.py does not know {name}", name)

    def check_ours(self, file, header):
        room, other = room_of(file), room_of(header)
        folder, base = os.path.split(header)
        inside = os.path.dirname(file) == folder
        short = header.removeprefix("lib/")
        if not other:
            self.fault(file, f"{header} lies in no room", short)
        elif other == "tests" and is_test(file):
            pass
        elif room != other and {room, other} == set(BETWEEN):
            if base not in BETWEEN[other].split():
                self.fault(file, f"may not include {short}; of {other} it may "
                           f"{BETWEEN[other] or 'nothing'}", other.removeprefix("lib/"))
        elif not may_use(room, other) and not (header == TABLE and room in HANDS):
            self.fault(file, f"may not include {short}", other.removeprefix("lib/"))
        elif room == "rules" and other in FOR_RULES and not is_for_rules(short, other) \
                and not is_test(file):
            self.fault(file, f"rules may not include {short}", short)
        elif room == other and room == "rules" and not inside:
            self.fault(file, f"rules know no other rule's {short}", short)
        elif base.endswith("_test.h") and not is_test(file):
            self.fault(file, f"only tests may include {short}", short)
        elif not inside and (base.endswith("_internal.h")
                             or base not in DOORS.get(folder, base).split()):
            self.fault(file, f"{short} is for its own folder", short)

    def check(self):
        """What is wrong, a line each."""
        for file in sorted(self.files):
            if os.path.islink(os.path.join(self.root, file)):
                self.faults.append(f"{file}: is a link")
            if not room_of(file):
                self.faults.append(f"{file}: lies in no room")
                continue
            with open(os.path.join(self.root, file), encoding="utf-8") as text:
                for name, form in includes_of(text.read()):
                    self.check_include(file, name, form)
        for file, left in sorted(self.mended.items()):
            for what in sorted(left):
                self.faults.append(
                    f"tests/layers.py: MENDING: {file} is mended, strike out `{what}`")
        return self.faults


def main():
    tree = Tree(sys.argv[1])
    faults = tree.check()
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(tree.files)} files include what they may, {len(MENDING)} are being mended")


if __name__ == "__main__":
    main()
