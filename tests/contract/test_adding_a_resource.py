"""The recipe of CONTRIBUTING.md, followed: an eighth resource in five files."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CLINIC, ROOT, edit

SCHEMA = '''
"""Rooms: where care is given. Made up for a test."""

from typing import Annotated

from schema.document import Document, ResourceType, Source
from schema.values import Slug, Text, TopicId, about

Name = Annotated[Text, about("Name for readers.", "Blue room")]


class Room(Document, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="room"):
    """A room."""

    name: Name
    topic_ids: Annotated[list[TopicId], about("What is done here.", ["top_vaandfyab6"])]


class RoomSource(Source, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file under rooms/."""

    name: Name
    modalities: Annotated[list[Slug], about("Slugs of modalities.", ["acupuncture"])]


ROOM = ResourceType(
    name="room",
    plural="rooms",
    title="room",
    prefix="roo",
    document=Room,
    order=("name",),
    body=(),
)
'''
TABLE = """
CREATE TABLE room (id TEXT PRIMARY KEY REFERENCES document (id), name TEXT NOT NULL) STRICT;
INSERT INTO room
SELECT id, CAST(body AS TEXT) ->> '$.name' FROM document WHERE type = 'room' ORDER BY id;
CREATE INDEX room_by_name ON room (name, id);
INSERT INTO relation
SELECT document.id, 'topics', link.key, link.value
FROM document, json_each(CAST(document.body AS TEXT), '$.topic_ids') AS link
WHERE document.type = 'room'
ORDER BY 1, 2, 3;
"""
RESOURCE = '''
"""Rooms, as clients may ask for them."""

from api.resources.about import ABOUT_TOPIC
from api.resources.field import text
from api.resources.resource import Resource, forward
from schema.room import ROOM
from schema.topic import TOPIC

ROOMS = Resource(
    type=ROOM,
    description="Where care is given.",
    fields=(text("name", "Name for readers.", "Blue room"),),
    order=ROOM.order,
    order_words="by name",
    example_slug="blue",
    relations=(forward("topics", TOPIC, "What is done here."),),
    about=ABOUT_TOPIC,
)
'''
COMPILE = '''
def compile_room(file: SourceFile[RoomSource], directory: Directory) -> Room:
    """Make the document of a room."""
    source = file.source
    ids = topic_ids(directory, *source.modalities)
    return Room(**common_fields(file, directory), name=source.name, topic_ids=ids)


KINDS = (
    Kind(ROOM, Place("rooms"), RoomSource, compile_room),
'''
PROBE = """
from pathlib import Path
from api.app import create_app
from api.openapi import build_contract
from api.store.release import open_release
from tests.client import Client
client = Client(create_app(open_release(Path("releases"))))
answer = client.get("/v1/rooms?include=topics")
print(answer.status, [each["slug"] for each in answer.json()["included"]["topics"]])
print(client.get("/v1/rooms/blue").json()["data"]["name"])
print(client.get("/v1/rooms?include=topic").json()["suggestion"])
print(client.get("/v1/rooms?filter[topic]=needling&filter[name][prefix]=Blue&sort=-name&count=exact").json()["page"])
print("/v1/rooms/{key}" in build_contract()["paths"])
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the code with the small clinic's content, which has one room."""
    for name in ("api", "schema", "seed", "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "content")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    shutil.copytree(CLINIC, tmp_path / "seed" / "content")
    (tmp_path / "seed" / "ledger.jsonl").unlink()
    rooms = tmp_path / "seed" / "content" / "rooms"
    rooms.mkdir()
    source = "id: roo_aaaaaaaaa1\nslug: blue\nname: Blue room\nmodalities: [needling]\n"
    (rooms / "blue.yaml").write_text(source)
    return tmp_path


def add_rooms(checkout: Path) -> None:
    """Touch the five files of the recipe."""
    (checkout / "schema" / "room.py").write_text(SCHEMA)
    (checkout / "schema" / "storage" / "tables" / "80_room.sql").write_text(TABLE)
    (checkout / "api" / "resources" / "rooms.py").write_text(RESOURCE)
    registry = checkout / "api" / "resources" / "__init__.py"
    edit(registry, "    TOPICS,\n)", "    TOPICS,\n    ROOMS,\n)")
    edit(registry, "import TOPICS\n", "import TOPICS\nfrom api.resources.rooms import ROOMS\n")
    documents = checkout / "seed" / "documents.py"
    edit(documents, "\nKINDS = (\n", COMPILE)
    edit(documents, "import Directory\n", "import Directory\nfrom schema.room import *\n")


def run(checkout: Path, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_a_resource_is_added_in_five_files(checkout: Path) -> None:
    """Lists, documents, includes, problems and the contract follow from the declaration."""
    add_rooms(checkout)

    run(checkout, "-m", "seed", "build", "--today", "2026-02-01")
    shown = run(checkout, "-c", PROBE)

    lines = [line for line in shown.splitlines() if "request_id" not in line]
    assert lines == ["200 ['needling']", "Blue room", "topics", "{'limit': 20, 'total': 1}", "True"]


def test_contributing_names_the_same_five_files() -> None:
    """The recipe is the one that the test follows."""
    text = (ROOT / "CONTRIBUTING.md").read_text()

    for name in (
        "schema/<type>.py",
        "schema/storage/tables/NN_<type>.sql",
        "seed/documents.py",
        "api/resources/<type>s.py",
        "api/resources/__init__.py",
    ):
        assert f"`{name}`" in text
