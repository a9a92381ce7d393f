"""Simpler rules, and a scanner, that answer the question of the labelled pairs: is access widened?"""

import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = ("Allow", '"*"', "0.0.0.0/0", "admin", "Admin", "public", "privileged", "true")
CHECKOV = "checkov==3.3.*"


def keyword(old, new):
    """One of a few words in a line, or between two commas, that was not there."""
    known = set(old.replace(",", "\n").split("\n"))
    return any(word in line for line in new.replace(",", "\n").split("\n") if line not in known for word in WORDS)


def broadening(old, new):
    """What 'cdk diff' marks as broadening, by its documentation: a statement that allows added, or one that denies removed.

    Our rendering of the rule for bare policies; it also looks at attached managed policies and at rules of security groups, of which
    these pairs have none. Statements are compared as they stand, whatever the order of their keys.
    """

    def by(effect, policy):
        listed = policy.get("Statement", [])
        listed = listed if isinstance(listed, list) else [listed]
        return {json.dumps(s, sort_keys=True) for s in listed if s.get("Effect") == effect}

    return bool(by("Allow", new) - by("Allow", old)) or bool(by("Deny", old) - by("Deny", new))


def as_terraform(policy):
    """An AWS policy as the resource that holds it, for a scanner that reads Terraform."""
    text = json.dumps(policy, indent=2).replace("${", "$${").replace("%{", "%%{")
    return f'resource "aws_iam_policy" "p" {{\n  name   = "p"\n  policy = <<EOF\n{text}\nEOF\n}}\n'


class Checkov:
    """A scanner of states, run on both sides: what passed and now fails widens, what failed and now passes narrows."""

    def __init__(self, program):
        self.program = program

    @staticmethod
    def find():
        """The scanner that is installed, or one of its own environment under .build; with a sentence where there is none."""
        if found := shutil.which("checkov"):
            return Checkov(found), None
        place = os.path.join(HERE, "..", "..", ".build", "peers")
        program = os.path.join(place, "bin", "checkov")
        if not os.path.exists(program):
            made = subprocess.run([sys.executable, "-m", "venv", place], capture_output=True)
            if made.returncode:
                return None, "skipped: no virtual environment can be made for checkov"
            install = [os.path.join(place, "bin", "pip"), "install", "--quiet", "--timeout", "10", "--retries", "1", CHECKOV]
            if subprocess.run(install, capture_output=True).returncode:
                return None, f"skipped: {CHECKOV} is not installed and cannot be"
        return Checkov(os.path.abspath(program)), None

    def directions(self, directory, pairs):
        """The direction of each (old, new), which are texts of Terraform."""
        before = self._scan(os.path.join(directory, "before"), [old for old, _ in pairs])
        after = self._scan(os.path.join(directory, "after"), [new for _, new in pairs])
        return [self._direction(before.get(n, {}), after.get(n, {})) for n in range(len(pairs))]

    @staticmethod
    def _direction(before, after):
        widens = any(passed and after.get(check) is False for check, passed in before.items())
        narrows = any(not passed and after.get(check) is True for check, passed in before.items())
        return "incomparable" if widens and narrows else "widened" if widens else "narrowed" if narrows else "equal"

    def _scan(self, directory, texts):
        """By number of the text and (check, resource), whether it passes; checks that are not about it are not there."""
        for number, text in enumerate(texts):
            os.makedirs(os.path.join(directory, f"p{number:04}"))
            with open(os.path.join(directory, f"p{number:04}", "main.tf"), "w", encoding="utf-8") as file:
                file.write(text)
        command = [
            self.program, "--directory", directory, "--framework", "terraform", "--output", "json", "--compact",
            "--skip-download", "--download-external-modules", "false", "--soft-fail",
        ]
        done = subprocess.run(command, capture_output=True, check=True, cwd=directory)
        results = json.loads(done.stdout)["results"]
        seen = {}
        for key, passed in (("passed_checks", True), ("failed_checks", False)):
            for result in results[key]:
                number = int(result["file_path"].lstrip("/").split("/")[0][1:])
                check = (result["check_id"], result["resource"])
                seen.setdefault(number, {})[check] = passed and seen.get(number, {}).get(check, True)
        return seen
