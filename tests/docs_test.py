#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run the commands that the documentation shows, and compare what they print.

A block fenced as `console` holds lines that begin with `$ `, each followed by
what the command prints (both streams).  They run in the root of the repository
with podfit on the PATH.  PODFIT_UPDATE_DOCS=1 writes the output instead.

A block fenced as `sh` holds commands whose output is not shown.  Those with
podfit in them run in a scratch repository, with stand-ins for the programs that
podfit is used with, and must not be refused.

usage: docs_test.py PODFIT FILE...
"""

import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "nginx:1.27.2"}]}
"""

# What stands before or after podfit in a pipe.
STAND_INS = {
    "helm": "cat deploy/web.yaml",
    "kustomize": "cat deploy/web.yaml",
    "kubectl": "cat deploy/web.yaml",
    "reviewdog": "cat >/dev/null",
}


def environment_of(podfit, *folders):
    path = [*folders, str(pathlib.Path(podfit).resolve().parent), os.environ["PATH"]]
    environment = {**os.environ, "COLUMNS": "100", "LC_ALL": "C.UTF-8", "PATH": ":".join(path),
                   "HOME": "/nonexistent"}
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PODFIT_FORMAT",
                 "PODFIT_CONFIG", "XDG_CONFIG_HOME", "CI_PROJECT_DIR"):
        environment.pop(name, None)
    return environment


def run(command, environment, folder=ROOT):
    return subprocess.run(["sh", "-c", command], cwd=folder, env=environment, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=60, check=False)


def write(path, text, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


class Scratch:
    """A repository like that of a reader, and what is on the reader's PATH."""

    def __init__(self, podfit):
        self.folder = tempfile.TemporaryDirectory(prefix="podfit-docs-")
        root = pathlib.Path(self.folder.name)
        self.repository = root / "repository"
        for name in ("deploy/web.yaml", "web.yaml", "pod.yaml", "base/web.yaml"):
            write(self.repository / name, DEPLOYMENT)
        write(self.repository / "web/Dockerfile", "FROM nginx:1.27.2\n")
        for name, script in STAND_INS.items():
            write(root / "bin" / name, f"#!/bin/sh\n{script}\n", 0o755)
        self.environment = {**environment_of(podfit, str(root / "bin")), "HOME": str(root),
                            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
        run("git init -q -b main && git add . && "
            "git -c user.name=a -c user.email=a@example.org commit -qm a",
            self.environment, self.repository)

    def try_out(self, command):
        """What is wrong with the command, or nothing; also where it needs a git that is not here."""
        if command.startswith("git ") and not shutil.which("git"):
            return ""
        done = run(command, self.environment, self.repository)
        if done.returncode in (0, 1) and not re.search(r"not found|did you mean '", done.stdout):
            return ""
        return f"$ {command}\n{done.stdout}exit status {done.returncode}\n"


def shell_commands(text):
    """The lines with podfit in the blocks fenced as sh."""
    for block in re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if re.match(r"(.*\| *)?podfit( |$)", line):
                yield line


def replay(text, environment):
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
            lines += [line, *run(line[2:], environment).stdout.splitlines()]
            continue
        lines.append(line)
    return "\n".join(lines) + "\n", count


def main():
    podfit, *files = sys.argv[1:]
    update = os.environ.get("PODFIT_UPDATE_DOCS")
    commands, tried, stale = 0, 0, 0
    environment, scratch = environment_of(podfit), Scratch(podfit)
    for name in files:
        path = pathlib.Path(name)
        before = path.read_text(encoding="utf-8")
        for command in shell_commands(before):
            tried += 1
            fault = scratch.try_out(command)
            stale += bool(fault)
            sys.stdout.write(f"{name}: {fault}" if fault else "")
        after, count = replay(before, environment)
        commands += count
        if before == after:
            continue
        if update:
            path.write_text(after, encoding="utf-8")
            continue
        stale += 1
        sys.stdout.writelines(difflib.unified_diff(
            before.splitlines(True), after.splitlines(True), name, f"{name} as it runs"))
    if not commands or not tried:
        sys.exit("no command found: nothing was tested")
    if stale:
        sys.exit("stale; PODFIT_UPDATE_DOCS=1 ctest -R meta.console")
    print(f"{commands} commands in {len(files)} files print what they should, {tried} more run")


if __name__ == "__main__":
    main()
