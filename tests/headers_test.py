#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The test of headers finds what is planted.

usage: headers_test.py ROOT BUILD
"""

import os
import sys
import tempfile
import unittest

import headers

compiler = headers.Compiler(*sys.argv[1:])
compiler.command = [word for word in compiler.command if not word.startswith("-I")] + ["-Ilib"]

STALE = "tests/headers.py: MENDING: {} is mended, strike it out"


class Headers(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="podfit-headers-")
        self.addCleanup(scratch.cleanup)
        self.root = compiler.root = scratch.name

    def check(self, alone=(), together=(), **texts):
        files = []
        for name, text in texts.items():
            files.append(f"lib/base/{name}.h")
            path = os.path.join(self.root, files[-1])
            os.makedirs(os.path.dirname(path), exist_ok=True)
            guard = f"PF_{name.upper()}_H"
            with open(path, "w", encoding="utf-8") as file:
                file.write(f"#ifndef {guard}\n#define {guard}\n{text}\n#endif\n")
        return headers.check(compiler, sorted(files), alone, together)

    def test_sound_ones(self):
        self.assertEqual(self.check(a="struct a { int b; };", c="#define C 1",
                                    b='#include "base/a.h"\nstruct a b(void);'), [])

    def test_one_that_needs_another_before_it(self):
        faults = self.check(a="struct a { int b; };", b="struct b { struct a a; };")
        self.assertEqual(len(faults), 2)
        self.assertIn("lib/base/b.h", faults[0])

    def test_two_structs_of_one_name(self):
        faults = self.check(a="struct a { int b; };", b="struct a { int c; };")
        self.assertEqual(len(faults), 2)
        self.assertIn("redefinition", faults[0])

    def test_two_functions_of_one_name(self):
        self.assertEqual(len(self.check(a="int a(void);", b="int a(int b);")), 2)

    def test_what_is_being_mended(self):
        self.assertEqual(self.check(together={"lib/base/b.h"}, a="struct a { int b; };",
                                    b="struct a { int c; };"), [])
        self.assertEqual(self.check(alone={"lib/base/b.h"}, together={"lib/base/b.h"},
                                    a="struct a { int b; };", b="struct b { struct c c; };"), [])

    def test_what_is_mended(self):
        stale = STALE.format("lib/base/a.h")
        self.assertEqual(self.check(alone={"lib/base/a.h"}, a="struct a { int b; };"), [stale])
        self.assertEqual(self.check(together={"lib/base/a.h"}, a="struct a { int b; };"), [stale])
        self.assertEqual(self.check(alone={"lib/base/gone.h"}), [STALE.format("lib/base/gone.h")])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
