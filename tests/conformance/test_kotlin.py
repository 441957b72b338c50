import os
import re
from pathlib import Path

import pytest

from tests.client import Client
from tests.conformance.clients import CLIENTS, starter_ends
from tests.conformance.generator import compile_kotlin, generate
from tests.contract.tools import run

pytestmark = pytest.mark.enable_socket

PLACE = Path("kotlin") / "src" / "main" / "kotlin" / "acupoint"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated package."""
    return generate("kotlin", tmp_path_factory.mktemp("kotlin")) / PLACE


def test_unions_are_sealed_interfaces(source: Path) -> None:
    """A `when` over the blocks of a text is complete, or does not compile."""
    for name, count in (("Block", 9), ("Inline", 4), ("TextBlock", 2)):
        text = (source / "models" / f"{name}.kt").read_text()

        assert f"sealed interface {name} " in text
        assert len(re.findall(r"value class \w+Wrapper", text)) == count


def test_documents_are_exact(source: Path) -> None:
    """What is always there cannot be null, and no model is an open map."""
    article = (source / "models" / "Article.kt").read_text()
    models = [path.read_text() for path in (source / "models").glob("*.kt")]

    assert "val title: kotlin.String,\n" in article
    assert "val publishedAt: java.time.OffsetDateTime,\n" in article
    assert "HashMap" not in "".join(models)
    assert "HttpResponse<Any" not in (source / "apis" / "ArticlesApi.kt").read_text()


def find_models(folder: Path, source: Path) -> list[Path]:
    """Find the models that a source is written with; `make clients` compiles all of them."""
    models = {path.stem: path for path in folder.glob("*.kt") if "Sparse" not in path.name}
    if "ALL_MODELS" in os.environ:
        return [*models.values()]
    found: dict[str, Path] = {}
    waiting = [source]
    while waiting:
        named = set(re.findall(r"\w+", waiting.pop().read_text())) & set(models) - set(found)
        found |= {name: models[name] for name in named}
        waiting += [models[name] for name in named]
    return [*found.values()]


@pytest.mark.skipif("ALL_MODELS" not in os.environ, reason='it takes a minute: "make clients"')
def test_starter_compiles_and_runs(
    source: Path, tmp_path: Path, server: str, shipped: Client
) -> None:
    """The models compile with the starter, and decode what the server sends."""
    models = find_models(source / "models", CLIENTS / "kotlin" / "Starter.kt")
    adapters = [*(source / "infrastructure").glob("*Adapter.kt")]
    serializer = source / "infrastructure" / "Serializer.kt"
    starter = CLIENTS / "kotlin" / "Starter.kt"

    class_path = compile_kotlin([*models, *adapters, serializer, starter], tmp_path)
    result = run("java", "-cp", ":".join(class_path), "StarterKt", server)

    assert result.returncode == 0, result.stderr
    assert all(words in result.stdout for words in starter_ends(shipped))
