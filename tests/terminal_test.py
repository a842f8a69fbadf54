#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""podfit at a terminal, in a pipe, and when a signal ends it.

    terminal_test.py PODFIT
"""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest

podfit = os.path.abspath(sys.argv[1])

POD = """apiVersion: v1
kind: Pod
metadata: {{name: web-{0}}}
spec:
  containers:
    - {{name: web, image: nginx:latest}}
---
"""
BARE = {"PATH": os.environ["PATH"], "TERM": "xterm", "COLUMNS": "80"}


class Run:
    """podfit with chosen streams at a pseudo-terminal."""

    def __init__(self, *words, cwd, terminal=("stdout", "stderr"), **environment):
        try:
            self.master, slave = pty.openpty()
        except OSError as error: # a container without /dev/pts
            raise unittest.SkipTest(f"no pseudo-terminal: {error}") from None
        streams = {name: slave if name in terminal else subprocess.PIPE
                   for name in ("stdout", "stderr")}
        self.process = subprocess.Popen([podfit, *words], cwd=cwd, stdin=subprocess.DEVNULL,
                                        env={**BARE, **environment}, **streams)
        os.close(slave)

    def shown(self, until=None):
        """What the terminal gets, to the end or until it holds `until`."""
        text, end = b"", time.monotonic() + 30
        while (until is None or until not in text) and time.monotonic() < end:
            if not select.select([self.master], [], [], 1)[0]:
                continue
            try:
                text += os.read(self.master, 65536)
            except OSError: # the other side is closed
                break
        return text

    def close(self):
        os.close(self.master)
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        return self.process.wait(30)

    def stop_in_a_run(self, seconds):
        """Stop the program for a while once it has threads, so that a run takes long."""
        tasks = f"/proc/{self.process.pid}/task"
        while len(os.listdir(tasks)) < 2:
            if self.process.poll() is not None:
                raise AssertionError("over before it could be stopped")
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = cls.scratch.name
        with open(os.path.join(cls.folder, "pod.yaml"), "w", encoding="utf-8") as file:
            file.write(POD.format(0))
        cls.many = os.path.join(cls.folder, "many")
        os.mkdir(cls.many)
        for name in range(40):
            with open(os.path.join(cls.many, f"{name}.yaml"), "w", encoding="utf-8") as file:
                file.writelines(POD.format(f"{name}-{i}") for i in range(40))

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()


class AtATerminal(Case):
    def is_coloured(self, *words, terminal=("stdout", "stderr"), **environment):
        run = Run("--no-config", *words, "pod.yaml", cwd=self.folder, terminal=terminal,
                  **environment)
        if "stdout" in terminal:
            text = run.shown()
        else:
            text = run.process.communicate(timeout=30)[0]
        run.close()
        self.assertIn(b"latest-tag", text)
        return b"\x1b[" in text

    def test_colour_on_a_terminal_and_not_in_a_pipe(self):
        self.assertTrue(self.is_coloured())
        self.assertFalse(self.is_coloured(terminal=["stderr"]))

    def test_no_colour_on_a_dumb_terminal(self):
        self.assertFalse(self.is_coloured(TERM="dumb"))

    def test_no_color_takes_it_away_unless_empty(self):
        self.assertFalse(self.is_coloured(NO_COLOR="1"))
        self.assertFalse(self.is_coloured(NO_COLOR="0"))
        self.assertTrue(self.is_coloured(NO_COLOR=""))

    def test_force_color_brings_it_unless_empty_or_0(self):
        for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
            self.assertTrue(self.is_coloured(terminal=["stderr"], **{name: "1"}), name)
            self.assertTrue(self.is_coloured(TERM="dumb", **{name: "1"}), name)
            self.assertFalse(self.is_coloured(terminal=["stderr"], **{name: "0"}), name)
            self.assertFalse(self.is_coloured(terminal=["stderr"], **{name: ""}), name)

    def test_no_color_wins_over_force_color(self):
        self.assertFalse(self.is_coloured(NO_COLOR="1", FORCE_COLOR="1", CLICOLOR_FORCE="1"))

    def test_the_flag_wins_over_everything(self):
        self.assertTrue(self.is_coloured("--color=always", terminal=["stderr"], NO_COLOR="1"))
        self.assertTrue(self.is_coloured("--color=always", TERM="dumb"))
        self.assertFalse(self.is_coloured("--color=never", FORCE_COLOR="1"))
        self.assertFalse(self.is_coloured("--no-color", FORCE_COLOR="1"))
        self.assertTrue(self.is_coloured("--color=auto"))
        self.assertFalse(self.is_coloured("--color=auto", NO_COLOR="1"))

    def test_stderr_has_colour_by_its_own_terminal(self):
        broken = os.path.join(self.folder, "broken.yaml")
        with open(broken, "w", encoding="utf-8") as file:
            file.write("imagess: []\n")
        for terminal, coloured in (("stderr", True), ("stdout", False)):
            run = Run("--config", broken, "pod.yaml", cwd=self.folder, terminal=[terminal])
            if terminal == "stderr":
                text = run.shown()
            else:
                text = run.process.communicate(timeout=30)[1]
            self.assertEqual(run.close(), 2)
            self.assertIn(b"imagess", text)
            self.assertEqual(b"\x1b[" in text, coloured, terminal)

    def test_a_short_run_shows_no_progress(self):
        run = Run("--no-config", "pod.yaml", cwd=self.folder, terminal=["stderr"])
        out = run.process.communicate(timeout=30)[0]
        self.assertEqual(run.shown(), b"")
        self.assertEqual(run.close(), 1)
        self.assertIn(b"latest-tag", out)

    def progress_at_last(self):
        """The same; on a busy machine a run may end before its watcher gets to speak."""
        for _ in range(10):
            text, report = self.progress()
            if text:
                break
        return text, report

    def progress(self, *words, **environment):
        """What a run of more than a second puts on the terminal of stderr, and its report."""
        run = Run("--no-config", "-j1", "-f", "json", *words, "many", cwd=self.folder,
                  terminal=["stderr"], **environment)
        if words or environment:
            time.sleep(0.05) # there is no thread to wait for
            run.process.send_signal(signal.SIGSTOP)
            time.sleep(1.1)
        else:
            run.stop_in_a_run(1.1)
        run.process.send_signal(signal.SIGCONT)
        report = run.process.communicate(timeout=60)[0]
        text = run.shown()
        run.close()
        return text, report

    @unittest.skipUnless(os.path.isdir("/proc/self/task"), "no /proc")
    def test_a_long_run_shows_progress_and_erases_it(self):
        text, report = self.progress_at_last()
        self.assertRegex(text, rb"podfit: (\d+ of \d+ files read|\d+ % (parsed|linted)) \.\.\.")
        self.assertTrue(text.endswith(b"\r\x1b[K"), text)
        plain = subprocess.run([podfit, "--no-config", "-j1", "-f", "json", "many"],
                               cwd=self.folder, stdout=subprocess.PIPE, check=False, timeout=60)
        self.assertEqual(report, plain.stdout)

    def test_no_progress_when_quiet_or_on_a_dumb_terminal(self):
        self.assertEqual(self.progress("-q")[0], b"")
        self.assertEqual(self.progress(TERM="dumb")[0], b"")

    @unittest.skipUnless(os.path.isdir("/proc/self/task"), "no /proc")
    def test_a_run_stops_at_its_timeout_and_says_so(self):
        run = Run("--no-config", "-j1", "-f", "json", "--timeout", "1", "many", cwd=self.folder,
                  terminal=["stderr"])
        run.stop_in_a_run(1.1)
        run.process.send_signal(signal.SIGCONT)
        report = run.process.communicate(timeout=60)[0]
        text = run.shown()
        self.assertEqual(run.close(), 3)
        self.assertRegex(report, rb'"errors":\[\{"kind":"limit","message":'
                         rb'"stopped after 1 s: \d+ of 40 files are not linted"\}\]')
        self.assertRegex(text, rb"podfit: stopped after 1 s: \d+ of 40 files are not linted")

    def test_a_timeout_that_does_not_come_changes_nothing(self):
        runs = [subprocess.run([podfit, "--no-config", "-f", "json", *more, "many"],
                               cwd=self.folder, stdout=subprocess.PIPE, check=False, timeout=60)
                for more in ([], ["--timeout=3600"])]
        self.assertEqual(runs[0].stdout, runs[1].stdout)
        self.assertEqual([run.returncode for run in runs], [1, 1])


class Help(unittest.TestCase):
    def text(self, *words):
        return subprocess.run([podfit, *words, "--help"], stdout=subprocess.PIPE, text=True,
                              env=BARE, timeout=60, check=True).stdout

    def test_it_fits_the_columns_of_a_terminal(self):
        overview = self.text()
        commands = re.findall(r"^  ([a-z]+) ", overview.split("\nBasics")[0], re.M)
        self.assertIn("baseline", commands)
        for text in (overview, *(self.text(command) for command in commands)):
            for line in text.split("\n"):
                self.assertLessEqual(len(line), 80, line)

    def test_the_overview_fits_60_lines(self):
        self.assertLessEqual(self.text().count("\n"), 60)


class Signals(Case):
    def test_a_reader_that_goes_ends_it_quietly(self):
        for ignored in (signal.SIG_DFL, signal.SIG_IGN):
            process = subprocess.Popen(
                [podfit, "--no-config", "many"], cwd=self.folder, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, restore_signals=False,
                preexec_fn=lambda how=ignored: signal.signal(signal.SIGPIPE, how))
            self.assertTrue(process.stdout.readline())
            process.stdout.close()
            self.assertEqual(process.stderr.read(), b"")
            process.stderr.close()
            self.assertEqual(process.wait(30), -signal.SIGPIPE)

    def test_a_refusal_takes_what_is_written_to_it(self):
        for words in (["--no-config", "--selct=all"], ["--config=missing.yaml"]):
            process = subprocess.Popen([podfit, *words, "-"], cwd=self.folder,
                                       stdin=subprocess.PIPE, stderr=subprocess.PIPE)
            process.stdin.write(b"# nothing\n" * 100000) # more than a pipe holds
            process.stdin.close()
            self.assertIn(b"podfit: ", process.stderr.read())
            process.stderr.close()
            self.assertEqual(process.wait(30), 2)

    def test_a_report_that_cannot_be_written_is_status_3(self):
        for redirection in (">/dev/full", ">&-"):
            done = subprocess.run(["sh", "-c", f'"$0" --no-config pod.yaml {redirection}', podfit],
                                  cwd=self.folder, stderr=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 3, redirection)
            self.assertIn(b"cannot write to standard output", done.stderr)

    @unittest.skipUnless(os.path.isdir("/proc/self/task"), "no /proc")
    def test_a_signal_clears_progress_and_is_what_it_dies_of(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for _ in range(10): # on a busy machine a run may end before the signal comes
                text, status = self.interrupted(number)
                if status == -number and text:
                    break
            self.assertEqual(status, -number)
            self.assertTrue(text.endswith(b"\r\x1b[K"), text)

    def interrupted(self, number):
        """What the terminal gets of a run that a signal ends once it shows progress."""
        run = Run("--no-config", "-j1", "-f", "none", "many", cwd=self.folder,
                  terminal=["stderr"])
        run.stop_in_a_run(1.1)
        run.process.send_signal(signal.SIGCONT)
        text = run.shown(until=b" ...")
        run.process.send_signal(number)
        text += run.shown()
        return text, run.close()

    def test_an_ignored_signal_stays_ignored(self):
        process = subprocess.Popen([podfit, "--no-config", "-q", "-f", "none", "many"],
                                   cwd=self.folder,
                                   preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
        time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(30), 1)

    def test_a_signal_leaves_no_half_written_file(self):
        for _ in range(20):
            with tempfile.TemporaryDirectory() as out:
                report = os.path.join(out, "report.json")
                process = subprocess.Popen([podfit, "--no-config", "-q", "-f", "none",
                                            "-o", f"json:{report}", "many"], cwd=self.folder)
                while not os.listdir(out) and process.poll() is None:
                    pass
                process.send_signal(signal.SIGINT)
                status = process.wait(30)
                left = os.listdir(out)
            if status == -signal.SIGINT and left != ["report.json"]:
                self.assertEqual(left, [])
                return
            self.assertEqual(left, ["report.json"])
        self.fail("the signal always came too late")

    def test_a_signal_leaves_no_colour_on_the_terminal(self):
        run = Run("--no-config", "many", cwd=self.folder)
        text = run.shown(until=b"latest-tag")
        run.process.send_signal(signal.SIGINT)
        text += run.shown()
        self.assertEqual(run.close(), -signal.SIGINT)
        self.assertTrue(text.endswith(b"\x1b[0m"), text[-80:])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
