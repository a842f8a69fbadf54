#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Add a rule in five steps, as CONTRIBUTING.md says: the walk ends green.

The commands are those of the text, run in a copy of the tree.  The rule is a copy of
`latest-tag` that speaks of all images with a tag, so that it has something to say nearly
everywhere; as it is strict, no test may mind but its own.

usage: walk_test.py ROOT
"""

import difflib
import os
import re
import sys

from habits import Scratch, write

ROOT = os.path.abspath(sys.argv[1])

POD = """\
apiVersion: v1
kind: Pod
metadata: {{name: a}}
spec: {{containers: [{{name: a, image: "{}"}}]}}
"""

# What makes another rule of the copy, one after the other.  Each has to be found.
CHANGES = [
    (r"latest_tag", "my_rule"),
    (r"latest-tag", "my-rule"),
    (r"kube-linter/my-rule", "kube-linter/latest-tag"),  # two rules may answer to one check
    (r"pf_image_is_latest\(&((?:c->)?image)\)", r"(\1.tag.len > 0)"),
    (r'^\t"(?!kube-linter)[a-z-]+/[A-Za-z0-9_-]+",\n', ""),
    (r"PF_DEFAULT", "PF_STRICT"),
]

NEW = {
    "docs/rules/my-rule.md",
    "rules/image/my_rule.c",
    "testdata/rules/my-rule/bad.out",
    "testdata/rules/my-rule/bad.yaml",
    "testdata/rules/my-rule/good.yaml",
}
CHANGED = {"docs/coming-from/kube-linter.md", "docs/rules/README.md"}


def steps():
    """The commands of each step."""
    with open(os.path.join(ROOT, "CONTRIBUTING.md"), encoding="utf-8") as file:
        walk = re.search(r"^## Add a rule in five steps\n(.*?)^## ", file.read(), re.M | re.S)[1]
    for step in re.findall(r"^\d\. (.*?\n)(?=\d\. |\n)", walk, re.M | re.S):
        yield re.findall(r"`((?:[A-Z_]+=1 )?(?:cmake|ctest) [^`]+)`", step)


def contents(tree):
    """{path: bytes}, but for what the build makes."""
    files = {}
    for folder, folders, names in os.walk(tree):
        if folder == tree:
            folders[:] = [name for name in folders if name not in ("build", ".git", ".cache")]
        for name in names:
            path = os.path.join(folder, name)
            if not os.path.islink(path):
                with open(path, "rb") as file:
                    files[os.path.relpath(path, tree)] = file.read()
    return files


def copy_rule(tree):
    """The first two steps, which are not commands."""
    with open(os.path.join(tree, "rules/image/latest_tag.c"), encoding="utf-8") as file:
        text = file.read()
    for pattern, replacement in CHANGES:
        text, count = re.subn(pattern, replacement, text, flags=re.M)
        if not count:
            sys.exit(f"rules/image/latest_tag.c has no {pattern}: choose another rule to copy")
    write(tree, "rules/image/my_rule.c", text=text)
    write(tree, "testdata/rules/my-rule/bad.yaml", text=POD.format("b:1"))
    write(tree, "testdata/rules/my-rule/good.yaml", text=POD.format("b"))


def difference(before, after, path):
    lines = [files.get(path, b"").decode(errors="replace").splitlines(True)
             for files in (before, after)]
    return "".join(difflib.unified_diff(*lines, path, path))


def main():
    walk = list(steps())
    if [bool(commands) for commands in walk] != [False, False, True, True, True]:
        sys.exit(f"CONTRIBUTING.md no longer has five steps, the last three of commands: {walk}")
    scratch = Scratch("")
    tree = scratch.checkout(ROOT, "podfit", tests=True)
    before = contents(tree)
    copy_rule(tree)
    for command in sum(walk, []):
        status, output = scratch.run("sh", "-c", command, cwd=tree)
        if status:
            sys.exit(f"$ {command}\n{output[-8000:]}\nexit status {status}")
    after = contents(tree)
    new = after.keys() - before.keys()
    changed = {path for path in before if before[path] != after.get(path)}
    if (new, changed) != (NEW, CHANGED):
        odd = sorted((new | changed) ^ (NEW | CHANGED))
        sys.exit("the walk leaves other traces than it should:\n"
                 + "".join(f"{path}\n{difference(before, after, path)}" for path in odd))
    print(f"{len(sum(walk, []))} commands, {len(new)} files are new and {len(changed)} changed")


if __name__ == "__main__":
    main()
