# SPDX-License-Identifier: Apache-2.0
"""podfit --changed-lines over diffs that git and diff make: git_diff_test.py PODFIT"""

import os
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
POD = """apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: nginx:1.27
      livenessProbe: {tcpSocket: {port: 80}}
      readinessProbe: {tcpSocket: {port: 80}}
    - name: side
      image: nginx:1.27
"""
# Stands on line 6 and 10 whatever is done below.
RULES = "missing-resources,latest-tag"
ODD = 'dé "b"\tc.yaml'

podfit = os.path.abspath(sys.argv[1])
failed = False


def run(*words, stdin=b"", cwd="."):
    env = dict(os.environ, LC_ALL="C", GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null",
               GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@b", GIT_COMMITTER_NAME="a",
               GIT_COMMITTER_EMAIL="a@b")
    return subprocess.run(words, input=stdin, cwd=cwd, env=env, capture_output=True, check=False)


def git(*words, cwd="."):
    done = run("git", *words, cwd=cwd)
    if done.returncode > 1:
        sys.exit(f"git {words}: {done.stderr.decode()}")
    return done.stdout


def put(path, text):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def expect(what, diff, want, cwd="."):
    """The lines that findings stand on, by path, of a run that knows the diff."""
    global failed
    done = run(podfit, "-q", "-f", "concise", "--no-config", "-s", RULES, "--changed-lines", "-",
               ".", stdin=diff, cwd=cwd)
    got = [":".join(line.split(":")[:2]) for line in done.stdout.decode().splitlines()]
    if got != want or done.returncode != (1 if want else 0):
        failed = True
        print(f"{what}: {got}, not {want}; exit {done.returncode}\n{done.stderr.decode()}"
              f"{diff.decode(errors='replace')}")


def start():
    git("init", "-q", ".")
    for path in ("deploy/a.yaml", "deploy/b.yaml", "c.yaml"):
        put(path, POD.replace("name: web}", "name: " + path.replace("/", "-") + "}"))
    put(ODD, POD.replace("name: web}", "name: odd}"))
    git("add", ".")
    git("commit", "-qm", "start")


def change(path, old, new):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    assert old in text, (path, old)
    put(path, text.replace(old, new, 1))


def check_ways_to_diff():
    change("deploy/a.yaml", "image: nginx:1.27", "image: nginx:latest")
    change("deploy/b.yaml", "      livenessProbe: {tcpSocket: {port: 80}}\n", "")
    want = ["deploy/a.yaml:7", "deploy/b.yaml:6"]
    for words in ([], ["-U0"], ["-U1"], ["-U1000"], ["--no-prefix"], ["--patience", "-p", "--stat"],
                  ["--ignore-all-space"], ["--src-prefix=o/", "--dst-prefix=w/"],
                  ["--full-index", "--color=never"]):
        expect(f"git diff {words}", git("diff", *words), want)
    expect("mnemonic prefixes", git("-c", "diff.mnemonicPrefix=true", "diff"), want)
    expect("only one file", git("diff", "-U0", "c.yaml", "deploy/a.yaml"), want[:1])
    expect("from a folder", git("diff", cwd="deploy"), ["a.yaml:7", "b.yaml:6"], cwd="deploy")
    expect("relative to a folder", git("diff", "--relative", cwd="deploy"), ["a.yaml:7", "b.yaml:6"],
           cwd="deploy")
    git("add", ".")
    expect("staged", git("diff", "--cached"), want)
    expect("nothing", git("diff"), [])
    git("commit", "-qm", "change")
    expect("a commit", git("show", "-U0"), want)
    expect("a mail", git("format-patch", "--stdout", "HEAD~1"), want)
    expect("against the parent", git("diff", "HEAD~1..."), want)
    expect("two in a row", git("diff", "HEAD~1", "deploy/a.yaml") +
           git("diff", "HEAD~1", "deploy/b.yaml"), want)
    expect("b/ before a/", git("diff", "-R", "HEAD~1"), ["deploy/a.yaml:7"])


def check_files_that_move():
    git("mv", "c.yaml", "moved.yaml")
    change("moved.yaml", "      readinessProbe: {tcpSocket: {port: 80}}\n", "")
    put("binary.yaml", "\0")
    git("add", ".")
    expect("renamed and binary", git("diff", "--cached", "-M", "-U0"), ["moved.yaml:6"])
    git("commit", "-qm", "move")
    put("b/new.yaml", POD)
    git("add", ".")
    want = ["b/new.yaml:6", "b/new.yaml:10"]
    expect("new", git("diff", "--cached"), want)
    expect("new without prefixes", git("diff", "--cached", "--no-prefix"), want)
    expect("new with other prefixes", git("-c", "diff.mnemonicPrefix=true", "diff", "--cached"),
           want)
    git("commit", "-qm", "new")
    git("rm", "-q", "deploy/a.yaml")
    expect("deleted", git("diff", "--cached"), [])
    git("commit", "-qm", "delete")
    git("mv", "moved.yaml", "again.yaml")
    expect("renamed and the same", git("diff", "--cached", "-M"), [])
    git("commit", "-qm", "again")


def check_odd_files():
    change(ODD, "image: nginx:1.27", "image: nginx:latest")
    expect("a quoted name", git("diff"), [f"{ODD}:7".replace("\t", "\\u{9}")])
    git("commit", "-qam", "odd")
    put("again.yaml", POD.replace("\n", "\r\n"))
    git("commit", "-qam", "crlf")
    change("again.yaml", "      livenessProbe: {tcpSocket: {port: 80}}\r\n", "")
    expect("lines with CR", git("diff"), ["again.yaml:6"])
    put("again.yaml", POD.rstrip("\n").replace("image: nginx:1.27", "image: nginx"))
    expect("no line break at the end", git("diff", "--ignore-space-at-eol"),
           ["again.yaml:7", "again.yaml:11"])
    git("checkout", "-q", ".")


def check_plain_diffs():
    put("old/x.yaml", POD)
    put("new/x.yaml", POD.replace("      livenessProbe: {tcpSocket: {port: 80}}\n", ""))
    expect("diff -u", run("diff", "-u", "old/x.yaml", "new/x.yaml").stdout, ["new/x.yaml:6"])
    expect("diff -ru", run("diff", "-ru", "old", "new").stdout, ["new/x.yaml:6"])
    expect("git diff --no-index", git("diff", "--no-index", "old", "new"), ["new/x.yaml:6"])


def main():
    if not shutil.which("git") or not shutil.which("diff"):
        print("skipped: needs git and diff")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        start()
        check_ways_to_diff()
        check_files_that_move()
        check_odd_files()
        check_plain_diffs()
        os.chdir("/")
    return 1 if failed else 0


sys.exit(main())
