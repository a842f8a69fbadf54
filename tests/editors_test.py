#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""contrib/, each piece in the program that it is for: editors_test.py PODFIT ROOT

A scratch folder full of mistakes in awkward places is linted; what matchers and editors
make of podfit's output must be what the JSON report says.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import unittest

from habits import BAD, GOOD, Scratch, write

PODFIT = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.abspath(sys.argv.pop(1))
CONTRIB = os.path.join(ROOT, "contrib")
SCRATCH = Scratch(PODFIT)
WORK = SCRATCH.path("work dir")

# Snippets, names and messages that look like findings, or like the gutter of one
POSING = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: "x.yaml:1:2: error: fake [latest-tag]"
      # y.yaml:3:4: warning: fake [latest-tag]
      image: nginx:latest # y.yaml:3:4: warning: fake [latest-tag]
nonsense: 1 # z.yaml:5:6: info: fake [latest-tag]
"""
EMOJI = """\
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
            - {name: GREETING, value: "caf\u00e9 \U0001f600", nonsense: "\U0001f600"}
"""
FILES = {
    "a.yaml": BAD, "emoji.yaml": EMOJI, "posing.yaml": POSING, "clean.yaml": GOOD,
    "with space/b c.yaml": BAD, "colon:3:4/x:9.yaml": BAD, "\u00fcn\u00ef/\U0001f600.yaml": BAD,
    "12|x.yaml": BAD, "a (1): b.yaml": BAD, "Dockerfile": "FROM nginx\nFROM\n",
    "broken.yaml": "apiVersion: v1\nkind: Pod\nmetadata: [\n",
    "tab.yaml": BAD.replace(": nginx", ":\tnginx"),
}
# A drive is part of the name; the colon behind it is no end of it.
WINDOWS = r"C:\k8s\w.yaml"


def setUpModule():
    for path, text in FILES.items():
        write(WORK, path, text=text)
    write(SCRATCH.path("windows"), WINDOWS, text=BAD)


def podfit(form, *args, cwd=WORK, select="all"):
    done = subprocess.run(
        [PODFIT, "check", "--no-config", "--select", select, "-f", form, *(args or ".")],
        cwd=cwd, env=SCRATCH.env, capture_output=True, check=False)
    return done.stdout.decode("utf-8")


def column(path, place, unit, cwd=WORK):
    """The column of a place of the JSON report, counted as a consumer counts."""
    with open(os.path.join(cwd, path), "rb") as file:
        head = file.read()[:place["offset"]]
    before = head[head.rfind(b"\n") + 1:]
    text = before.decode("utf-8")
    assert len(text) == place["column"] - 1
    return 1 + {"codepoint": len(text), "byte": len(before),
                "utf16": len(text.encode("utf-16-le")) // 2}[unit]


def findings(unit, *args, cwd=WORK):
    """(path, line, column, severity, message, rule) of each finding."""
    report = json.loads(podfit("json", *args, cwd=cwd))
    assert report["findings"]
    return [(f["path"], f["range"]["start"]["line"],
             column(f["path"], f["range"]["start"], unit, cwd),
             f["severity"], f["message"], f["rule"]) for f in report["findings"]]


def with_help(finding):
    """What an editor shows of it."""
    return finding["message"] + (f"\nhelp: {finding['help']}" if "help" in finding else "")


# Of a configuration with an entry that has ended, which is a finding in that file
ENDED = "\nignores: {entries: [{rule: latest-tag, paths: ['*.yaml'], until: 2020-01-01}]}\n"


def need(*programs):
    for name in programs:
        if not shutil.which(name):
            raise unittest.SkipTest(f"{name} is not installed")


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return file.read()


class Matchers(unittest.TestCase):
    """Regular expressions of problem matchers, over what podfit prints."""

    def replay(self, pattern, text, default=None):
        found = []
        for line in text.splitlines():
            match = re.search(pattern["regexp"], line, re.ASCII)
            if not match:
                continue
            group = {key: match[at] for key, at in pattern.items() if key != "regexp"}
            found.append((group["file"], int(group["line"]), int(group["column"]),
                          group.get("severity", default), group["message"], group.get("code")))
        return found

    def check_dialect(self, regexp):
        """Nothing that JavaScript or .NET's ECMAScript mode reads otherwise than Python."""
        self.assertIsNone(re.search(r"\(\?(?![:!=])|\\[pPAZzkGuxbB]|\\\d|[*+}]\+", regexp), regexp)
        self.assertTrue(regexp.startswith("^") and regexp.endswith("$"))

    def github(self, text):
        found = []
        for matcher in json.loads(read(CONTRIB, "github", "podfit-matcher.json"))["problemMatcher"]:
            (pattern,) = matcher["pattern"]
            self.check_dialect(pattern["regexp"])
            self.assertIn(matcher.get("severity"), (None, "notice"))
            found += self.replay(pattern, text, matcher.get("severity"))
        # The runner knows no `info`, and shows the message but not the code.
        names = {"error": "error", "warning": "warning", "notice": "info"}
        return [(file, line, col, names[severity], message)
                for file, line, col, severity, message, _ in found]

    def test_github(self):
        for args, cwd in (((), WORK), ((WINDOWS,), SCRATCH.path("windows")),
                          ((os.path.join(ROOT, "testdata/demo"),), WORK)):
            wanted = [(path, line, col, severity, f"{message} [{rule}]") for
                      path, line, col, severity, message, rule
                      in findings("codepoint", *args, cwd=cwd)]
            for form in ("concise", "text"):
                found = self.github(podfit(form, *args, cwd=cwd))
                self.assertEqual(sorted(found), sorted(wanted))

    def test_input_poses_as_findings(self):
        text = podfit("text", "posing.yaml")
        self.assertRegex(text, r"(?m)^11 \| .*: info: fake \[latest-tag\]$")
        self.assertRegex(text, r"(?m)^10 \| .*: warning: fake \[latest-tag\]$")
        self.assertRegex(text, r"(?m)^ 9 \| .*: warning: fake \[latest-tag\]$")

    def test_github_owners_differ(self):
        matchers = json.loads(read(CONTRIB, "github", "podfit-matcher.json"))["problemMatcher"]
        self.assertEqual(len({m["owner"].lower() for m in matchers}), len(matchers))

    def test_github_leaves_other_programs_alone(self):
        self.assertEqual(self.github("a.c:1:2: warning: unused variable 'x' [-Wunused-variable]\n"
                                     "a.c:1:2: error: expected ';'\n"), [])

    def tasks(self):
        tasks = json.loads(read(CONTRIB, "vscode", "tasks.json"))["tasks"]
        self.assertEqual(len({task["label"] for task in tasks}), len(tasks))
        return tasks

    def test_vscode(self):
        for task in self.tasks():
            matcher = task["problemMatcher"]
            self.check_dialect(matcher["pattern"]["regexp"])
            args = [arg.replace("${file}", os.path.join(WORK, "emoji.yaml"))
                    for arg in task["args"]]
            code, out = SCRATCH.run(task["command"], *args, cwd=WORK)
            self.assertEqual(code, 1, out)
            found = self.replay(matcher["pattern"], out)
            self.assertEqual(len(found), len(out.splitlines()))
            self.assertLessEqual(set(found), set(findings("utf16")))

    def test_vscode_on_both_formats(self):
        pattern = self.tasks()[0]["problemMatcher"]["pattern"]
        for args, cwd in (((), WORK), ((WINDOWS,), SCRATCH.path("windows"))):
            for form in ("concise", "text"):
                text = podfit(form, "--columns=utf16", *(args or "."), cwd=cwd)
                self.assertEqual(self.replay(pattern, text), findings("utf16", *args, cwd=cwd))

    def test_vscode_shows_mistakes_in_the_configuration(self):
        folder = SCRATCH.path("config")
        write(folder, ".podfit.yaml", text="nonsense: 1\n")
        task = self.tasks()[0]
        code, out = SCRATCH.run(task["command"], *task["args"], cwd=folder)
        self.assertEqual(code, 2)
        ((file, line, _, severity, message, rule),) = self.replay(
            task["problemMatcher"]["pattern"], out)
        self.assertEqual((file, line, severity, rule), (".podfit.yaml", 1, "error", None))
        self.assertIn("nonsense", message)


class Vim(unittest.TestCase):
    program = ["vim", "-es", "-N"]

    def setUp(self):
        need(self.program[0])

    def quickfix(self, *commands, cwd=WORK):
        """The entries of the quickfix list with a place, and the text of the others."""
        out = SCRATCH.path("quickfix.json")
        items = ("map(getqflist(), 'extend(v:val, {\"name\": bufname(v:val.bufnr)})')")
        code, said = SCRATCH.run(
            *self.program, "-u", "NONE", "-i", "NONE", "--cmd", f"set rtp^={CONTRIB}/vim",
            "-c", "set encoding=utf-8", "-c", "compiler podfit",
            *(arg for command in commands for arg in ("-c", command)),
            "-c", f"call writefile([json_encode({items})], '{out}')", "-c", "qa!", cwd=cwd)
        self.assertEqual(code, 0, said)
        entries = json.loads(read(out))
        return ([(e["name"], e["lnum"], e["col"], e["type"], e["text"]) for e in entries
                 if e["bufnr"]], [e["text"] for e in entries if not e["bufnr"]])

    def wanted(self, *args, cwd=WORK):
        return [(path, line, col, severity[0], f"{message} [{rule}]") for
                path, line, col, severity, message, rule in findings("byte", *args, cwd=cwd)]

    def test_errorformat(self):
        for form in ("concise", "text"):
            text = podfit(form, "--columns=byte", ".")
            record = write(SCRATCH.path(form), text=text)
            found, rest = self.quickfix(f"cgetfile {record}")
            self.assertEqual(found, self.wanted())
            self.assertEqual(rest, [])

    def test_a_drive_is_part_of_the_name(self):
        cwd = SCRATCH.path("windows")
        record = write(SCRATCH.path("drive"), text=podfit("text", "--columns=byte", ".", cwd=cwd))
        found, rest = self.quickfix(f"cgetfile {record}", cwd=cwd)
        self.assertEqual((found, rest), (self.wanted(cwd=cwd), []))

    def test_bytes_are_counted(self):
        wanted = [entry for entry in self.wanted() if entry[0] == "emoji.yaml"]
        nonsense = EMOJI.splitlines()[5].encode().index(b"nonsense") + 1
        self.assertIn((6, nonsense), [(line, col) for _, line, col, _, _ in wanted])

    def test_make(self):
        found, rest = self.quickfix("silent make! a.yaml emoji.yaml")
        self.assertEqual(rest, [])
        self.assertIn(("a.yaml", 7, 14, "w"), [entry[:4] for entry in found])
        self.assertEqual({entry[0] for entry in found}, {"a.yaml", "emoji.yaml"})
        self.assertLessEqual(set(found), set(self.wanted()))

    def test_make_again_from_where_it_jumps_to(self):
        """Not `make!`: the first finding is in another buffer, and podfit is run there, too."""
        out = SCRATCH.path("makeprg")
        code, said = SCRATCH.run(
            *self.program, "-u", "NONE", "-i", "NONE", "--cmd", f"set rtp^={CONTRIB}/vim",
            "-c", "set hidden", "-c", "edit clean.yaml", "-c", "compiler! podfit",
            "-c", "silent make a.yaml", "-c", "silent make emoji.yaml",
            "-c", f"call writefile([bufname(getqflist()[0].bufnr), &makeprg], '{out}')",
            "-c", "qa!", cwd=WORK)
        self.assertEqual(code, 0, said)
        name, makeprg = read(out).splitlines()
        self.assertEqual(name, "emoji.yaml")
        self.assertRegex(makeprg, "^podfit ")

    def test_make_without_findings(self):
        self.assertEqual(self.quickfix("silent make! clean.yaml"), ([], []))

    def test_make_shows_what_kept_podfit_from_its_work(self):
        found, rest = self.quickfix("silent make! --frmat a.yaml")
        self.assertEqual(found, [])
        self.assertEqual(rest, ["podfit: unknown option '--frmat'; did you mean '--format'?"])
        cwd = SCRATCH.path("config vim")
        write(cwd, ".podfit.yaml", text="nonsense: 1\n")
        found, rest = self.quickfix("silent make!", cwd=cwd)
        self.assertEqual([entry[:4] for entry in found], [(".podfit.yaml", 1, 1, "e")])
        self.assertEqual(rest, [])


class Neovim(Vim):
    program = ["nvim", "--headless", "-es"]

    LINT = """\
vim.opt.rtp:prepend('{contrib}/nvim')
local linter = require('lint.linters.podfit')
vim.cmd('silent edit ' .. vim.fn.fnameescape('{file}'))
local args = {{ linter.cmd }}
for _, arg in ipairs(linter.args) do
  table.insert(args, type(arg) == 'function' and arg() or arg)
end
local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\\n') .. '\\n'
local command = {{ 'sh', '-c', 'exec "$@" 2>/dev/null', 'sh', unpack(args) }}
local output = table.concat(vim.fn.systemlist(command, text), '\\n')
local found = linter.parser(output, vim.api.nvim_get_current_buf(), vim.fn.getcwd())
-- As nvim-lint does; what Neovim cannot show it refuses here.
vim.diagnostic.set(vim.api.nvim_create_namespace('podfit'), 0, found)
vim.fn.writefile({{ vim.json.encode(#found > 0 and found or vim.empty_dict()) }}, '{out}')
"""

    def lint(self, file, cwd=WORK):
        out = SCRATCH.path("lint.json")
        script = write(SCRATCH.path("lint.lua"), text=self.LINT.format(
            contrib=CONTRIB, file=file, out=out))
        code, said = SCRATCH.run("nvim", "--headless", "-u", "NONE", "-i", "NONE",
                                 "-c", f"luafile {script}", "-c", "qa!", cwd=cwd)
        self.assertEqual((code, said.strip()), (0, ""))
        return json.loads(read(out))

    def test_nvim_lint(self):
        rank = {1: "error", 2: "warning", 3: "info"}
        for name in ("a.yaml", "emoji.yaml", "posing.yaml", "with space/b c.yaml", "Dockerfile"):
            report = json.loads(podfit("json", "--", name, select="default"))
            wanted = [(f["range"]["start"]["line"] - 1,
                       column(name, f["range"]["start"], "byte") - 1,
                       f["range"]["end"]["line"] - 1, column(name, f["range"]["end"], "byte") - 1,
                       f["severity"], with_help(f), f["rule"]) for f in report["findings"]]
            self.assertTrue(wanted, name)
            found = [(d["lnum"], d["col"], d["end_lnum"], d["end_col"], rank[d["severity"]],
                      d["message"], d["code"]) for d in self.lint(name)]
            self.assertEqual(found, wanted, name)

    def test_nvim_lint_without_findings(self):
        self.assertEqual(self.lint("clean.yaml"), {})

    def test_nvim_lint_shows_findings_of_the_buffer_alone(self):
        cwd = SCRATCH.path("other nvim")
        write(cwd, ".podfit.yaml", text=ENDED)
        write(cwd, "a.yaml", text=GOOD)
        write(cwd, "sub/b.yaml", text=BAD)
        write(cwd, "bad.yaml", text=BAD)
        report = SCRATCH.run("podfit", "-f", "concise", "bad.yaml", cwd=cwd)[1]
        self.assertRegex(report, r"^\.podfit\.yaml:2:.*unused-suppression")
        self.assertNotIn("unused-suppression",
                         [d["code"] for d in self.lint("bad.yaml", cwd=cwd)])
        self.assertIn("latest-tag", [d["code"] for d in self.lint("sub/b.yaml", cwd=cwd)])
        write(cwd, "sub/x/c.yaml", text=GOOD)
        self.assertIn("latest-tag", [
            d["code"] for d in self.lint("../b.yaml", cwd=os.path.join(cwd, "sub/x"))])

    def test_nvim_lint_shows_mistakes_in_the_configuration(self):
        cwd = SCRATCH.path("config nvim")
        write(cwd, ".podfit.yaml", text="nonsense: 1\n")
        write(cwd, "a.yaml", text=GOOD)
        (found,) = self.lint("a.yaml", cwd=cwd)
        self.assertEqual((found["lnum"], found["col"], found["severity"]), (0, 0, 1))
        self.assertRegex(found["message"], r"^\.podfit\.yaml:1: .*nonsense")


class Emacs(unittest.TestCase):
    # flycheck-buffer returns at once, and the checker's process needs a loop to be read.
    CHECK = """\
(package-initialize)
(setq load-prefer-newer t)
(add-to-list 'load-path "{contrib}/emacs")
(require 'flycheck-podfit)
(flycheck-podfit-setup)
(define-derived-mode yaml-mode text-mode "YAML")
(define-derived-mode dockerfile-mode text-mode "Dockerfile")
(setq flycheck-check-syntax-automatically nil suspicious nil)
(advice-add 'lwarn :before
            (lambda (_type level message &rest args)
              (setq suspicious (apply #'format message args))))
(defun check (file)
  (find-file file)
  (if (string-match-p "Dockerfile" file) (dockerfile-mode) (yaml-mode))
  {edit}
  (flycheck-mode)
  (flycheck-buffer)
  (with-timeout (20 (error "no answer"))
    (while (flycheck-running-p) (accept-process-output nil 0.02)))
  (vector (symbol-name flycheck-last-status-change)
        (vconcat (mapcar (lambda (e)
                  (vector (and (flycheck-error-filename e)
                             (file-relative-name (flycheck-error-filename e) "{cwd}"))
                        (flycheck-error-line e) (flycheck-error-column e)
                        (flycheck-error-end-line e) (flycheck-error-end-column e)
                        (symbol-name (flycheck-error-level e))
                        (substring-no-properties (flycheck-error-message e))
                        (flycheck-error-id e)))
                flycheck-current-errors))
        suspicious))
(require 'json)
(let ((coding-system-for-write 'utf-8))
  (with-temp-file "{out}"
    (insert (json-encode (save-current-buffer (check "{file}"))))))
"""

    @classmethod
    def setUpClass(cls):
        need("emacs")
        code, _ = SCRATCH.run("emacs", "--batch", "-f", "package-initialize", "-l", "flycheck")
        if code:
            raise unittest.SkipTest("elpa-flycheck is not installed")

    def check(self, file, cwd=WORK, edit=""):
        out = SCRATCH.path("flycheck.json")
        script = write(SCRATCH.path("check.el"), text=self.CHECK.format(
            contrib=CONTRIB, file=os.path.join(cwd, file), cwd=cwd, out=out, edit=edit))
        code, said = SCRATCH.run("emacs", "--batch", "-l", script, cwd=cwd)
        self.assertEqual(code, 0, said)
        status, errors, suspicious = json.loads(read(out))
        self.assertIsNone(suspicious, said)
        self.assertEqual(status, "finished", said)
        return [tuple(error) for error in errors or []]

    def wanted(self, name):
        report = json.loads(podfit("json", "--", name, select="default"))
        return [(name, f["range"]["start"]["line"], f["range"]["start"]["column"],
                 f["range"]["end"]["line"], f["range"]["end"]["column"], f["severity"],
                 with_help(f), f["rule"]) for f in report["findings"]]

    def test_findings(self):
        for name in ("a.yaml", "emoji.yaml", "posing.yaml", "with space/b c.yaml", "Dockerfile"):
            wanted = self.wanted(name)
            self.assertTrue(wanted)
            self.assertEqual(sorted(self.check(name)), sorted(wanted))

    def test_no_findings(self):
        self.assertEqual(self.check("clean.yaml"), [])

    def test_what_is_not_saved_is_linted(self):
        edit = '(insert "nonsense: 1\\n")'
        rules = [(error[1], error[7]) for error in self.check("clean.yaml", edit=edit)]
        self.assertEqual(rules, [(1, "unknown-field")])

    def test_mistakes_in_the_configuration(self):
        cwd = SCRATCH.path("config emacs")
        write(cwd, ".podfit.yaml", text="\nnonsense: 1\n")
        write(cwd, "a.yaml", text=GOOD)
        ((file, line, _, _, _, level, message, rule),) = self.check("a.yaml", cwd=cwd)
        self.assertEqual((file, line, level, rule), (".podfit.yaml", 2, "error", None))
        self.assertIn("nonsense", message)

    def test_explains(self):
        error = "(flycheck-error-new-at 1 1 'error \"m\" :id \"latest-tag\")"
        target = SCRATCH.path("page")
        code, out = SCRATCH.run(
            "emacs", "--batch", "-f", "package-initialize", "-L", f"{CONTRIB}/emacs", "-l",
            "flycheck-podfit", "--eval",
            f"(write-region (flycheck-podfit--explain {error}) nil \"{target}\")")
        self.assertEqual(code, 0, out)
        self.assertEqual((0, read(target)), SCRATCH.run("podfit", "explain", "latest-tag"))

    def test_compiles_without_a_warning(self):
        target = shutil.copy(os.path.join(CONTRIB, "emacs", "flycheck-podfit.el"), SCRATCH.root)
        code, out = SCRATCH.run("emacs", "--batch", "-f", "package-initialize", "--eval",
                                "(setq byte-compile-error-on-warn t)",
                                "-f", "batch-byte-compile", target)
        self.assertEqual(code, 0, out)


class Snippets(unittest.TestCase):
    def load(self, name):
        try:
            import yaml
        except ImportError:
            raise unittest.SkipTest("python3-yaml is not installed") from None
        return yaml.safe_load(read(CONTRIB, "ci", name))

    def test_gitlab(self):
        job = self.load("gitlab-ci.yml")["podfit"]
        cwd = SCRATCH.path("gitlab")
        write(cwd, "a.yaml", text=BAD)
        code, out = SCRATCH.run("sh", "-ec", "\n".join(job["script"]), cwd=cwd)
        self.assertEqual(code, 1, out)
        report = json.loads(read(cwd, job["artifacts"]["reports"]["codequality"]))
        self.assertIn("latest-tag", [entry["check_name"] for entry in report])

    def test_code_scanning(self):
        steps = self.load("github-code-scanning.yml")["jobs"]["podfit"]["steps"]
        _, lint, upload = steps
        self.assertEqual(lint["with"]["sarif"], upload["with"]["sarif_file"])
        self.assertIn(f"hashFiles('{lint['with']['sarif']}')", upload["if"])
        action = read(ROOT, "action.yml")
        for name in lint["with"]:
            self.assertIn(f"\n  {name}:\n", action)


if __name__ == "__main__":
    unittest.main()
