#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The Dockerfile, as far as it can be tried without its base: image_test.py SOURCE VERSION"""

import fnmatch
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE, VERSION = sys.argv[1:]
del sys.argv[1:]
SOURCE = pathlib.Path(SOURCE)

if not shutil.which("ninja"):
    print("ninja is not installed")
    sys.exit(77)  # skipped


def run(*command):
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    return done.returncode, done.stdout


def copy_context(target):
    """What .dockerignore, which ignores all but what it names, leaves of the tree."""
    lines = (SOURCE / ".dockerignore").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    assert lines[0] == "*", lines
    below = [line.removeprefix("**/") for line in lines if line.startswith("**/")]
    for line in lines[1:]:
        if not line.startswith("!"):
            continue
        path = SOURCE / line[1:]
        if path.is_dir():
            shutil.copytree(path, target / line[1:], ignore=lambda _, names: {
                name for name in names if any(fnmatch.fnmatch(name, glob) for glob in below)})
        else:
            shutil.copy(path, target)


class Image(unittest.TestCase):
    def test_is_built_from_no_file_that_dockerignore_leaves_out(self):
        with tempfile.TemporaryDirectory() as scratch:
            context, build = pathlib.Path(scratch, "context"), os.path.join(scratch, "build")
            context.mkdir()
            copy_context(context)
            code, out = run("cmake", "-G", "Ninja", "-S", str(context), "-B", build,
                            "-D", "CMAKE_BUILD_TYPE=Release", "-D", "PODFIT_HARDENING=OFF")
            self.assertEqual(code, 0, out)
            # A dry run misses no file that a command is to read.
            code, out = run("ninja", "-C", build, "-n", "podfit")
            self.assertEqual(code, 0, out)
            self.assertFalse(list(context.rglob("*_test.c")))

    def test_bears_the_version_of_the_project(self):
        text = (SOURCE / "Dockerfile").read_text(encoding="utf-8")
        self.assertEqual(re.findall(r"(?m)^ARG VERSION=(.*)$", text), [VERSION])
        job = (SOURCE / "contrib/kubernetes/job.yaml").read_text(encoding="utf-8")
        self.assertEqual(re.findall(r"image: .*/podfit:(.*)", job), [VERSION])

    def test_takes_its_libraries_notices_along(self):
        text = (SOURCE / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
        installed = re.search(r"apt-get install([^;]*);", text).group(1).split()
        noticed = re.search(r"for package in([^;]*);", text).group(1).split()
        linked = {name for name in installed if name.endswith("-dev") and name != "dpkg-dev"}
        self.assertEqual(set(noticed), linked)


if __name__ == "__main__":
    unittest.main()
