import html
import re
import subprocess
import sys

import msgspec
import pytest

from api.openapi import build_contract
from api.portal.code import ORIGIN
from api.portal.samples import ENCODED, FIRST_TARGET, SAMPLES
from tests.client import Client

PANEL = re.compile(r'<div class="panel"><h3>(.*?)</h3>(.*?)</div></div>', re.DOTALL)
CODE = re.compile(r"<pre[^>]*><code>(.*?)</code>", re.DOTALL)


def read_panels(client: Client) -> dict[str, list[str]]:
    """The code and the answer in each language, as they stand on the start page."""
    page = client.get("/", Accept="text/html").body.decode()
    return {
        language: [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in CODE.findall(panel)]
        for language, panel in PANEL.findall(page)
    }


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.rstrip("\n")


def test_the_page_shows_a_program_and_its_answer_in_each_language(shipped: Client) -> None:
    """What is shown is what stands in the code, and what the server answers."""
    panels = read_panels(shipped)
    answer = shipped.get(FIRST_TARGET).json()

    assert {language: code for language, (code, _) in panels.items()} == SAMPLES
    assert msgspec.json.decode(panels["curl"][1]) == answer
    printed = [f"{each['title']} ({each['design']})" for each in answer["data"]]
    assert len(printed) == 2
    assert all(panels[name][1].splitlines() == printed for name in SAMPLES if name != "curl")


@pytest.mark.enable_socket
def test_the_curl_command_answers_as_shown(shipped: Client, server: str) -> None:
    """Copied into a shell."""
    command, shown = read_panels(shipped)["curl"]

    answer = run("bash", "-c", command.replace("curl", "curl -s").replace(ORIGIN, server))

    assert msgspec.json.decode(answer) == msgspec.json.decode(shown)


@pytest.mark.enable_socket
def test_the_python_program_prints_what_is_shown(shipped: Client, server: str) -> None:
    """Run as it stands, with nothing installed."""
    program, shown = read_panels(shipped)["Python"]

    assert run(sys.executable, "-c", program.replace(ORIGIN, server)) == shown


@pytest.mark.parametrize("language", ["TypeScript", "Swift", "Kotlin", "Python"])
def test_programs_ask_for_the_same_and_read_what_is_promised(language: str) -> None:
    """The address is that of the first request, and the members are required ones."""
    program = SAMPLES[language]
    study = build_contract()["components"]["schemas"]["Study"]

    assert f"{ORIGIN}{ENCODED}" in program
    assert {"id", "title", "design"} <= set(study["required"])
    assert len(program.splitlines()) <= 20
