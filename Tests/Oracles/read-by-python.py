"""Reads JSON, YAML and TOML by Python's own libraries, for comparison.

usage: read-by-python.py DIRECTORY [BUNDLE]

Of every file DIRECTORY/NAME.(json|yaml|toml) writes DIRECTORY/NAME.EXT.expected; the files of a BUNDLE of
git are put there first. Each line of an expected file is one document in the form that `canonical` gives,
or `error` and a reason.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

import tomllib

try:
    import yaml
except ImportError:
    yaml = None

SUFFIXES = {"json": "json", "yml": "yaml", "yaml": "yaml", "toml": "toml"}
NUMBER = re.compile(
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"
)


class Number(str):
    pass


class Moment(str):
    pass


class Pairs(list):
    pass


def canonical(value):
    if value is None:
        return "~"
    if isinstance(value, bool):
        return "T" if value else "F"
    if isinstance(value, Number):
        return "#" + value
    if isinstance(value, Moment):
        return "@"
    if isinstance(value, str):
        return '"' + json.dumps(value)[1:-1] + '"'
    if isinstance(value, Pairs):
        return "{" + ",".join(json.dumps(k) + ":" + canonical(v) for k, v in value) + "}"
    return "[" + ",".join(map(canonical, value)) + "]"


def read_json(data):
    return [json.loads(
        data.decode("utf-8-sig"), parse_int=Number, parse_float=Number, parse_constant=reject,
        object_pairs_hook=distinct)]


def reject(name):
    raise ValueError("constant " + name)


def distinct(pairs):
    if len({k for k, _ in pairs}) < len(pairs):
        raise ValueError("duplicate key")
    return Pairs(pairs)


def read_toml(data):
    def value(node):
        if isinstance(node, dict):
            return Pairs((k, value(v)) for k, v in node.items())
        if isinstance(node, list):
            return [value(item) for item in node]
        if isinstance(node, (bool, str)):
            return node
        if isinstance(node, int):
            return Number(node)
        return Moment(node)

    class Float(Number):
        pass

    return [value(tomllib.loads(data.decode("utf-8-sig"), parse_float=Float))]


def read_yaml(data):
    loader = yaml.SafeLoader(data.decode("utf-8-sig"))
    documents = []
    while loader.check_node():
        documents.append(convert(loader.get_node()))
    return documents


def convert(node):
    if isinstance(node, yaml.SequenceNode):
        return [convert(item) for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        return scalar(node)
    own, merged = [], []
    for key, item in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise ValueError("complex key")
        if key.tag == "tag:yaml.org,2002:merge":
            maps = item.value if isinstance(item, yaml.SequenceNode) else [item]
            for part in maps:
                merged += convert(part)
        else:
            own.append((key.value, convert(item)))
    own = distinct(own)
    known = {k for k, _ in own}
    for key, item in merged:
        if key not in known:
            known.add(key)
            own.append((key, item))
    return own


def scalar(node):
    text = node.value
    if node.style is not None or node.tag.startswith("!"):
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    return Number(text) if NUMBER.fullmatch(text) else text


def unpack(bundle, directory):
    with tempfile.TemporaryDirectory() as scratch:
        run = lambda *words, **more: subprocess.run(
            ["git", "-C", scratch, *words], check=True, stdout=subprocess.PIPE, **more).stdout
        subprocess.run(["git", "clone", "-q", "--bare", bundle, scratch + "/r"], check=True)
        scratch += "/r"
        wanted = []
        for line in run("rev-list", "--objects", "--all").decode("utf-8", "surrogateescape").splitlines():
            name, _, path = line.partition(" ")
            suffix = SUFFIXES.get(path.rpartition(".")[2])
            if suffix:
                wanted.append((name, suffix))
        out = run("cat-file", "--batch", input="".join(n + "\n" for n, _ in wanted).encode())
        place = 0
        for name, suffix in wanted:
            end = out.index(b"\n", place)
            kind, size = out[place:end].split()[1:]
            data = out[end + 1:end + 1 + int(size)]
            place = end + 2 + int(size)
            if kind == b"blob":
                with open(f"{directory}/{name}.{suffix}", "wb") as file:
                    file.write(data)


def main(directory, *bundles):
    for bundle in bundles:
        unpack(bundle, directory)
    readers = {"json": read_json, "toml": read_toml}
    if yaml:
        readers["yaml"] = read_yaml
    for name in sorted(os.listdir(directory)):
        reader = readers.get(name.rpartition(".")[2])
        if not reader:
            continue
        with open(f"{directory}/{name}", "rb") as file:
            data = file.read()
        try:
            lines = [canonical(document) for document in reader(data)]
        except Exception as error:
            lines = ["error " + str(error).splitlines()[0]] if str(error) else ["error"]
        with open(f"{directory}/{name}.expected", "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)


main(*sys.argv[1:])
