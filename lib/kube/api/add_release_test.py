#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does add_release.py read OpenAPI documents right, and only in order?"""

import copy
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parents[2] / "testdata" / "api"
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

import add_release  # noqa: E402  (found by the path above)

TYPES_HEAD = "# Kubernetes API object types, 1.34 to 1.35. Columns.\n# Value types.\n"
KINDS_HEAD = "# Kubernetes kinds, 1.34 to 1.35. Columns (blank: still served in 1.35).\n"


def document(release):
    return json.loads((DATA / f"{release}.json").read_text(encoding="utf-8"))


class WithTables(unittest.TestCase):
    """Tables as they would be had 1.35 served nothing but kubectl's List."""

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.directory)
        self.write("types.tsv", TYPES_HEAD)
        self.write("kinds.tsv", KINDS_HEAD + "v1\tList" + "\t" * 7 + "\n")

    def write(self, name, text):
        (self.directory / name).write_text(text, encoding="utf-8")

    def read(self, name):
        return (self.directory / name).read_text(encoding="utf-8")

    def add(self, release, content=None):
        content = content or document(release)
        return add_release.add_release(release, content, self.directory)

    def row(self, name, *key):
        for line in self.read(name).splitlines():
            columns = line.split("\t")
            if tuple(columns[:2]) == key:
                return columns[2:]
        return None

    def field(self, name):
        return self.row("types.tsv", "shop.v1.CartSpec", name)

    def kind(self, name):
        return self.row("kinds.tsv", "shop.example/v1", name)


class FirstDocument(WithTables):
    def setUp(self):
        super().setUp()
        self.changes = self.add("1.36")

    def value(self, kind, field):
        return self.row("types.tsv", kind, field)[0]

    def test_scalars_are_told_apart(self):
        item = "shop.v1.Item"
        self.assertEqual(self.value(item, "sku"), "string")
        self.assertEqual(self.value(item, "size"), "int32")
        self.assertEqual(self.value(item, "grams"), "int64")
        self.assertEqual(self.value(item, "weight"), "double")
        self.assertEqual(self.value(item, "gift"), "bool")
        self.assertEqual(self.value(item, "picture"), "bytes")

    def test_well_known_definitions_are_values(self):
        self.assertEqual(self.value("meta.v1.ObjectMeta", "creationTimestamp"), "time")
        self.assertEqual(self.value("shop.v1.CartSpec", "port"), "int-or-string")

    def test_definitions_without_properties_are_free_form(self):
        self.assertEqual(self.value("meta.v1.ObjectMeta", "managedFields"), "[any]")

    def test_lists_and_mappings_wrap_what_they_hold(self):
        self.assertEqual(self.value("shop.v1.CartSpec", "items"), "[shop.v1.Item]")
        self.assertEqual(self.value("shop.v1.CartSpec", "limits"), "{quantity}")
        self.assertEqual(self.value("shop.v1.CartSpec", "extra"), "{[string]}")

    def test_required_enum_and_list_keys_are_kept(self):
        self.assertEqual(self.field("items"),
                         ["[shop.v1.Item]", "required", "", "", "", "sku,size"])
        self.assertEqual(self.field("payment"),
                         ["string", "", "", "", "Card|Cash|Cheque", ""])

    def test_kinds_know_their_resource(self):
        self.assertEqual(self.kind("Cart"), [
            "shop.v1.Cart", "1.36", "", "carts", "namespaced",
            "create,delete,deletecollection,get,list,patch,update", "status"])

    def test_protocol_types_are_no_kinds(self):
        self.assertIsNone(self.kind("DeleteOptions"))
        self.assertIsNotNone(self.row("types.tsv", "meta.v1.DeleteOptions", "dryRun"))

    def test_kinds_without_a_type_stay(self):
        self.assertEqual(self.row("kinds.tsv", "v1", "List"), [""] * 7)

    def test_heads_name_the_new_range_and_comments_stay(self):
        self.assertTrue(self.read("types.tsv").startswith(
            "# Kubernetes API object types, 1.34 to 1.36. Columns.\n# Value types.\n"))
        self.assertTrue(self.read("kinds.tsv").startswith(
            "# Kubernetes kinds, 1.34 to 1.36. Columns (blank: still served in 1.36).\n"))

    def test_rows_are_sorted_the_core_group_first(self):
        lines = self.read("types.tsv").splitlines()[2:]
        keys = [tuple(line.split("\t")[:2]) for line in lines]
        self.assertEqual(keys, sorted(keys))
        self.assertTrue(self.read("kinds.tsv").splitlines()[1].startswith("v1\tList\t"))

    def test_new_types_and_kinds_are_told(self):
        self.assertIn("new type: shop.v1.CartSpec", self.changes)
        self.assertIn("new kind: shop.example/v1 Cart", self.changes)


class SecondDocument(WithTables):
    def setUp(self):
        super().setUp()
        self.add("1.36")
        self.changes = self.add("1.37")

    def test_a_new_field_gets_its_first_release(self):
        self.assertEqual(self.field("note"), ["string", "", "1.37", "", "", ""])

    def test_a_vanished_field_gets_its_last_release(self):
        self.assertEqual(self.field("extra"), ["{[string]}", "", "", "1.36", "", ""])

    def test_a_field_is_required_only_where_every_release_requires_it(self):
        self.assertEqual(self.field("owner")[1], "")
        self.assertEqual(self.field("items")[1], "required")

    def test_values_that_come_and_go_get_their_release(self):
        self.assertEqual(self.field("payment")[4],
                         "Card|Cash|Cheque@1.34-1.36|Account@1.37")

    def test_fields_of_a_new_type_are_as_old_as_the_type(self):
        self.assertEqual(self.row("types.tsv", "shop.v1.Voucher", "value"),
                         ["quantity", "required", "", "", "", ""])

    def test_fields_of_a_vanished_type_stay(self):
        self.assertEqual(self.row("types.tsv", "shop.v1.Coupon", "code"),
                         ["string", "", "", "", "", ""])

    def test_kinds_that_come_and_go_get_their_release(self):
        self.assertEqual(self.kind("Coupon")[1:3], ["1.36", "1.36"])
        self.assertEqual(self.kind("Voucher"), [
            "shop.v1.Voucher", "1.37", "", "vouchers", "cluster", "create,get,list", "proxy"])

    def test_a_new_subresource_is_taken_over(self):
        self.assertEqual(self.kind("Cart")[6], "scale,status")

    def test_every_change_is_told_once(self):
        self.assertEqual(sorted(self.changes), sorted([
            "field gone: shop.v1.CartSpec extra",
            "kind changed: shop.example/v1 Cart status now scale,status",
            "kind gone: shop.example/v1 Coupon",
            "new field: shop.v1.CartSpec note",
            "new kind: shop.example/v1 Voucher",
            "new type: shop.v1.Voucher",
            "new value: shop.v1.CartSpec payment Account",
            "no longer required: shop.v1.CartSpec owner",
            "value gone: shop.v1.CartSpec payment Cheque",
        ]))

    def test_what_returns_loses_its_last_release(self):
        changes = self.add("1.38", document("1.36"))
        self.assertIn("field back: shop.v1.CartSpec extra", changes)
        self.assertEqual(self.field("extra")[3], "")
        self.assertEqual(self.kind("Coupon")[2], "")
        self.assertEqual(self.field("payment")[4],
                         "Card|Cash|Cheque@1.34|Account@1.37-1.37")

    def test_a_document_without_closed_lists_leaves_them_alone(self):
        before = self.field("payment")
        content = document("1.37")
        spec = content["definitions"]["io.k8s.api.shop.v1.CartSpec"]
        del spec["properties"]["payment"]["enum"]
        self.assertEqual(self.add("1.38", content), [])
        self.assertEqual(self.field("payment"), before)
        self.assertIn("1.34 to 1.38", self.read("types.tsv"))


class Refusals(WithTables):
    def setUp(self):
        super().setUp()
        self.add("1.36")
        self.tables = [self.read("types.tsv"), self.read("kinds.tsv")]

    def refuse(self, release, content):
        with self.assertRaises(add_release.Refused):
            self.add(release, content)
        self.assertEqual(self.tables, [self.read("types.tsv"), self.read("kinds.tsv")])

    def test_the_same_release_again_changes_nothing(self):
        self.assertEqual(self.add("1.36"), [])
        self.assertEqual(self.tables, [self.read("types.tsv"), self.read("kinds.tsv")])

    def test_the_same_release_with_other_content_is_refused(self):
        self.refuse("1.36", document("1.37"))

    def test_a_release_with_one_field_less_is_refused_as_well(self):
        content = copy.deepcopy(document("1.36"))
        del content["definitions"]["io.k8s.api.shop.v1.Item"]["properties"]["gift"]
        self.refuse("1.36", content)

    def test_an_older_release_is_refused(self):
        self.refuse("1.35", document("1.36"))

    def test_a_gap_is_refused(self):
        self.refuse("1.38", document("1.37"))

    def test_what_is_no_release_is_refused(self):
        for release in ("37", "v1.37", "2.1", "1.37.1", ""):
            self.refuse(release, document("1.37"))

    def test_what_is_no_openapi_document_is_refused(self):
        self.refuse("1.37", {"openapi": "3.0"})

    def test_dangling_references_are_refused(self):
        content = document("1.37")
        del content["definitions"]["io.k8s.api.shop.v1.Item"]
        self.refuse("1.37", content)

    def test_tables_of_different_age_are_refused(self):
        self.write("kinds.tsv", KINDS_HEAD)
        self.tables[1] = KINDS_HEAD
        self.refuse("1.37", document("1.37"))

    def test_the_command_fails_with_a_message(self):
        done = subprocess.run(
            [sys.executable, HERE / "add_release.py", "1.39", DATA / "1.37.json",
             "--tables", self.directory], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("add_release: the tables end with 1.36", done.stderr)

    def test_the_command_prints_a_summary(self):
        done = subprocess.run(
            [sys.executable, HERE / "add_release.py", "1.37", DATA / "1.37.json",
             "--tables", self.directory], capture_output=True, text=True, check=True)
        self.assertIn("new field: shop.v1.CartSpec note\n", done.stdout)
        self.assertIn("1.37: 9 changes\n", done.stdout)


class TheRealTables(unittest.TestCase):
    """The script must be able to write what it reads."""

    def test_they_are_in_the_order_the_script_gives_them(self):
        for name, head, width, order in (
                ("types.tsv", add_release.TYPES_HEAD, 8, None),
                ("kinds.tsv", add_release.KINDS_HEAD, 9, add_release.kind_order)):
            table = add_release.Table(HERE / name, head, width)
            self.assertEqual(table.render(table.last, order), table.text)


if __name__ == "__main__":
    unittest.main()
