#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The man pages name all that the program knows, and are sound.

    man_test.py PODFIT PAGE...

Where mandoc or man-db is missing, what they would say is not asked for.
"""

import os
import re
import shutil
import subprocess
import sys
import unittest

podfit, pages = sys.argv[1], sys.argv[2:]
by_name = {os.path.basename(page): page for page in pages}


def run(*words, **more):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=60, check=False, **more).stdout


def plain(page):
    """The page's source without fonts and escapes."""
    with open(page, encoding="ascii") as source:
        text = re.sub(r"\\f[BRI]", "", source.read())
    return text.replace("\\-", "-").replace("\\&", "")


class Man(unittest.TestCase):
    def test_sections_stand_in_the_usual_order(self):
        found = re.findall(r"^\.SH (.*)$", plain(by_name["podfit.1"]), re.M)
        self.assertEqual(found, ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS",
                                 "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES", "SEE ALSO"])

    def test_every_command_and_option_is_there(self):
        text = plain(by_name["podfit.1"])
        overview = run(podfit, "--help")
        commands = re.findall(r"^  ([a-z]+) ", overview.split("\nBasics")[0], re.M)
        self.assertIn("explain", commands)
        for command in commands:
            self.assertRegex(text, rf"(?m)^\.TP\n{command}\b")
            options = re.findall(r"^  (?:-(\w), |    )--([a-z-]+)( \S+)?  ",
                                 run(podfit, command, "--help"), re.M)
            self.assertIn(("h", "help", ""), options)
            for letter, name, value in options:
                head = (f"-{letter}, " if letter else "") + f"--{name}{value}"
                self.assertIn(f".TP\n{head}\n", text)

    def test_no_line_of_text_is_taken_for_a_request(self):
        known = {"TH", "SH", "SS", "PP", "TP", "RS", "RE", "nf", "fi", "nh", "br", "UR", "UE"}
        for page in pages:
            with open(page, encoding="ascii") as source:
                requests = re.findall(r"^[.'](\w*)", source.read(), re.M)
            self.assertLessEqual(set(requests), known, page)

    def test_mandoc_finds_nothing_wrong(self):
        if not shutil.which("mandoc"):
            self.skipTest("no mandoc")
        for page in pages:
            self.assertEqual(run("mandoc", "-T", "lint", page), "")

    def test_man_warns_of_nothing(self):
        if not shutil.which("groff"):
            self.skipTest("no groff")
        for page in pages:
            self.assertEqual(run("groff", "-man", "-Tutf8", "-ww", "-z", page), "")

    def test_examples_are_command_lines_that_podfit_takes(self):
        text = plain(by_name["podfit.1"]).split(".SH EXAMPLES")[1]
        lines = re.findall(r"\.nf\n(.*)\n\.fi", text)
        self.assertGreaterEqual(len(lines), 5)
        for line in lines:
            words = line.split("| ")[-1].split()
            self.assertEqual(words[0], "podfit")
            done = subprocess.run([podfit, *words[1:]], cwd=os.path.dirname(by_name["podfit.1"]),
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, timeout=60, check=False)
            self.assertNotEqual(done.returncode, 2, done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
