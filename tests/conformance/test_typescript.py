import json
from pathlib import Path

import pytest

from tests.client import Client
from tests.conformance.clients import CLIENTS, CONTRACT, PROGRAMS, command, expected, starter_ends
from tests.conformance.replicas import check, follow
from tests.contract.tools import NODE_MODULES, node_tool, program, run

pytestmark = pytest.mark.enable_socket

SETTINGS = {
    "compilerOptions": {
        "target": "es2022",
        "module": "nodenext",
        "strict": True,
        "noUncheckedIndexedAccess": True,
        "skipLibCheck": True,
        "types": ["node"],
        "outDir": "out",
    },
    "include": ["*.ts", "hey/**/*.ts"],
}
HEY = """export default {
  input: %s,
  output: { path: "hey", module: { extension: ".js" } },
  logs: { file: false },
};
"""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both clients, the starter and the programs, compiled together: a compiler starts slowly."""
    folder = tmp_path_factory.mktemp("typescript")
    made = [
        run(node_tool("openapi-typescript"), *command("openapi-typescript"), cwd=folder),
    ]
    (folder / "hey.config.mjs").write_text(HEY % json.dumps(str(CONTRACT)))
    made.append(run(node_tool("openapi-ts"), "-f", "hey.config.mjs", cwd=folder))
    (folder / "node_modules").symlink_to(NODE_MODULES)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "tsconfig.json").write_text(json.dumps(SETTINGS))
    for source in (*PROGRAMS.glob("*.ts"), *(CLIENTS / "typescript").glob("*.ts")):
        (folder / source.name).write_text(source.read_text())
    made.append(run(node_tool("tsc"), "-p", ".", cwd=folder))
    assert [each.stdout + each.stderr for each in made if each.returncode] == []
    return folder / "out"


@pytest.mark.parametrize("name", ["fetch", "hey"])
def test_client_reads_everything(name: str, compiled: Path, server: str, shipped: Client) -> None:
    """Every type, a list across pages, an include, a search, a problem, a 304: all typed."""
    node = program("node", "install Node.js 20 or newer")

    result = run(node, compiled / f"{name}.js", server)

    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == expected(shipped)


def test_starter_runs(compiled: Path, server: str, shipped: Client) -> None:
    """What a developer copies first prints an article, and then costs nothing."""
    result = run("node", compiled / "starter.js", server)

    assert result.returncode == 0, result.stderr
    assert all(words in result.stdout for words in starter_ends(shipped))
    assert result.stdout.endswith("Asked again: 304\n")


def test_a_copy_is_held_and_proved(compiled: Path, tmp_path: Path) -> None:
    """Through three releases with an edit, a new slug and a withdrawal."""
    printed = follow(
        lambda address, copy: run("node", compiled / "replica.js", address, copy), tmp_path
    )

    check(printed)


def test_problems_are_one_type(compiled: Path) -> None:
    """Codes are narrowed for validators; a client has one type for all that can go wrong."""
    types = (compiled.parent / "hey" / "types.gen.ts").read_text()

    assert types.count("export type Problem = ") == 1
    assert "404: Problem;" in types
    assert "200: TopicDocument;" in types
