#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The Debian package of a build, looked at as Debian would.

usage: package_test.py BUILD_DIR CPACK [MAN_PAGE...]
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD, CPACK, *PAGES = sys.argv[1:]
del sys.argv[1:]

missing = [tool for tool in ("dpkg-deb", "dpkg-shlibdeps", "lintian", "gzip")
           if not shutil.which(tool)]
if missing:
    print("not installed:", ", ".join(missing))
    sys.exit(77)  # skipped

DOC = "usr/share/doc/podfit"
EXPECTED = {
    f"{DOC}/README.md",
    f"{DOC}/changelog.gz",
    f"{DOC}/changelog.Debian.gz",
    f"{DOC}/copyright",
    f"{DOC}/docs/output.md",
    f"{DOC}/docs/usage.md",
    "usr/share/bash-completion/completions/podfit",
    "usr/share/zsh/vendor-completions/_podfit",
    "usr/share/fish/vendor_completions.d/podfit.fish",
}
MANIFEST = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {contianers: []}\n"


def run(*command, **options):
    return subprocess.run(command, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, **options)


def must(*command, **options):
    done = run(*command, **options)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}")
    return done.stdout


def make_package(out):
    must(CPACK, "--config", f"{BUILD}/CPackConfig.cmake", "-G", "DEB", "-B", out,
         env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"})
    (package,) = pathlib.Path(out).glob("*.deb")
    return str(package)


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.package = make_package(f"{cls.scratch.name}/out")
        cls.root = f"{cls.scratch.name}/root"
        must("dpkg-deb", "-x", cls.package, cls.root)
        cls.podfit = f"{cls.root}/usr/bin/podfit"
        cls.entries = [line.split(maxsplit=5)
                       for line in must("dpkg-deb", "-c", cls.package).splitlines()]
        cls.files = {path.removeprefix("./") for mode, *_, path in cls.entries
                     if not mode.startswith("d")}

    def test_holds_what_debian_expects_where_it_expects_it(self):
        self.assertEqual(EXPECTED - self.files, set())
        for page in PAGES:
            name = pathlib.Path(page).name
            section = name.rpartition(".")[2]
            self.assertIn(f"usr/share/man/man{section}/{name}.gz", self.files)
        self.assertIn("usr/share/man/man1/podfit.1.gz", self.files)

    def test_holds_nothing_else_outside_share(self):
        rest = {file for file in self.files if not file.startswith("usr/share/")}
        self.assertEqual(rest, {"usr/bin/podfit"})
        self.assertNotIn(f"{DOC}/LICENSE", self.files)

    def test_belongs_to_root_and_opens_to_all(self):
        for mode, owner, _, _, _, path in self.entries:
            wanted = "-rw-r--r--"
            if mode.startswith("d") or path == "./usr/bin/podfit":
                wanted = mode[0] + "rwxr-xr-x"
            self.assertEqual((mode, owner), (wanted, "root/root"), path)

    def test_depends_on_the_libraries_that_the_program_loads(self):
        depends = must("dpkg-deb", "-f", self.package, "Depends")
        self.assert_named(depends, "libc6", "libyaml-0-2", "libcjson1")
        # Where libarchive is loaded on demand, only the recommendation tells.
        recommends = must("dpkg-deb", "-f", self.package, "Recommends")
        self.assert_named(f"{depends.strip()}, {recommends}", "libarchive13")

    def assert_named(self, depends, *libraries):
        for library in libraries:
            self.assertRegex(depends, rf"(^|, ){re.escape(library)}(t64)?( |,|$)")

    def test_has_a_changelog_of_its_own_version(self):
        version = must("dpkg-deb", "-f", self.package, "Version").strip()
        log = must("gzip", "-dc", f"{self.root}/{DOC}/changelog.Debian.gz")
        self.assertTrue(log.startswith(f"podfit ({version}) unstable; urgency=medium\n"), log)
        self.assertIn("Thu, 01 Jan 2026 00:00:00 +0000\n", log)

    def test_runs_from_where_it_was_unpacked(self):
        version = run(self.podfit, "version")
        self.assertEqual(version.returncode, 0, version.stdout)
        self.assertRegex(version.stdout, r"^podfit \d+\.\d+\.\d+")
        lint = run(self.podfit, "check", "-q", "-f", "concise", "-s", "unknown-field", "-",
                   cwd=self.root, input=MANIFEST)
        self.assertEqual(lint.returncode, 1, lint.stdout)
        self.assertIn("[unknown-field]", lint.stdout)

    def test_is_the_same_package_when_made_twice(self):
        again = make_package(f"{self.scratch.name}/again")
        self.assertEqual(pathlib.Path(again).read_bytes(),
                         pathlib.Path(self.package).read_bytes())

    def test_gives_lintian_no_error(self):
        done = run("lintian", "--allow-root", "--fail-on", "error", self.package)
        self.assertEqual(done.returncode, 0, done.stdout)


if __name__ == "__main__":
    unittest.main()
