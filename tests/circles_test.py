#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The test of circles finds those that are planted, and says what makes them.

usage: circles_test.py
"""

import os
import tempfile
import unittest

import circles

OBJECTS = {f"build/{name}.o": f"lib/{name}" for name in
           ("yaml/a.c", "yaml/b.c", "yaml/c.c", "kube/d.c", "engine/e.c")}
OBJECTS["build/table.o"] = "rules/rules_table.c"
OBJECTS["build/main.o"] = "cmd/main.c"

# As `nm -g -A -P` prints it: what each object defines and needs.
LISTING = """\
build/yaml/a.c.o: pf_a T 0 10
build/yaml/a.c.o: pf_b U
build/yaml/a.c.o: malloc U
build/yaml/b.c.o: pf_b T 0 10
build/yaml/b.c.o: pf_table R 0 10
build/yaml/c.c.o: pf_c T 0 10
build/yaml/c.c.o: pf_b U
build/yaml/c.c.o: pf_table U
build/kube/d.c.o: pf_d D 0 10
build/kube/d.c.o: pf_c U
build/table.o: pf_rules D 0 8
build/main.o: main T 0 10
build/main.o: pf_rules U
"""


def graph_of(listing):
    return circles.calls_of(*circles.symbols_of(listing, OBJECTS))


class Circles(unittest.TestCase):
    def test_calls(self):
        self.assertEqual(graph_of(LISTING), {
            "lib/yaml/a.c": {"lib/yaml/b.c": {"pf_b"}},
            "lib/yaml/b.c": {},
            "lib/yaml/c.c": {"lib/yaml/b.c": {"pf_b", "pf_table"}},
            "lib/kube/d.c": {"lib/yaml/c.c": {"pf_c"}},
            "rules/rules_table.c": {},
            "cmd/main.c": {"rules/rules_table.c": {"pf_rules"}},
        })

    def test_none(self):
        self.assertEqual(circles.circles(graph_of(LISTING), []), ([], []))
        self.assertEqual(circles.strays(graph_of(LISTING), {}), ([], []))

    def test_of_two(self):
        graph = graph_of(LISTING + "build/yaml/b.c.o: pf_a U\n")
        self.assertEqual(circles.circles(graph, []), ([
            "2 files need each other: lib/yaml/a.c lib/yaml/b.c\n"
            "  lib/yaml/a.c needs lib/yaml/b.c: pf_b\n"
            "  lib/yaml/b.c needs lib/yaml/a.c: pf_a"], []))

    def test_of_three_through_data(self):
        graph = graph_of(LISTING + "build/yaml/b.c.o: pf_d U\n")
        self.assertEqual(circles.circles(graph, []), ([
            "3 files need each other: lib/kube/d.c lib/yaml/b.c lib/yaml/c.c\n"
            "  lib/kube/d.c needs lib/yaml/c.c: pf_c\n"
            "  lib/yaml/c.c needs lib/yaml/b.c: pf_b, pf_table\n"
            "  lib/yaml/b.c needs lib/kube/d.c: pf_d"], []))

    def test_two_of_them(self):
        graph = graph_of(LISTING + "build/yaml/b.c.o: pf_a U\nbuild/kube/d.c.o: pf_e U\n"
                         "build/engine/e.c.o: pf_d U\nbuild/engine/e.c.o: pf_e T 0 1\n")
        self.assertEqual(len(circles.circles(graph, [])[0]), 2)

    def test_what_is_being_mended(self):
        graph = graph_of(LISTING + "build/yaml/b.c.o: pf_a U\n")
        self.assertEqual(circles.circles(graph, ["lib/yaml/a.c lib/yaml/b.c"]), ([], []))

    def test_what_has_grown_since(self):
        graph = graph_of(LISTING + "build/yaml/b.c.o: pf_a U\nbuild/yaml/b.c.o: pf_c U\n")
        self.assertEqual(len(circles.circles(graph, ["lib/yaml/a.c lib/yaml/b.c"])[0]), 1)

    def test_what_is_mended(self):
        self.assertEqual(circles.circles(graph_of(LISTING), ["lib/yaml/a.c lib/yaml/gone.c"]),
                         ([], ["lib/yaml/a.c", "lib/yaml/gone.c"]))

    def test_calls_into_a_room_above(self):
        graph = graph_of(LISTING + "build/kube/d.c.o: pf_e U\nbuild/engine/e.c.o: pf_e T 0 1\n")
        self.assertEqual(circles.strays(graph, {}),
                         (["lib/kube/d.c may not use lib/engine/e.c: pf_e"], []))
        self.assertEqual(circles.strays(graph, {"lib/kube/d.c": "engine"}), ([], []))

    def test_the_table_of_rules_is_handed_over_by_the_program_alone(self):
        graph = graph_of(LISTING + "build/kube/d.c.o: pf_rules U\n")
        self.assertEqual(circles.strays(graph, {}),
                         (["lib/kube/d.c may not use rules/rules_table.c: pf_rules"], []))

    def test_calls_that_are_mended(self):
        self.assertEqual(circles.strays(graph_of(LISTING), {"lib/kube/d.c": "engine"}),
                         ([], ["lib/kube/d.c engine"]))


class Includes(unittest.TestCase):
    def test_headers_that_include_each_other(self):
        texts = {"a.h": '#include "yaml/b.h"', "b.h": '# include "c.h"',
                 "c.h": '#include "yaml/a.h"', "d.h": '#include "yaml/a.h"',
                 "a.c": '#include "yaml/a.h"'}
        with tempfile.TemporaryDirectory(prefix="podfit-circles-") as root:
            os.makedirs(os.path.join(root, "lib/yaml"))
            for name, text in texts.items():
                with open(os.path.join(root, "lib/yaml", name), "w", encoding="utf-8") as file:
                    file.write(text + "\n")
            faults, _ = circles.circles(circles.includes_of(root), [])
        self.assertEqual(faults, [
            "3 files need each other: lib/yaml/a.h lib/yaml/b.h lib/yaml/c.h\n"
            "  lib/yaml/a.h needs lib/yaml/b.h: yaml/b.h\n"
            "  lib/yaml/b.h needs lib/yaml/c.h: c.h\n"
            "  lib/yaml/c.h needs lib/yaml/a.h: yaml/a.h"])


if __name__ == "__main__":
    unittest.main()
