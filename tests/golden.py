#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compare what podfit prints with the files that say what it should print.

usage: golden.py rule PODFIT testdata/rules/RULE SCRATCH
       golden.py case PODFIT testdata/cli/NAME SCRATCH
       golden.py pages PODFIT docs/rules SCRATCH

rule   Each bad* of the folder (a file, or a folder of them), linted with that rule alone,
       gives exactly what NAME.out says, each good* nothing.  NAME.args may hold further
       arguments.
case   `cmd` is run by sh in the folder, with podfit on the PATH and an empty folder as $TMP;
       `stdout` and `stderr` (no file: nothing) and `exit` (no file: 0) say what it should do.
pages  The folder has a page for each rule, which is what `podfit explain` prints, and an
       index by category.

PODFIT_UPDATE_GOLDEN=1 (for pages PODFIT_UPDATE_DOCS=1) writes the files instead.

It is started some hundred times in a run of the tests: only os and sys are imported for it
all, and nothing else while all is well.
"""

import os
import sys

# What changes the output, and is not the test's to inherit.
FOREIGN = ("PODFIT_FORMAT", "PODFIT_CONFIG", "XDG_CONFIG_HOME", "NO_COLOR", "FORCE_COLOR",
           "CLICOLOR_FORCE", "COLUMNS", "CI_PROJECT_DIR")

# What a category is about; a heading of the index.
ABOUT = {
    "availability": "Does the workload stay up: replicas, autoscalers, disruption budgets, roll-outs?",
    "compat": "Does the image fit its Pod: Dockerfile, image configuration and compose file against the manifest.",
    "hygiene": "Is the manifest in order: labels, namespaces, old spellings, leftovers, suppressions?",
    "image": "Does the node get the right image: reference, tag, pull policy, registry, pull secrets?",
    "probe": "Is health checked, and by probes that can do it: liveness, readiness, startup, hooks?",
    "rbac": "What roles grant, and whom bindings trust.",
    "reference": "Do names lead somewhere, inside a Pod and between objects: keys, selectors, ports, hosts?",
    "resources": "Requests, limits and quantities; LimitRange and ResourceQuota.",
    "schema": "Will the API server take the document: fields, types, formats, versions?",
    "security": "What a container may do to its node and its neighbours; the Pod Security Standards.",
}
INDEX = """\
# Rules

Written from the rules' own tables; `podfit explain RULE` prints the same pages, and
`podfit rules` lists them. By the names that other linters give to their checks:
[coming from another linter](../coming-from/README.md).
"""


def read(path):
    """The bytes of a file; None where there is none."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def lines_of(data):
    """Lines to be shown, the last one marked if it does not end."""
    lines = data.decode("utf-8", "backslashreplace").split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last + "\n\\ no line end\n"] if last else [])


class Golden:
    """The program under test, and what was found wrong with it."""

    def __init__(self, podfit, folder, scratch, update):
        self.podfit, self.folder, self.scratch = podfit, folder, scratch
        self.update = os.environ.get(update, "0") not in ("", "0") and update
        self.hint = f"{update}=1 writes it"
        self.sound = True
        self.environment = {key: value for key, value in os.environ.items() if key not in FOREIGN}
        self.environment["PATH"] = f"{os.path.dirname(podfit)}:{os.environ['PATH']}"
        self.environment.update(TMP=scratch, HOME=scratch, LC_ALL="C")
        if os.path.exists(scratch):
            os.waitpid(os.posix_spawn("/bin/rm", ["rm", "-rf", "--", scratch], os.environ), 0)
        os.makedirs(scratch)
        os.chdir(folder)

    def run(self, program, *arguments):
        """Exit status and bytes of both streams; a negative status is the signal."""
        out, err = (os.path.join(self.scratch, name) for name in ("stdout", "stderr"))
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        pid = os.posix_spawn(program, [os.path.basename(program), *arguments], self.environment,
                             file_actions=[(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
                                           (os.POSIX_SPAWN_OPEN, 1, out, flags, 0o644),
                                           (os.POSIX_SPAWN_OPEN, 2, err, flags, 0o644)])
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return status, read(out), read(err)

    def fault(self, text):
        self.sound = False
        print(text)

    def settle(self, path, got, silence=None):
        """Compares, or writes.  `silence` is what stands for no file."""
        have = read(path)
        want = silence if have is None else have
        if got == want:
            return
        if not self.update:
            import difflib

            shown = os.path.join(os.path.basename(self.folder), path)
            self.fault("".join(difflib.unified_diff(lines_of(want or b""), lines_of(got),
                                                    shown, f"{shown}, as it is")))
            if want is None:
                self.fault(f"{shown} is missing; {self.hint}")
        elif got != silence:
            with open(path, "wb") as file:
                file.write(got)
        elif have is not None:
            os.remove(path)


def split(text):
    import shlex

    return shlex.split(text.decode())


def lint(golden, rule, name):
    stem = os.path.splitext(name)[0]
    arguments = read(f"{stem}.args")
    status, out, err = golden.run(
        golden.podfit, "check", "-q", "-f", "concise", "--fail-on", "info", "--select", rule,
        *(split(arguments) if arguments else ()), name)
    bad = name.startswith("bad")
    if status != bad or err:
        golden.fault(f"{name}: exit {status}, expected {int(bad)}\n{(err + out).decode()}")
    elif bad:
        golden.settle(f"{stem}.out", out)
    elif out:
        golden.fault(f"{name}: expected no findings, got\n{out.decode()}")


def check_rule(golden):
    names = [name for name in sorted(os.listdir()) if name.startswith(("bad", "good"))
             and not name.endswith((".out", ".args"))]
    for name in names:
        lint(golden, os.path.basename(golden.folder), name)
    if len({name[0] for name in names}) < 2:
        golden.fault("there is at least one bad* and one good* file or folder for each rule")


def check_case(golden):
    command = read("cmd").decode()
    status, out, err = golden.run("/bin/sh", "-c", command)
    golden.settle("stdout", out, b"")
    golden.settle("stderr", err, b"")
    golden.settle("exit", b"%d\n" % status, b"0\n")
    if not golden.sound:
        print(f"of the command: {command}")


def check_pages(golden):
    import json

    rules = json.loads(golden.run(golden.podfit, "rules", "-f", "json")[1])["rules"]
    index, category = INDEX, None
    for rule in rules:
        golden.settle(f"{rule['id']}.md", golden.run(golden.podfit, "explain", rule["id"])[1])
        if category != rule["category"]:
            category = rule["category"]
            index += f"\n## {category}\n\n{ABOUT[category]}\n\n| rule | severity | |\n|---|---|---|\n"
        index += f"| [{rule['id']}]({rule['id']}.md) | {rule['severity']} | {rule['title']} |\n"
    golden.settle("README.md", index.encode())
    for name in set(os.listdir()) - {f"{rule['id']}.md" for rule in rules} - {"README.md"}:
        if golden.update:
            os.remove(name)
        else:
            golden.fault(f"{name}: there is no such rule; {golden.hint}")


def main():
    kind, podfit, folder, scratch = sys.argv[1:]
    check = {"rule": check_rule, "case": check_case, "pages": check_pages}[kind]
    update = "PODFIT_UPDATE_DOCS" if kind == "pages" else "PODFIT_UPDATE_GOLDEN"
    golden = Golden(podfit, folder, scratch, update)
    check(golden)
    sys.exit(not golden.sound)


if __name__ == "__main__":
    main()
