#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The completion scripts in the shells they are for: what a Tab makes of a line.

    completion_test.py SHELL PODFIT    exit 77 where there is no such shell
"""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

shell, podfit = sys.argv[1], os.path.abspath(sys.argv[2])

FILES = ["alpha.yaml", "beta dir/x.yaml", "out/report.sarif", "out/results.json", "Dockerfile.web"]


def run(*words, **more):
    return subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True, timeout=60,
                          **more).stdout


def listed(*words):
    return run(podfit, *words).split("\n")[:-1]


RULES = [line.split()[0] for line in listed("rules")]
# What the help of a command names, apart from what the table says elsewhere.
OPTIONS = {command: set(re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", run(podfit, command, "--help"), re.M))
           for command in ("check", "rules", "explain", "config", "init", "schema", "baseline")}


class Bash:
    """What the function that bash calls gives, words parted as Readline parts them."""

    SCRIPT = r"""
        [[ -z $BASH_COMPLETION ]] || . "$BASH_COMPLETION"
        . "$SCRIPT"
        compopt() { :; }
        COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_WORDS=() COMP_CWORD=-1
        rest=$LINE
        while [[ $rest =~ ^([[:blank:]]*)([=:]|[^[:blank:]=:]+)(.*)$ ]]; do
            COMP_WORDS[++COMP_CWORD]=${BASH_REMATCH[2]}
            rest=${BASH_REMATCH[3]}
        done
        [[ -z $rest ]] || COMP_WORDS[++COMP_CWORD]=
        word=${COMP_WORDS[COMP_CWORD]}
        [[ $word != [=:] ]] || word=
        _podfit podfit "$word" x
        printf '%s\n' "${COMPREPLY[@]}"
    """

    def __init__(self, folder, script, library=""):
        self.folder, self.script, self.library = folder, script, library

    def offers(self, line):
        out = run("bash", "--norc", "-c", self.SCRIPT, cwd=self.folder,
                  env={**os.environ, "SCRIPT": self.script, "LINE": line,
                       "BASH_COMPLETION": self.library})
        # Readline keeps what it has before the last character that breaks words.
        word = "" if line.endswith(" ") else line.split()[-1]
        kept = word[:max(word.rfind("="), word.rfind(":")) + 1]
        return {kept + offer: "" for offer in out.split("\n") if offer}


class Fish:
    def __init__(self, folder, script):
        self.folder, self.script = folder, script

    def offers(self, line):
        out = run("fish", "-N", "-c", 'source $argv[1]; complete -C "$argv[2]"', self.script, line,
                  cwd=self.folder)
        return dict(offer.partition("\t")[::2] for offer in out.split("\n") if offer)


class Terminal:
    """A shell at a terminal, typed at."""

    def __init__(self, words, folder, settings, ready):
        try:
            pid, self.fd = pty.fork()
        except OSError as error: # a container without /dev/pts
            raise unittest.SkipTest(f"no pseudo-terminal: {error}") from None
        if pid == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, {**os.environ, "TERM": "xterm", "COLUMNS": "200",
                                         "LINES": "200", **settings})
        self.pid = pid
        self.expect(ready)

    def send(self, text):
        os.write(self.fd, text.encode())

    def expect(self, mark, seconds=30):
        seen, end = "", time.monotonic() + seconds
        while mark not in seen:
            if not select.select([self.fd], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError(seen)
            seen += os.read(self.fd, 65536).decode(errors="replace")
        return seen

    def close(self):
        os.close(self.fd)
        os.waitpid(self.pid, 0)


class Zsh:
    """What compadd is given when Tab is pressed at a terminal."""

    RC = r"""
        PS1= ; unsetopt promptsp promptcr zle_bracketed_paste 2>/dev/null
        unset zle_bracketed_paste
        fpath=("$FOLDER/functions" $fpath)
        autoload -Uz compinit && compinit -u -d "$FOLDER/dump"
        compadd() {
            if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
                builtin compadd "$@"
                return
            fi
            local -a hits texts
            local i=${@[(i)-d]} last=${@[(i)(-|--)]} start= end=
            (( ${@[(i)-p]} < last )) && start=${@[${@[(i)-p]}+1]}
            (( ${@[(i)-S]} < last )) && end=${@[${@[(i)-S]}+1]}
            [[ $end != , ]] || end=
            if (( i < last )); then
                texts=("${(@P)@[i+1]}")
                builtin compadd -A hits -D texts "$@"
            else
                builtin compadd -A hits "$@"
            fi
            for ((i = 1; i <= $#hits; i++)); do
                print -r -- "$IPREFIX$start$hits[i]$end"$'\t'"${texts[i]}" >>"$FOLDER/offers"
            done
            builtin compadd "$@"
        }
        done-with-tab() { print -r -- "$BUFFER" >"$FOLDER/buffer"; print -n '<done>'; BUFFER=; }
        zle -N done-with-tab
        bindkey '^I' complete-word '^T' done-with-tab
        setopt noautomenu nolistambiguous
        LISTMAX=10000
        print '<ready>'
    """

    def __init__(self, folder, script):
        self.home = os.path.join(os.path.dirname(script), "home")
        os.makedirs(os.path.join(self.home, "functions"))
        shutil.copy(script, os.path.join(self.home, "functions/_podfit"))
        with open(os.path.join(self.home, ".zshrc"), "w", encoding="utf-8") as rc:
            rc.write(self.RC)
        self.terminal = Terminal(["zsh", "-d", "-i"], folder,
                                 {"ZDOTDIR": self.home, "FOLDER": self.home}, "<ready>\r\n")

    def type(self, line):
        """The line after a Tab."""
        offers = os.path.join(self.home, "offers")
        with open(offers, "w", encoding="utf-8"):
            pass
        self.terminal.send(line + "\t\x14")
        self.terminal.expect("<done>")
        with open(os.path.join(self.home, "buffer"), encoding="utf-8") as buffer:
            return buffer.read()[:-1]

    def offers(self, line):
        self.type(line)
        found = {}
        with open(os.path.join(self.home, "offers"), encoding="utf-8") as offers:
            for offer in offers.read().split("\n")[:-1]:
                name, _, text = offer.partition("\t")
                found[name] = text.partition("-- ")[2].strip()
        return found


class Completion(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = os.path.join(cls.scratch.name, "work")
        for name in FILES:
            path = os.path.join(cls.folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8"):
                pass
        cls.script = os.path.join(cls.scratch.name, "script")
        with open(cls.script, "w", encoding="utf-8") as script:
            script.write(run(podfit, "completion", shell))
        cls.shell = {"bash": Bash, "zsh": Zsh, "fish": Fish}[shell](cls.folder, cls.script)

    @classmethod
    def tearDownClass(cls):
        if shell == "zsh":
            cls.shell.terminal.close()
        cls.scratch.cleanup()

    def names(self, line):
        """Values without the option that fish and zsh put before them again."""
        word = "" if line.endswith(" ") else line.split()[-1]
        option = re.match(r"--[a-z-]+=|-[a-zA-Z](?=.)", word)
        start = option.group() if option else ""
        return {name[len(start):] if start and name.startswith(start) else name
                for name in self.shell.offers(line)}

    def offered(self, line, *wanted):
        self.assertEqual(self.names(line), set(wanted), line)

    def test_commands_stand_first(self):
        self.offered("podfit expl", "explain")
        self.assertLessEqual({"check", "rules", "alpha.yaml"}, self.names("podfit "))
        self.offered("podfit -f json expl", "explain")
        self.offered("podfit --config x expl", "explain")
        self.offered("podfit --config=x expl", "explain")
        self.offered("podfit -qf json expl", "explain")

    def test_commands_stand_nowhere_else(self):
        self.assertNotIn("explain", self.names("podfit check expl"))
        self.assertNotIn("explain", self.names("podfit alpha.yaml expl"))
        self.assertNotIn("explain", self.names("podfit -- expl"))

    def test_options_are_those_of_the_command(self):
        for command, options in OPTIONS.items():
            names = {name.rstrip("=") for name in self.names(f"podfit {command} --")}
            self.assertEqual({name for name in names if name.startswith("--")}, options, command)
        names = {name.rstrip("=") for name in self.names("podfit --")}
        self.assertEqual({name for name in names if name.startswith("--")}, OPTIONS["check"])

    def test_an_unambiguous_option_is_completed(self):
        self.assertEqual({n.rstrip("=") for n in self.names("podfit check --fo")}, {"--format"})

    def test_no_option_follows_two_dashes(self):
        self.assertFalse({n for n in self.names("podfit check -- --fo") if n.startswith("--")})

    def test_formats(self):
        for line in ("podfit --format j", "podfit --format=j", "podfit -f j", "podfit -fj",
                     "podfit check -qf j"):
            self.offered(line, "json", "jsonl", "junit")

    def test_lists_know_fewer_formats(self):
        self.offered("podfit rules --format ", "text", "json")
        self.offered("podfit config -f ", "text", "json")

    def test_words_of_other_options(self):
        self.offered("podfit --fail-on ", "error", "warning", "info", "never")
        self.offered("podfit --min-severity=", "error", "warning", "info")
        self.offered("podfit --color a", "auto", "always")
        self.offered("podfit --columns ", "codepoint", "utf16", "byte")
        self.offered("podfit --as k", "kubernetes")
        self.offered("podfit --kubernetes-version 1.2", "1.28", "1.29")

    def test_rules_and_sets_of_rules(self):
        names = self.names("podfit --select ")
        self.assertLessEqual(set(RULES) | {"all", "default", "security", "pss-restricted"}, names)
        self.assertFalse([name for name in names if "/" in name])
        self.offered("podfit --ignore latest-t", "latest-tag")

    def test_lists_go_on_after_a_comma(self):
        self.offered("podfit --select host-users,latest-t", "host-users,latest-tag")
        self.offered("podfit --select=security,latest-t", "security,latest-tag")
        self.offered("podfit -ia,latest-t", "a,latest-tag")
        self.offered("podfit --arch amd64,arm6", "amd64,arm64")

    def test_aliases_are_offered_once_one_is_begun(self):
        self.offered("podfit --select hadolint/DL306", *{
            alias for line in [run(podfit, "rules", "-f", "json")]
            for alias in re.findall(r'"(hadolint/DL306[^"]*)"', line)})

    def test_severity_of_a_rule(self):
        self.offered("podfit --severity latest-t", "latest-tag=")
        self.offered("podfit --severity latest-tag=", *(
            "latest-tag=" + level for level in ("error", "warning", "info", "off")))
        self.offered("podfit --severity=latest-tag=o", "latest-tag=off")

    def test_format_and_file(self):
        self.offered("podfit -o sar", "sarif:")
        self.offered("podfit -o sarif:out/rep", "sarif:out/report.sarif")
        self.offered("podfit --output=sarif:out/rep", "sarif:out/report.sarif")

    def test_source_of_an_image(self):
        self.offered("podfit --image nginx=Dock", "nginx=Dockerfile.web")
        self.offered("podfit --image registry.example.com:5000/a:1=Dock",
                     "registry.example.com:5000/a:1=Dockerfile.web")

    def test_files(self):
        self.offered("podfit --config al", "alpha.yaml")
        self.offered("podfit check al", "alpha.yaml")
        self.offered("podfit config al", "alpha.yaml")

    def test_files_of_options(self):
        for option in ("--config", "--baseline", "--changed-lines"):
            self.offered(f"podfit check {option} al", "alpha.yaml")
            self.offered(f"podfit check {option}=out/rep", "out/report.sarif")
        self.offered("podfit baseline write --baseline al", "alpha.yaml")
        self.offered("podfit baseline show --config al", "alpha.yaml")

    def words(self, line):
        return {name for name in self.names(line) if name[0] != "-"}

    def test_operands_of_other_commands(self):
        self.offered("podfit explain latest-t", "latest-tag")
        self.offered("podfit completion ", "bash", "zsh", "fish")
        self.offered("podfit schema ", "report", "config")
        self.offered("podfit schema rep", "report")
        self.offered("podfit rules --edition ", "2026")
        for command in ("version", "rules", "init"):
            self.assertFalse(self.words(f"podfit {command} "), command)

    def test_verbs_of_the_baseline_and_then_paths(self):
        self.offered("podfit baseline ", "write", "prune", "show")
        self.offered("podfit baseline --config x pr", "prune")
        self.offered("podfit baseline write al", "alpha.yaml")
        self.offered("podfit baseline prune alpha.yaml al", "alpha.yaml")
        self.assertNotIn("write", self.words("podfit baseline show "))
        self.offered("podfit baseline show -f ", "text", "json")

    def test_what_takes_one_word_is_offered_one(self):
        for line in ("podfit explain latest-tag ", "podfit schema report ",
                     "podfit completion -q bash ", "podfit help rules "):
            self.assertFalse(self.words(line), line)

    def test_every_offer_says_what_it_is(self):
        if shell == "bash":
            self.skipTest("bash shows no descriptions")
        self.assertEqual(self.shell.offers("podfit --format sar"), {"sarif": "for code scanning"})
        self.assertIn("list the rules", self.shell.offers("podfit ru")["rules"])
        title = [line for line in listed("rules") if line.startswith("latest-tag ")][0]
        text = self.shell.offers("podfit explain latest-t")["latest-tag"]
        self.assertTrue(title.endswith(text) and text, (title, text))

    def test_bash_completion_changes_nothing(self):
        library = "/usr/share/bash-completion/bash_completion"
        if shell != "bash" or not os.path.exists(library):
            self.skipTest("no bash-completion")
        other = Bash(self.folder, self.script, library)
        for line in ("podfit expl", "podfit --format=j", "podfit --severity latest-tag=o",
                     "podfit -o sarif:out/rep", "podfit --select a,latest-t"):
            self.assertEqual(other.offers(line), self.shell.offers(line), line)

    def test_a_tab_at_a_terminal(self):
        lines = {"podfit check --form": "podfit check --format",
                 "podfit --select security,latest-t": "podfit --select security,latest-tag",
                 "podfit --severity latest-t": "podfit --severity latest-tag=",
                 "podfit --severity latest-tag=o": "podfit --severity latest-tag=off",
                 "podfit -o sarif:out/rep": "podfit -o sarif:out/report.sarif",
                 "podfit --image a:1=Dock": "podfit --image a:1=Dockerfile.web"}
        if shell == "zsh":
            for line, wanted in lines.items():
                self.assertEqual(self.shell.type(line).rstrip(" =,"), wanted.rstrip("="))
        elif shell == "bash":
            terminal = Terminal(["bash", "--norc", "-i"], self.folder, {"PS1": ""}, "")
            terminal.send("bind 'set bell-style none'; . '%s'\n" % self.script)
            terminal.send("show() { printf '[%s]\\n' \"$READLINE_LINE\"; READLINE_LINE=; }; "
                          "bind -x '\"\\C-x\": show'; echo re''ady\n")
            terminal.expect("ready")
            for line, wanted in lines.items():
                terminal.send(line + "\t\x18")
                self.assertIn("[" + wanted, terminal.expect("]\r\n"))
            terminal.close()
        else:
            self.skipTest("`complete -C` is what fish does at a Tab")


if __name__ == "__main__":
    if not shutil.which(shell):
        print(f"skipped: there is no {shell}")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
