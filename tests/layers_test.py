#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The test of layers finds each kind of violation, planted in a small tree.

usage: layers_test.py
"""

import os
import tempfile
import unittest

import layers

# What the planted files include, all of it allowed.
SOUND = {
    "lib/base/str.h": "#include <stdint.h>",
    "lib/base/pool.c": "#include <pthread.h>",
    "lib/text/escape.h": '#include "base/str.h"',
    "lib/yaml/load.h": '#include "text/escape.h"',
    "lib/yaml/load.c": '#include "yaml/load.h"\n#include <yaml.h>',
    "lib/image/facts.h": "",
    "lib/image/store/store.h": '#include "image/facts.h"',
    "lib/image/store/archive.h": "",
    "lib/image/store/store.c": '#include "image/store/archive.h"',
    "lib/kube/pod.h": '#include "kube/types.h"',
    "lib/world/world.h": "",
    "lib/world/world_internal.h": '#include "world/world.h"',
    "lib/world/world.c": '#include "world/world_internal.h"',
    "lib/runtime/listen.h": "",
    "lib/rule/rule.h": '#include "runtime/listen.h"',
    "lib/rule/context.h": '#include "rule/rule.h"',
    "lib/config/config.h": '#include "rule/rule.h"',
    "lib/config/config_test.h": "",
    "lib/config/config_test.c": '#include "config/config_test.h"\n#include "unit.h"',
    "lib/suppress/suppress.h": '#include "rule/rule.h"',
    "lib/suppress/ignore.h": "",
    "lib/engine/engine.h": '#include "config/config.h"\n#include "suppress/suppress.h"',
    "lib/report/report.h": '#include "rule/rule.h"',
    "rules/image/latest_tag.c": '#include "rule/rule.h"\n#include "runtime/listen.h"',
    "rules/image/many/many.c": '#include "parts.h"\n#include "rule/rule.h"',
    "rules/image/many/parts.h": '#include "rule/rule.h"',
    "rules/rules.h": '#include "rule/rule.h"',
    "cmd/say.h": "",
    "cmd/main.c": '#include "say.h"\n#include "rules.h"\n#include "engine/engine.h"\n#include "report/report.h"',
    "tests/unit.h": "#include <check.h>",
}

# Name, file, its text, and the one complaint about it.
PLANTED = [
    ("upwards", "lib/yaml/a.c", '#include "kube/pod.h"', "may not include kube/pod.h"),
    ("upwards_from_a_header", "lib/runtime/a.h", '#include "rule/rule.h"',
     "may not include rule/rule.h"),
    ("upwards_from_an_inner_room", "lib/image/store/a.c", '#include "world/world.h"',
     "may not include world/world.h"),
    ("upwards_from_a_test", "lib/yaml/a_test.c", '#include "rule/rule.h"',
     "may not include rule/rule.h"),
    ("base_knows_no_text", "lib/base/a.c", '#include "text/escape.h"',
     "may not include text/escape.h"),
    ("report_knows_no_image", "lib/report/a.c", '#include "image/facts.h"',
     "may not include image/facts.h"),
    ("report_knows_no_engine", "lib/report/a.c", '#include "engine/engine.h"',
     "may not include engine/engine.h"),
    ("config_knows_no_suppress", "lib/config/a.c", '#include "suppress/suppress.h"',
     "may not include suppress/suppress.h; of lib/suppress it may ignore.h"),
    ("suppress_knows_no_config", "lib/suppress/a.c", '#include "config/config.h"',
     "may not include config/config.h; of lib/config it may nothing"),
    ("rules_know_no_engine", "rules/image/a.c", '#include "engine/engine.h"',
     "may not include engine/engine.h"),
    ("rules_know_no_context", "rules/image/a.c", '#include "rule/context.h"',
     "rules may not include rule/context.h"),
    ("rules_know_no_other_rule", "rules/image/a.c", '#include "many/parts.h"',
     "rules know no other rule's rules/image/many/parts.h"),
    ("rules_know_no_other_rule_in_full", "rules/image/a.c", '#include "image/many/parts.h"',
     "rules know no other rule's rules/image/many/parts.h"),
    ("the_program_knows_no_rule", "cmd/a.c", '#include "image/many/parts.h"',
     "may not include rules/image/many/parts.h"),
    ("the_engine_knows_no_rule", "lib/engine/a.c", '#include "rules.h"',
     "may not include rules/rules.h"),
    ("nothing_knows_the_program", "lib/report/a.c", '#include "cmd/say.h"',
     "may not include cmd/say.h"),
    ("internal_headers", "cmd/a.c", '#include "world/world_internal.h"',
     "world/world_internal.h is for its own folder"),
    ("inner_headers", "cmd/a.c", '#include "image/store/archive.h"',
     "image/store/archive.h is for its own folder"),
    ("headers_of_tests", "lib/config/a.c", '#include "config/config_test.h"',
     "only tests may include config/config_test.h"),
    ("the_harness", "lib/config/a.c", '#include "tests/unit.h"', "may not include tests/unit.h"),
    ("libyaml", "lib/kube/a.c", "#include <yaml.h>",
     "only lib/yaml/load.c tests/bench/drain.c may include yaml.h"),
    ("libyaml_in_quotes", "lib/kube/a.c", '#include "yaml.h"',
     "only lib/yaml/load.c tests/bench/drain.c may include yaml.h"),
    ("cjson", "lib/report/a.c", "#include <cjson/cJSON.h>",
     f"only {layers.FENCED['cjson/cJSON.h']} may include cjson/cJSON.h"),
    ("libarchive", "lib/image/a.c", "#include <archive_entry.h>",
     f"only {layers.FENCED['archive_entry.h']} may include archive_entry.h"),
    ("check", "lib/config/a_test.c", "#include <check.h>", "only tests/unit.h may include check.h"),
    ("threads", "cmd/a.c", "#include <pthread.h>", "only lib/base/ cmd/progress.c may include pthread.h"),
    ("an_unknown_library", "lib/base/a.c", "#include <pcre2.h>",
     "tests/layers.py does not know pcre2.h"),
    ("a_source", "cmd/a.c", '#include "main.c"', "only headers are included: main.c"),
    ("another_ending", "cmd/a.c", '#include "table.inc"', "only headers are included: table.inc"),
    ("a_way_out", "lib/config/a.c", '#include "../engine/engine.h"',
     "an include stays in its folder or begins at lib/: ../engine/engine.h"),
    ("a_way_out_further_on", "cmd/a.c", '#include "engine/../config/config.h"',
     "an include stays in its folder or begins at lib/: engine/../config/config.h"),
    ("a_path_of_this_folder", "cmd/a.c", '#include "./say.h"',
     "an include stays in its folder or begins at lib/: ./say.h"),
    ("a_macro", "cmd/a.c", '#define SAY "say.h"\n#include SAY',
     "cannot be followed: #include SAY"),
    ("include_next", "cmd/a.c", "#include_next <stdio.h>",
     "cannot be followed: #include_next <stdio.h>"),
    ("in_angles", "lib/yaml/a.c", "#include <text/escape.h>",
     "headers of ours stand in quotes: <text/escape.h>"),
    # The same violation in other clothes.
    ("a_blank_before_the_word", "lib/yaml/a.c", '# include "kube/pod.h"',
     "may not include kube/pod.h"),
    ("blanks_before_the_sign", "lib/yaml/a.c", '\t #\tinclude\t"kube/pod.h"',
     "may not include kube/pod.h"),
    ("no_blank", "lib/yaml/a.c", '#include"kube/pod.h"', "may not include kube/pod.h"),
    ("a_comment_between", "lib/yaml/a.c", '#/**/include /* " */ "kube/pod.h" // x',
     "may not include kube/pod.h"),
    ("a_line_that_goes_on", "lib/yaml/a.c", '#inc\\\nlude "kube/pod.h"',
     "may not include kube/pod.h"),
    ("a_digraph", "lib/yaml/a.c", '%:include "kube/pod.h"', "may not include kube/pod.h"),
    ("a_trigraph", "lib/yaml/a.c", '??=include "kube/pod.h"', "may not include kube/pod.h"),
    ("after_a_comment_mark_in_a_string", "lib/yaml/a.c",
     'const char *a = "/*";\n#include "kube/pod.h"\nconst char *b = "*/";',
     "may not include kube/pod.h"),
    ("after_an_escaped_quote", "lib/yaml/a.c",
     'char a = \'"\', *b = "\\"/*";\n#include "kube/pod.h"\n/* */', "may not include kube/pod.h"),
    ("from_the_root", "lib/yaml/a.c", '#include "lib/kube/pod.h"', "may not include kube/pod.h"),
    ("a_folder_that_is_no_room", "lib/attic/a.c", "", "lies in no room"),
    ("in_the_middle_of_lib", "lib/a.h", "", "lies in no room"),
]


class Layers(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="podfit-layers-")
        self.addCleanup(scratch.cleanup)
        self.root = scratch.name
        for path, text in SOUND.items():
            self.write(path, text)

    def write(self, path, text):
        path = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text + "\n")

    def faults(self, mending=None):
        return layers.Tree(self.root, mending or {}).check()

    def test_a_sound_tree(self):
        self.assertEqual(self.faults(), [])

    def test_each_kind_of_violation(self):
        for name, path, text, complaint in PLANTED:
            with self.subTest(name):
                self.write(path, text)
                faults = self.faults()
                os.remove(os.path.join(self.root, path))
                self.assertEqual(faults, [f"{path}: {complaint}"])

    def test_two_complaints_where_two_things_are_wrong(self):
        self.write("lib/yaml/a.c", "#include <kube/pod.h>")
        self.assertEqual(self.faults(), [
            "lib/yaml/a.c: headers of ours stand in quotes: <kube/pod.h>",
            "lib/yaml/a.c: may not include kube/pod.h"])

    def test_a_link(self):
        os.symlink("load.h", os.path.join(self.root, "lib/yaml/a.h"))
        self.assertEqual(self.faults(), ["lib/yaml/a.h: is a link"])

    def test_comments_and_strings_include_nothing(self):
        self.write("lib/yaml/a.c", '/*\n#include "kube/pod.h"\n*/\n// #include "kube/pod.h"\n'
                                   'const char *a = "\\n#include \\"kube/pod.h\\"";')
        self.assertEqual(self.faults(), [])

    def test_the_between_of_config_and_suppress(self):
        self.write("lib/config/a.c", '#include "suppress/ignore.h"')
        self.assertEqual(self.faults(), [])

    def test_what_is_being_mended(self):
        self.write("lib/yaml/a.c", '#include "kube/pod.h"')
        self.assertEqual(self.faults({"lib/yaml/a.c": "kube"}), [])

    def test_of_that_nothing_more(self):
        self.write("lib/yaml/a.c", '#include "kube/pod.h"\n#include "world/world.h"')
        self.assertEqual(self.faults({"lib/yaml/a.c": "kube"}),
                         ["lib/yaml/a.c: may not include world/world.h"])

    def test_what_is_mended(self):
        self.write("lib/yaml/a.c", "")
        stale = "tests/layers.py: MENDING: {} is mended, strike out `kube`"
        self.assertEqual(self.faults({"lib/yaml/a.c": "kube", "lib/yaml/gone.c": "kube"}),
                         [stale.format("lib/yaml/a.c"), stale.format("lib/yaml/gone.c")])


if __name__ == "__main__":
    unittest.main()
