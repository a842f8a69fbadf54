#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Do the tables of facts agree with each other, and does the generator refuse bad ones?

    tables_test.py GENERATOR
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
GENERATOR = None
NAMES = ("accounts", "directories", "flags", "images", "programs", "registries", "tags", "users")


def columns(name):
    """The columns that the first line of the table names."""
    first = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[0]
    return [c.strip().replace(" ", "_") for c in
            first.rpartition(":")[2].rstrip(".").split(",")]


def rows(name):
    """Each row as a dict, with its line number."""
    keys = columns(name)
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.startswith("#"):
            yield number, dict(zip(keys, line.split("\t"), strict=True))


def words(row, key):
    return row[key].split(",") if row[key] else []


class Tables(unittest.TestCase):
    def each(self, name):
        for number, row in rows(name):
            with self.subTest(table=name, line=number):
                yield row

    def test_every_row_has_a_source_and_no_column_is_unnamed(self):
        for name in NAMES:
            self.assertEqual(columns(name)[-1], "source")
            for row in self.each(name):
                self.assertTrue(row["source"].strip())

    def test_every_trait_that_is_used_is_explained(self):
        for name in NAMES:
            text = (HERE / f"{name}.tsv").read_text(encoding="utf-8")
            header = " ".join(line for line in text.splitlines() if line.startswith("#"))
            for row in self.each(name):
                for key in ("traits", "says", "aside", "kind"):
                    for word in words(row, key) if key in row else []:
                        self.assertRegex(header, rf"(?<![\w-]){re.escape(word)}[ ,(]")

    def test_official_images_have_no_slash_and_come_from_the_list_of_them(self):
        for row in self.each("images"):
            official = "docker-library/official-images" in row["source"]
            self.assertEqual("/" not in row["name"], official)

    def test_distroless_images_alone_have_tags_with_a_shell_or_programs_of_their_own(self):
        for row in self.each("images"):
            self.assertEqual(bool(row["shell_tag"]), row["family"] == "distroless")
            if row["programs"]:
                self.assertEqual(row["family"], "distroless")

    def test_what_is_said_of_an_image_by_its_family_needs_one(self):
        for row in self.each("images"):
            if {"hands-over", "plain", "plain-slim"} & set(words(row, "traits")):
                self.assertIn(row["family"], ("alpine", "debian"))

    def test_directories_are_absolute(self):
        for row in self.each("directories"):
            self.assertRegex(row["path"], r"^/([^/]+(/[^/]+)*)?$")
        for row in self.each("images"):
            for path in words(row, "writes") + words(row, "config"):
                self.assertRegex(path, r"^(/[^/]+)+$")
            self.assertEqual(bool(row["writes"]), bool(row["config"]))

    def test_flags_are_written_as_they_are_looked_up(self):
        for row in self.each("flags"):
            self.assertRegex(row["name"], r"^(\*-)?[a-z0-9]+(-[a-z0-9]+)*$")
            self.assertEqual(bool(row["host"]), bool(row["port"]))
            self.assertLess(int(row["port"] or 1), 65536)

    def test_posix_shells_are_shells_and_installers_bring_packages(self):
        for row in self.each("programs"):
            traits = set(words(row, "traits"))
            if "posix-shell" in traits:
                self.assertIn("shell", traits)
            if "installer" in traits:
                self.assertIn("brings-none", traits)
            if row["package"]:
                self.assertTrue(row["lacking"])
            self.assertTrue(traits or row["lacking"])

    def test_no_program_is_a_path(self):
        for row in self.each("programs"):
            self.assertNotIn("/", row["name"])

    def test_hosts_are_in_lower_case(self):
        for row in self.each("registries"):
            self.assertEqual(row["host"], row["host"].lower())
            if row["kind"] in ("ecr", "nearby"):
                self.assertTrue(row["host"].startswith("."))


class Generator(unittest.TestCase):
    def run_with(self, name, text):
        """The generator's exit status and message, with `text` as that table."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / f"{name}.tsv"
            path.write_text(text, encoding="utf-8")
            done = subprocess.run(
                [GENERATOR, *(path if n == name else HERE / f"{n}.tsv" for n in NAMES)],
                capture_output=True, text=True, check=False)
            return done.returncode, done.stderr

    def assert_refused(self, name, text, message):
        status, said = self.run_with(name, text)
        self.assertNotEqual(status, 0)
        self.assertIn(message, said)

    def test_takes_rows_in_order(self):
        self.assertEqual(self.run_with("tags", "# a\nb\tdebian\tx\nc\t\tx\n"), (0, ""))

    def test_refuses_rows_out_of_order_or_said_twice(self):
        self.assert_refused("tags", "c\t\tx\nb\t\tx\n", "tags.tsv:2: not sorted")
        self.assert_refused("tags", "b\t\tx\nb\tdebian\tx\n", "said twice")
        self.assert_refused("accounts", "a\tb\t1\tx\na\tb\t2\tx\n", "said twice")
        self.assertEqual(self.run_with("accounts", "a\tb\t1\tx\na\tc\t2\tx\n"), (0, ""))

    def test_refuses_a_row_without_source(self):
        self.assert_refused("tags", "b\tdebian\t\n", "source: must not be blank")
        self.assert_refused("tags", "b\tdebian\n", "has 2 columns, not 3")

    def test_refuses_too_many_columns(self):
        self.assert_refused("tags", "b\tdebian\tx\ty\n", "has 4 columns, not 3")

    def test_refuses_words_that_it_does_not_know(self):
        self.assert_refused("tags", "b\tslackware\tx\n", "family: holds a word")
        self.assert_refused("programs", "b\tidle,lazy\t\t\tx\n", "traits: holds a word")
        self.assert_refused("programs", "b\tsystem,idle\t\t\tx\n", "not sorted")

    def test_refuses_values_that_are_none(self):
        self.assert_refused("tags", "\tdebian\tx\n", "word: must not be blank")
        self.assert_refused("tags", "b\\\tdebian\tx\n", "a backslash")
        self.assert_refused("tags", 'b"\tdebian\tx\n', "a quote")
        self.assert_refused("tags", "b \tdebian\tx\n", "a blank stands at its end")
        self.assert_refused("accounts", "a\tb\tc\tx\n", "id: not a whole number")
        self.assert_refused("accounts", "a\tb\t\tx\n", "id: must not be blank")
        self.assert_refused("images", "a\t\t\t\t\t\t/a,,/b\tx\n", "writes: an item is blank")


if __name__ == "__main__":
    GENERATOR = sys.argv.pop()
    unittest.main()
