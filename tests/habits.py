# SPDX-License-Identifier: Apache-2.0
"""What the tests of hooks, actions and editors share.

They run what others wrote (pre-commit, Vim, Emacs ...) on scratch folders, away from the
settings of whoever runs them, and without network.
"""

import os
import shutil
import subprocess
import sys
import tempfile

BAD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: nginx:latest
      readynessProbe: {}
"""
GOOD = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n"

# A build that is thrown away need not be a good one: nothing is optimised, and what ccache
# knows is taken from there.
LAUNCHER = """\
#!/bin/sh
command -v ccache >/dev/null && exec ccache "$@" -O0
exec "$@" -O0
"""


def need(*programs):
    """Skips the whole test where a program is missing."""
    missing = [name for name in programs if not shutil.which(name)]
    if missing:
        skip(f"{', '.join(missing)} not installed")


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def write(*parts, text, mode=None):
    path = os.path.join(*parts)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    if mode:
        os.chmod(path, mode)
    return path


class Scratch:
    """A folder that is gone afterwards, and an environment that knows of nothing else."""

    def __init__(self, podfit):
        self.dir = tempfile.TemporaryDirectory(prefix="podfit-habits-")
        self.root = os.path.realpath(self.dir.name)
        home = os.path.join(self.root, "home")
        launcher = write(self.root, "launcher", text=LAUNCHER, mode=0o755)
        gitconfig = write(home, ".gitconfig", text="[user]\nname = a\nemail = a@example.org\n"
                          "[init]\ndefaultBranch = main\n[safe]\ndirectory = *\n"
                          "[maintenance]\nauto = false\n")
        drop = ("PODFIT_", "GIT_", "PRE_COMMIT", "XDG_", "GITHUB_", "CI_", "CLICOLOR")
        self.env = {k: v for k, v in os.environ.items()
                    if not k.startswith(drop) and k not in ("FORCE_COLOR", "NO_COLOR", "SKIP")}
        self.env.update({
            "HOME": home, "GIT_CONFIG_GLOBAL": gitconfig, "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C.UTF-8", "COLUMNS": "100", "TERM": "dumb",
            "PRE_COMMIT_HOME": os.path.join(self.root, "cache"), "PRE_COMMIT_COLOR": "never",
            "CMAKE_C_COMPILER_LAUNCHER": launcher, "CCACHE_BASEDIR": self.root,
            "CCACHE_DIR": os.environ.get("CCACHE_DIR", os.path.expanduser("~/.cache/ccache")),
            "PATH": f"{os.path.dirname(podfit)}:{os.environ['PATH']}"})

    def path(self, *parts):
        return os.path.join(self.root, *parts)

    def run(self, *command, cwd=None, env=None, **more):
        """The exit status of a command and what it said, both streams together."""
        done = subprocess.run(
            command, cwd=cwd or self.root, env={**self.env, **(env or {})}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            errors="surrogateescape", check=False, timeout=500, **more)
        return done.returncode, done.stdout

    def checkout(self, source, name, tests=False):
        """A copy of podfit's own tree, as a clone would have it; what only tests read as asked."""
        def ignore(folder, names):
            if folder == source:
                return {"build", ".git", ".cache"}
            if not tests and folder == os.path.join(source, "testdata"):
                return set(names) - {"rules", "demo"}
            return set()
        target = self.path(name)
        shutil.copytree(source, target, symlinks=True, ignore=ignore)
        return target
