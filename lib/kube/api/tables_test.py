#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Are the tables kept by hand well formed, and do they speak of what exists?"""

import pathlib
import re
import unittest

HERE = pathlib.Path(__file__).resolve().parent

FORMATS = {
    "dns-subdomain", "dns-label", "dns1035-label", "path-segment", "env-name",
    "port-name", "label-key", "label-value", "annotation-key", "config-key",
}
FLAGS = {"required", "optional", "nonempty", "free"}
UNIONS = {"exactly-one", "at-most-one"}
RELEASE = r"1\.\d+"
VALUE = re.compile(rf"[^|@\t]+(@{RELEASE}(-{RELEASE})?)?")


def rows(name):
    """Line number and columns of each row that is no comment."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.startswith("#"):
            yield number, line.split("\t")


def types():
    """Type -> field -> value type."""
    found = {}
    for _, columns in rows("types.tsv"):
        found.setdefault(columns[0], {})[columns[1]] = columns[2]
    return found


def minor(release):
    return int(release.partition(".")[2])


class Overrides(unittest.TestCase):
    def setUp(self):
        self.types = types()

    def each(self):
        for number, columns in rows("overrides.tsv"):
            with self.subTest(line=number):
                self.assertEqual(len(columns), 5)
                yield columns

    def test_every_row_speaks_of_a_type_and_field_that_exist(self):
        for name, field, _, _, _ in self.each():
            self.assertIn(name, self.types)
            if field == "metadata.name":
                self.assertIn("metadata", self.types[name])
            elif field != "-":
                self.assertIn(field, self.types[name])

    def test_every_row_has_a_source(self):
        for columns in self.each():
            self.assertTrue(columns[4].strip())

    def test_every_value_follows_its_attribute(self):
        for name, field, attribute, value, _ in self.each():
            self.check_value(name, field, attribute, value)

    def check_value(self, name, field, attribute, value):
        if attribute in FLAGS:
            self.assertEqual(value, "")
        elif attribute in ("min", "max"):
            self.assertRegex(value, r"^-?\d+$")
            self.assertIn(self.types[name][field].strip("[]{}"),
                          ("int32", "int64", "int-or-string"))
        elif attribute == "enum":
            for item in value.split("|"):
                self.assertRegex(item, VALUE)
            self.assertEqual(len(set(value.split("|"))), len(value.split("|")))
        elif attribute in ("format", "key-format"):
            self.assertIn(value, FORMATS)
        elif attribute in UNIONS:
            self.assertEqual(field, "-")
            self.assertGreater(len(value.split(",")), 1)
            for member in value.split(","):
                self.assertIn(member, self.types[name])
        elif attribute in ("since", "until"):
            self.assertRegex(value, f"^{RELEASE}$")
        elif attribute == "struct":
            self.assertEqual(field, "-")
            self.assertIn(value, self.types)
        else:
            self.fail(f"unknown attribute {attribute}")

    def test_formats_govern_strings_and_key_formats_mappings(self):
        for name, field, attribute, _, _ in self.each():
            if field in ("-", "metadata.name"):
                continue
            kind = self.types[name][field]
            if attribute == "format":
                self.assertIn(kind.strip("[]{}"), ("string", "int-or-string"))
            elif attribute == "key-format":
                self.assertTrue(kind.startswith("{"))

    def test_no_row_is_said_twice(self):
        seen = set()
        for name, field, attribute, value, _ in self.each():
            key = (name, field, attribute, value if field == "-" else "")
            self.assertNotIn(key, seen)
            seen.add(key)

    def test_no_field_is_both_required_and_optional(self):
        said = {}
        for name, field, attribute, _, _ in self.each():
            if attribute in ("required", "optional"):
                self.assertNotIn((name, field), said)
                said[name, field] = attribute

    def test_no_lower_bound_lies_above_the_upper_one(self):
        bounds = {}
        for name, field, attribute, value, _ in self.each():
            if attribute in ("min", "max"):
                bounds.setdefault((name, field), {})[attribute] = int(value)
        for field, bound in bounds.items():
            with self.subTest(field=field):
                self.assertLess(bound.get("min", -2**63), bound.get("max", 2**63))

    def test_rows_stand_in_the_order_of_types_and_fields(self):
        keys = [(c[0], "" if c[1] == "-" else c[1]) for _, c in rows("overrides.tsv")]
        self.assertEqual(keys, sorted(keys))


class Lifecycle(unittest.TestCase):
    def setUp(self):
        self.kinds = {(c[0], c[1]): c for _, c in rows("kinds.tsv")}

    def each(self):
        for number, columns in rows("lifecycle.tsv"):
            with self.subTest(line=number):
                self.assertEqual(len(columns), 7)
                yield columns

    def test_releases_follow_each_other(self):
        for columns in self.each():
            releases = [minor(r) for r in columns[2:5] if r]
            self.assertTrue(columns[2])
            self.assertEqual(releases, sorted(set(releases)))

    def test_introduction_and_removal_agree_with_the_kinds(self):
        for version, kind, introduced, _, removed, _, _ in self.each():
            known = self.kinds.get((version, kind))
            if not known:
                self.assertLessEqual(minor(removed), 36)
                continue
            if known[3]:
                self.assertEqual(introduced, known[3])
            if known[4]:
                self.assertEqual(minor(removed), minor(known[4]) + 1)
            elif removed:
                self.assertGreater(minor(removed), 36)

    def test_every_pre_release_kind_that_went_has_a_row(self):
        said = {(c[0], c[1]) for c in self.each()}
        for key, columns in self.kinds.items():
            if columns[4] and not key[1].endswith("List") and key[1] != "Status":
                self.assertIn(key, said)

    def test_replacements_are_served(self):
        unlisted = ("admission.k8s.io/", "apidiscovery.k8s.io/")
        for columns in self.each():
            if columns[5] and not columns[5].startswith(unlisted):
                known = self.kinds[tuple(columns[5].split(" "))]
                self.assertEqual(known[4], "")

    def test_rows_stand_in_order_and_no_api_twice(self):
        keys = [(c[0], c[1]) for _, c in rows("lifecycle.tsv")]
        self.assertEqual(keys, sorted(set(keys)))


if __name__ == "__main__":
    unittest.main()
