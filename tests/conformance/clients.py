"""Clients as openapi/clients/README.md says that they are made, and what they must find."""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from api.resources import RESOURCES
from tests.client import Client
from tests.conftest import ROOT

CLIENTS = ROOT / "openapi" / "clients"
CONTRACT = ROOT / "openapi" / "v1.json"
PROGRAMS = ROOT / "tests" / "conformance" / "programs"
README = (CLIENTS / "README.md").read_text(encoding="utf-8")
TOOLS = Path(sys.executable).parent


def command(tool: str, which: str = "") -> list[str]:
    """Find the command that generates a client, as the README has it, without the tool's name."""
    lines = re.findall(rf"^(?:npx )?{tool} (.*{which}.*)$", README, re.MULTILINE)
    assert len(lines) == 1, f"openapi/clients/README.md has {len(lines)} such commands"
    return [str(ROOT / part) if part.startswith("openapi/") else part for part in lines[0].split()]


def expected(client: Client) -> dict[str, Any]:
    """What every client prints, found out without one."""
    types = [
        client.get(f"{resource.type.path}?limit=1").json()["data"][0]["slug"]
        for resource in RESOURCES
    ]
    listed = client.get("/v1/sections?limit=100&filter[level][gte]=2&sort=-word_count").json()
    address = f"/v1/articles/{types[0]}?include=sections,references.studies"
    included = client.get(address).json()["included"]
    return {
        "types": types,
        "walked": [each["slug"] for each in listed["data"]],
        "included": [[name, len(each)] for name, each in included.items()],
        "blocks": Counter(
            block["type"] for section in included["sections"] for block in section["blocks"]
        ),
        "titled": True,
        "found": "low-back-pain",
        "error": [404, "document-not-found"],
        "again": 304,
    }


def starter_ends(client: Client) -> list[str]:
    """The first and last words of what every starter prints."""
    article = client.get("/v1/articles/your-first-acupuncture-session").json()["data"]
    return [article["title"], article["outline"][-1]["heading"]]
