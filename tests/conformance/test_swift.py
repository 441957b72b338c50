import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.clients import CLIENTS
from tests.conformance.generator import generate
from tests.contract.tools import need

STARTER = CLIENTS / "swift" / "Starter.swift"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated package."""
    return generate("swift6", tmp_path_factory.mktemp("swift")) / "swift" / "Sources" / "Acupoint"


def parse(path: Path) -> Any:
    """Parse a file of Swift; no package carries a compiler of it."""
    need(find_spec("tree_sitter_swift"), "tree-sitter-swift", 'run "make check"')
    import tree_sitter  # noqa: PLC0415 (needed by this test only)
    import tree_sitter_swift  # noqa: PLC0415

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_swift.language()))
    return parser.parse(path.read_bytes()).root_node


def cases(text: str) -> set[str]:
    """The cases of an enumeration."""
    return set(re.findall(r"^    case (\w+)", text, re.MULTILINE))


def test_unions_are_enums(source: Path) -> None:
    """A `switch` over the blocks of a text is complete, and a later type is a case of its own."""
    for name, count in (("Block", 9), ("Inline", 4), ("TextBlock", 2)):
        text = (source / "Models" / f"{name}.swift").read_text()

        assert f"public enum {name}: Sendable, Codable, Hashable {{" in text
        assert len(cases(text)) == count + 1
        assert "unknownDefaultOpenApi" in cases(text)


def test_documents_are_exact(source: Path) -> None:
    """What is always there is no optional, and no model is an open map."""
    article = (source / "Models" / "Article.swift").read_text()
    models = "".join(path.read_text() for path in (source / "Models").glob("*.swift"))

    assert "public var title: String\n" in article
    assert "public var publishedAt: Date\n" in article
    assert "additionalProperties" not in models
    assert "extension Block: Identifiable" not in models


def test_everything_parses(source: Path) -> None:
    """What is generated from the contract is Swift, and so is the starter."""
    generated = [*(source / "Models").glob("*.swift"), *(source / "APIs").glob("*.swift")]

    wrong = [path.name for path in [*generated, STARTER] if parse(path).has_error]

    assert len(generated) > 80
    assert wrong == []


def test_starter_names_what_there_is(source: Path) -> None:
    """The starter's switches have the cases of the generated enumerations, all of them."""
    starter = STARTER.read_text()
    for name, start in (("Inline", "switch run"), ("Block", "func show(_ block: Block)")):
        generated = (source / "Models" / f"{name}.swift").read_text()
        body = starter[starter.index(start) :]
        switch = body[: body.index("\n}\n")]

        assert set(re.findall(r"case \.(\w+)", switch)) == cases(generated)
    assert (
        "class func getArticle(key: String, include:"
        in (source / "APIs" / "ArticlesAPI.swift").read_text()
    )
