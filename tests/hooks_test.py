#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The hooks, run by a real pre-commit on scratch repositories: hooks_test.py PODFIT ROOT

The hooks that build podfit do so once, in a copy of ROOT; the others use PODFIT.
"""

import os
import re
import subprocess
import sys
import threading
import time
import unittest

from habits import BAD, GOOD, Scratch, need, skip, write

PODFIT = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.abspath(sys.argv.pop(1))
need("git", "pre-commit")
try:
    import yaml
except ImportError:
    skip("python3-yaml not installed")

SCRATCH = Scratch(PODFIT)
MOVING_TAG = "uses a moving tag [latest-tag]"

POD_OF_API = """\
apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - {name: api, image: "ghcr.io/acme/api:1.2"}
"""

# Stands for the installed podfit and writes down how often it was called.
COUNTER = f"""\
#!/bin/sh
echo "$#" >>"$COUNT"
exec '{PODFIT}' "$@"
"""


def publish():
    """podfit's tree as the repository that hooks are fetched from."""
    clone = SCRATCH.checkout(ROOT, "podfit")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        code, out = SCRATCH.run("git", *command, cwd=clone)
        assert code == 0, out
    return clone, SCRATCH.run("git", "rev-parse", "HEAD", cwd=clone)[1].strip()


HOOKS, REV = publish()
with open(os.path.join(ROOT, ".pre-commit-hooks.yaml"), encoding="utf-8") as hooks_file:
    MANIFEST = {hook["id"]: hook for hook in yaml.safe_load(hooks_file)}


class Repository:
    """A user's repository whose files are all staged."""

    def __init__(self, name, files, *hooks):
        self.root = SCRATCH.path("users", name)
        for path, text in files.items():
            write(self.root, path, text=text)
        self.git("init", "-q")
        self.configure(*hooks)

    def configure(self, *hooks):
        config = {"repos": [{"repo": HOOKS, "rev": REV, "hooks": list(hooks)}]}
        write(self.root, ".pre-commit-config.yaml", text=yaml.safe_dump(config))
        self.git("add", "-A")

    def git(self, *args, **more):
        return SCRATCH.run("git", *args, cwd=self.root, **more)

    def run(self, *args, **more):
        return SCRATCH.run("pre-commit", "run", *args, cwd=self.root, **more)

    def commit(self):
        """Whether a commit of what is staged goes through, and what the user reads."""
        self.run_install()
        before = self.git("rev-parse", "-q", "--verify", "HEAD")[1]
        code, out = self.git("commit", "-m", "x")
        after = self.git("rev-parse", "-q", "--verify", "HEAD")[1]
        assert (code == 0) == (before != after), out
        return code == 0, out

    def run_install(self):
        code, out = SCRATCH.run("pre-commit", "install", cwd=self.root)
        assert code == 0, out


def each_file(n, text):
    """n manifests with names so long that no argument list holds all of them."""
    return {f"k8s/{'long/' * 45}{i:03}-{'x' * 60}.yaml": text for i in range(n)}


class InstalledPodfit(unittest.TestCase):
    def test_the_manifest_is_one(self):
        code, out = SCRATCH.run("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml",
                                cwd=ROOT)
        self.assertEqual((code, out), (0, ""))

    def test_the_readme_knows_the_hooks(self):
        with open(os.path.join(ROOT, "contrib", "README.md"), encoding="utf-8") as file:
            text = file.read()
        self.assertEqual(re.findall(r"^\| `(podfit[a-z-]*)` \|", text, re.M), list(MANIFEST))
        self.assertLessEqual(set(re.findall(r"- id: (\S+)", text)), set(MANIFEST))

    def test_options_of_the_readme(self):
        with open(os.path.join(ROOT, "contrib", "README.md"), encoding="utf-8") as file:
            (args,) = re.findall(r"args: (\[.*\])", file.read())
        repo = Repository("readme", {"a.yaml": BAD}, {"id": "podfit-system",
                                                      "args": yaml.safe_load(args)})
        code, out = repo.run()
        self.assertEqual((code, out.count(MOVING_TAG)), (1, 1), out)

    def test_try_repo_tells_good_from_bad(self):
        repo = Repository("try", {"a.yaml": BAD, "b.yaml": GOOD})
        for files, wanted in ((["a.yaml"], 1), (["b.yaml"], 0), (["a.yaml", "b.yaml"], 1)):
            code, out = SCRATCH.run("pre-commit", "try-repo", HOOKS, "podfit-system",
                                    "--files", *files, cwd=repo.root)
            self.assertEqual(code, wanted, out)
            self.assertEqual(out.count(MOVING_TAG), wanted, out)

    def test_takes_the_files_that_podfit_takes(self):
        names = ("a.yaml b.yml c.json .yaml Kustomization Dockerfile Dockerfile.prod "
                 "Dockerfile-prod api.Dockerfile api.dockerfile Containerfile Containerfile.x "
                 "Dockerfile.yaml README.md a.YAML Dockerfiles dockerfile a.yaml.tpl kustomization "
                 "x.eyaml Dockerfile.dockerignore Containerfile.containerignore .dockerignore "
                 "yaml").split()
        folder = SCRATCH.path("names")
        for name in names:
            write(folder, name, text="")
        _, listed = SCRATCH.run("podfit", "check", "--list-files", cwd=folder)
        hook = MANIFEST["podfit"]
        for prefix in ("", "a/b/"):
            taken = [name for name in names if re.search(hook["files"], prefix + name)
                     and not re.search(hook["exclude"], prefix + name)]
            self.assertEqual(sorted(taken), listed.split())
        for other in MANIFEST.values():
            if other.get("pass_filenames", True):
                self.assertEqual({k: other[k] for k in ("files", "exclude", "args")},
                                 {k: hook[k] for k in ("files", "exclude", "args")})

    def test_dockerfiles_without_a_tag_are_linted(self):
        files = {"Dockerfile-prod": "FROM\n", "api.dockerfile": "FROM\n", "Dockerfile": "FROM\n"}
        repo = Repository("dockerfiles", files, {"id": "podfit-system"})
        code, out = repo.run()
        self.assertEqual(code, 1, out)
        for name in files:
            self.assertIn(f"{name}:1:", out)

    def test_other_files_pass_in_silence(self):
        files = {"values.yaml": "a: b\n", "package.json": "{}\n", "empty.yaml": "",
                 "README.md": "a: b: c\n- `x` @y\n", "run.sh": "exit 1\n"}
        repo = Repository("others", files, {"id": "podfit-system", "files": "", "verbose": True})
        code, out = repo.run()
        self.assertEqual(code, 0, out)
        self.assertRegex(out, r"\Apodfit \(staged files\)\.+Passed\n- hook id: podfit-system\n"
                              r"(- duration: .*\n)?\n*\Z")

    def test_a_file_cannot_pose_as_an_option(self):
        repo = Repository("options", {"a.yaml": BAD, "--exclude=*.yaml": GOOD},
                          {"id": "podfit-system", "files": ""})
        code, out = repo.run()
        self.assertEqual(code, 1, out)
        self.assertIn(MOVING_TAG, out)

    def test_options_go_before_the_names(self):
        repo = Repository("args", {"a.yaml": BAD},
                          {"id": "podfit-system", "args": ["--ignore=latest-tag,schema", "--"]})
        code, out = repo.run()
        self.assertEqual(code, 1, out)
        self.assertNotIn(MOVING_TAG, out)
        repo.configure({"id": "podfit-system", "args": ["--exit-zero", "--"]})
        self.assertEqual(repo.run()[0], 0)

    def test_excludes_bind_staged_files(self):
        repo = Repository("excludes", {"vendor/a.yaml": BAD, "b.yaml": GOOD},
                          {"id": "podfit-system", "args": ["--exclude=vendor/**", "--"]})
        code, out = repo.run()
        self.assertEqual(code, 0, out)
        repo.configure({"id": "podfit-system"})
        self.assertEqual(repo.run()[0], 1)
        write(repo.root, ".podfit.yaml", text='exclude: ["vendor/**"]\n')
        self.assertEqual(repo.run("--all-files")[0], 0)

    def test_mistakes_in_the_configuration_block(self):
        repo = Repository("config", {"a.yaml": GOOD, ".podfit.yaml": "exclud: [vendor]\n"},
                          {"id": "podfit-system"}, {"id": "podfit-system-all"})
        code, out = repo.run()
        self.assertEqual(code, 1, out)
        self.assertEqual(out.count("- exit code: 2\n\n.podfit.yaml:1:1: error: "), 2, out)

    def test_five_hundred_files_are_split_and_all_linted(self):
        files = each_file(500, GOOD)
        first, last = min(files), max(files)
        files[first] = files[last] = BAD
        repo = Repository("many", files, {"id": "podfit-system"})
        counter, count = SCRATCH.path("counter"), SCRATCH.path("count")
        write(counter, "podfit", text=COUNTER, mode=0o755)
        env = {"COUNT": count, "PATH": f"{counter}:{SCRATCH.env['PATH']}"}
        code, out = repo.run(env=env)
        self.assertEqual(code, 1, out)
        with open(count, encoding="utf-8") as file:
            calls = [int(line) for line in file]
        self.assertGreater(len(calls), 1)
        # check, -q, --context=. and -- precede the names; the configuration is staged as well
        self.assertEqual(sum(calls) - 4 * len(calls), len(files) + 1)
        for path in (first, last):
            self.assertEqual(out.count(f"{path}:7:14: warning: "), 1, out)
        self.assertEqual(out.count(MOVING_TAG), 2)
        self.assertNotIn("nothing to lint", out)
        self.assertNotIn("no findings", out)

    def test_deleted_and_renamed_files(self):
        repo = Repository("moves", {"a.yaml": BAD, "b.yaml": GOOD})
        self.assertTrue(repo.commit()[0])
        repo.configure({"id": "podfit-system"})
        repo.git("mv", "a.yaml", "c.yaml")
        done, out = repo.commit()
        self.assertFalse(done, out)
        self.assertIn(f"c.yaml:7:14: warning: image `nginx:latest` of container `web` {MOVING_TAG}",
                      out)
        self.assertNotIn("a.yaml", out)
        repo.git("rm", "-qf", "c.yaml")
        self.assertTrue(repo.commit()[0])

    def test_what_is_not_staged_is_known(self):
        repo = Repository("known", {"api/Dockerfile": "FROM debian:12.5\nUSER 10001\n"})
        self.assertTrue(repo.commit()[0])
        repo.configure({"id": "podfit-system", "args": ["--select=run-as-root", "--"]})
        write(repo.root, "api.yaml", text=POD_OF_API)
        repo.git("add", "-A")
        done, out = repo.commit()
        self.assertTrue(done, out) # the image has a user
        write(repo.root, "api/Dockerfile", text="FROM debian:12.5\nUSER root\n")
        write(repo.root, "api.yaml", text=POD_OF_API + "# changed\n")
        repo.git("add", "-A")
        done, out = repo.commit()
        self.assertFalse(done, out)
        self.assertIn("run-as-root", out)

    def test_only_what_is_staged_is_linted(self):
        repo = Repository("staged", {"a.yaml": GOOD}, {"id": "podfit-system"})
        write(repo.root, "a.yaml", text=BAD)
        done, out = repo.commit()
        self.assertTrue(done, out)
        self.assertIn("a.yaml", repo.git("diff", "--name-only")[1])

    def test_the_whole_tree_is_linted_on_every_commit(self):
        repo = Repository("tree", {"a.yaml": BAD, "b.yaml": GOOD, "README.md": "x\n"})
        self.assertTrue(repo.commit()[0])
        repo.configure({"id": "podfit-system-all"})
        repo.git("rm", "-q", "b.yaml")
        done, out = repo.commit()
        self.assertFalse(done, out)
        self.assertIn("a.yaml:7:14: warning: ", out)
        self.assertRegex(out, r"\n4 findings: .* in 1 of 1 file ")
        repo.git("rm", "-qf", "a.yaml")
        done, out = repo.commit()
        self.assertTrue(done, out)

    def test_with_colour_findings_are_coloured_and_nothing_else_is_said(self):
        repo = Repository("colour", {"a.yaml": BAD, "b.yaml": GOOD},
                          {"id": "podfit-system", "args": ["--select=latest-tag", "--"]})
        plain = repo.run("--color=never")
        code, out = repo.run("--color=always", env={"TERM": "xterm"})
        self.assertEqual(code, 1)
        self.assertIn("\x1b[", out)
        bare = re.sub(r"\x1b\[[0-9;]*m", "", out).replace("\r\n", "\n")
        self.assertEqual(bare, plain[1])

    def test_a_run_that_could_not_finish_blocks(self):
        repo = Repository("unfinished", {"a.yaml": GOOD},
                          {"id": "podfit-system", "args": ["--selct=all", "--"]})
        code, out = repo.run()
        self.assertEqual(code, 1, out)
        self.assertIn("- exit code: 2", out)
        self.assertIn("unknown option '--selct'; did you mean '--select'?", out)


class BuiltPodfit(unittest.TestCase):
    @staticmethod
    def path_without(*programs):
        """A PATH that lacks programs, and where installing would leave a trace."""
        folder = SCRATCH.path("lacking")
        os.makedirs(folder, exist_ok=True)
        for source in SCRATCH.env["PATH"].split(":"):
            for name in os.listdir(source) if os.path.isdir(source) else []:
                target = os.path.join(folder, name)
                if name not in programs and not os.path.lexists(target):
                    os.symlink(os.path.join(source, name), target)
        for name in ("apt-get", "sudo"):
            path = os.path.join(folder, name)
            if os.path.lexists(path):
                os.unlink(path)
            write(path, text=f"#!/bin/sh\n: >'{SCRATCH.path('installed')}'\n", mode=0o755)
        return folder

    def test_missing_packages_are_named_and_not_installed(self):
        repo = Repository("missing", {"a.yaml": GOOD})
        env = {"PATH": self.path_without("ninja", "samu", "dnf", "apk", "brew")}
        code, out = SCRATCH.run("pre-commit", "try-repo", HOOKS, "podfit", "--all-files",
                                cwd=repo.root, env=env)
        self.assertEqual(code, 1, out)
        self.assertIn("- exit code: 2", out)
        self.assertIn("missing: ninja-build", out)
        self.assertIn("install with: sudo apt-get install -y --no-install-recommends ninja-build",
                      out)
        self.assertIn("use the hook podfit-system", out)
        self.assertFalse(os.path.exists(SCRATCH.path("installed")))

    def test_builds_once_for_all(self):
        bad = Repository("built bad", {"a.yaml": BAD}, {"id": "podfit"}, {"id": "podfit-all"})
        good = Repository("built good", {"a.yaml": GOOD}, {"id": "podfit"}, {"id": "podfit-all"})
        results = {}

        def commit(repo):
            results[repo] = repo.commit()

        # Fetching is serialised by pre-commit, building is not.
        self.assertEqual(SCRATCH.run("pre-commit", "install-hooks", cwd=bad.root)[0], 0)
        threads = [threading.Thread(target=commit, args=(repo,)) for repo in (bad, good)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertTrue(results[good][0], results[good][1])
        self.assertFalse(results[bad][0], results[bad][1])
        self.assertEqual(results[bad][1].count(MOVING_TAG), 2, results[bad][1])

        begin = time.monotonic()
        env = {"PATH": self.path_without("cmake", "ninja", "samu", "cc", "podfit")}
        code, out = good.run("--all-files", env=env)
        self.assertEqual(code, 0, out)
        self.assertLess(time.monotonic() - begin, 10)
        write(bad.root, "a.yaml", text=GOOD)
        bad.git("add", "-A")
        done, out = bad.commit()
        self.assertTrue(done, out)


if __name__ == "__main__":
    unittest.main()
