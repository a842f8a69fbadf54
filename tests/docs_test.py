#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run the commands that the documentation shows, and compare what they print.

A block fenced as `console` holds lines that begin with `$ `, each followed by
what the command prints (both streams).  They run in the root of the repository
with podfit on the PATH.  PODFIT_UPDATE_DOCS=1 writes the output instead.

Steps of pipelines, the items of `run:` and `script:` in blocks fenced as `yaml` and in the
YAML files given, run with podfit in a branch with a mistake, and must fail for it; they must
also fail in a shallow clone of it that they cannot compare with anything, and with nothing to
lint: a gate that is documented is never green by accident.

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


    def gates(self):
        """Repositories in which no gate may be open."""
        root = pathlib.Path(self.folder.name)
        run("git checkout -q -b change && sed -i 's/1.27.2/latest/' deploy/web.yaml && "
            "git -c user.name=a -c user.email=a@example.org commit -qam b && git checkout -q main && "
            "git clone -q -b change . ../branch && "
            "git clone -q --depth 1 -b change \"file://$PWD\" ../shallow && "
            "mkdir ../empty && cd ../empty && git init -q -b main",
            self.environment, self.repository)
        return {name: root / name for name in ("branch", "shallow", "empty")}

    def try_gate(self, step, shell, folder):
        """What is wrong with the step: it must fail, and not for want of an option or a file."""
        environment = {**self.environment, "BASE": "main"}
        done = subprocess.run([*shell, step], cwd=folder, env=environment, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=60, check=False)
        refused = re.search(r"command not found|did you mean '|unknown option", done.stdout)
        if folder.name == "branch" and "latest-tag" not in done.stdout:
            refused = True
        if done.returncode and not refused:
            return ""
        return f"in {folder.name}: {step}\n{done.stdout}exit status {done.returncode}\n"


# What runs a step: GitHub's default shell, and that of GitLab's runner.
SHELLS = {"run": ("bash", "-ec"), "script": ("bash", "-eo", "pipefail", "-c")}


def steps(text):
    """(key, script) of each step with podfit in YAML; the subset of YAML that pages use."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        found = re.match(r"( *)(?:- )?(run|script):(?: +(.*))?$", line)
        if not found:
            continue
        block = []
        for below in lines[at + 1:]:
            if below.strip() and len(below) - len(below.lstrip()) <= len(found[1]) + \
                    2 * line.lstrip().startswith("- "):
                break
            block.append(re.sub(r"^ *- ", "", below) if found[2] == "script" else below.strip())
        script = found[3] if found[3] and found[3] not in ("|", ">-") else "\n".join(block)
        if re.search(r"(^|[|;&\n] *)podfit( |$)", script):
            yield found[2], script


def documented_steps(path, text):
    if path.suffix == ".md":
        for block in re.findall(r"^ *```ya?ml\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE):
            yield from steps(block)
    else:
        yield from steps(text)


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
    commands, tried, gated, stale = 0, 0, 0, 0
    environment, scratch = environment_of(podfit), Scratch(podfit)
    gates = scratch.gates() if shutil.which("git") and shutil.which("bash") else {}
    for name in files:
        path = pathlib.Path(name)
        before = path.read_text(encoding="utf-8")
        for key, step in documented_steps(path, before):
            gated += 1
            for folder in gates.values():
                fault = scratch.try_gate(step, SHELLS[key], folder)
                stale += bool(fault)
                sys.stdout.write(f"{name}: {fault}" if fault else "")
        if path.suffix != ".md":
            continue
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
    if not commands or not tried or not gated:
        sys.exit("no command found: nothing was tested")
    if stale:
        sys.exit("stale; PODFIT_UPDATE_DOCS=1 ctest -R meta.console")
    print(f"{commands} commands in {len(files)} files print what they should, {tried} more run, "
          f"{gated} steps fail as they should")


if __name__ == "__main__":
    main()
