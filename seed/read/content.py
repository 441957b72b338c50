"""A content folder as sources: which files there are, and what each one holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from schema.document import Document, ResourceType, Source
from schema.names import did_you_mean
from schema.reference import CslItem, ReferenceForm, ReferenceSource
from schema.site import Site
from seed.mistake import LEVELS, Mistake
from seed.read.form import read_form
from seed.read.text import read_text
from seed.read.tree import Key, Tree, read_tree

S = TypeVar("S", bound=Source)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the sources of a type stand: a folder of files, or one file with a list."""

    name: str
    """`studies` for a folder, `topics.yaml` for a file."""
    suffix: str = ".yaml"

    @property
    def list_key(self) -> str | None:
        """The key of the list inside the file; a folder has none."""
        return self.name.removesuffix(".yaml") if self.name.endswith(".yaml") else None


@dataclass(frozen=True, slots=True)
class Kind:
    """How the sources of one resource type are read."""

    type: ResourceType
    place: Place
    form: Any
    """The struct of one source, or of one entry of the list."""
    compile: Callable[[Any, Any], Document] | None = None
    """Makes the document of one published source; articles have a module of their own."""


@dataclass(frozen=True, slots=True)
class SourceFile(Generic[S]):
    """One source, with the place where each of its values is written."""

    path: str
    type: ResourceType
    source: S
    tree: Tree
    is_sound: bool = True
    """Whether every field fits; what is not sound is never compiled, but its name is known."""
    body: str = ""
    body_line: int = 1

    def mistake(self, code: str, sentence: str, *keys: Key) -> Mistake:
        """Make a mistake at the line of the value at these keys."""
        return Mistake(self.path, self.tree.line(*keys), code, sentence)


@dataclass(slots=True)
class ContentFolder:
    """Everything that was read from a folder, by resource type, in the order of paths."""

    site: Site
    files: dict[str, list[SourceFile[Any]]] = field(default_factory=dict)
    is_complete: bool = True
    """Whether every file that holds a list could be read; otherwise names are missing."""

    def published(self, type_name: str) -> list[SourceFile[Any]]:
        """List the sources of a type that go into the release."""
        return [each for each in self.to_publish(type_name) if each.is_sound]

    def to_publish(self, type_name: str) -> list[SourceFile[Any]]:
        """List the sources of a type that would go into the release if all were sound."""
        return [each for each in self.files[type_name] if each.source.status == "published"]

    def everything(self) -> Iterator[SourceFile[Any]]:
        """Every source, also one of which no more than its name is known."""
        for files in self.files.values():
            yield from files

    def __iter__(self) -> Iterator[SourceFile[Any]]:
        """Every source that has an id and a slug, sound or not."""
        return (each for each in self.everything() if each.source.id and each.source.slug)


SITE = "site.yaml"
EMPTY_RIGHTS = {"license": "all-rights-reserved", "credit": "-", "syndicable": False}
UNREADABLE_SITE = msgspec.convert(
    {
        "name": "-",
        "tagline": "-",
        "city": "-",
        "default_lang": "en",
        "base_url": "https://example.org",
        "rights": EMPTY_RIGHTS,
    },
    Site,
)
"""Stands in for a site.yaml with mistakes, so that the other files are checked all the same."""


def read_content(folder: Path, kinds: Sequence[Kind], mistakes: list[Mistake]) -> ContentFolder:
    """Read all sources of a folder; those with mistakes are reported and left out."""
    content = ContentFolder(_read_site(folder, mistakes))
    _report_strangers(folder, kinds, mistakes)
    for kind in kinds:
        if kind.place.list_key is None:
            content.files[kind.type.name] = list(_read_folder(folder, kind, mistakes))
            continue
        listed = _read_list(folder, kind, mistakes)
        # An entry without a name would make everything that names it look wrong.
        content.is_complete &= listed is not None and all(each.source.slug for each in listed)
        content.files[kind.type.name] = listed or []
    return content


def _read_site(folder: Path, mistakes: list[Mistake]) -> Site:
    tree = _read_yaml(folder, SITE, mistakes)
    site, is_sound = read_form(tree, Site, SITE, mistakes) if tree else (UNREADABLE_SITE, True)
    if tree is None or not is_sound:
        return UNREADABLE_SITE
    for rule in site.rules:
        if rule not in LEVELS:
            sentence = f'There is no rule "{rule}".{did_you_mean(rule, LEVELS)}'
        elif LEVELS[rule] == "error":
            sentence = f'"{rule}" is an error already and stays one. Delete the line.'
        else:
            continue
        mistakes.append(Mistake(SITE, tree.line("rules", rule), "SRC001", sentence))
    return site


def _report_strangers(folder: Path, kinds: Sequence[Kind], mistakes: list[Mistake]) -> None:
    """Nothing is passed over in silence: a file that no type reads is a mistake."""
    files = [SITE, *(kind.place.name for kind in kinds if kind.place.list_key)]
    suffixes = {kind.place.name: kind.place.suffix for kind in kinds if not kind.place.list_key}
    for path in sorted(folder.rglob("*")):
        top, *rest = path.relative_to(folder).parts
        name = "/".join((top, *rest))
        if path.name.startswith("."):
            continue
        if not rest and top in suffixes:
            sentence = "" if path.is_dir() else "This must be a folder."
        elif (not rest and top in files) or (
            len(rest) == 1 and path.suffix == suffixes.get(top, "")
        ):
            sentence = "" if path.is_file() else "This must be a file."
        else:
            sentence = f"No source belongs here.{did_you_mean(top, [*files, *suffixes])}"
        if sentence:
            mistakes.append(Mistake(name, 1, "SRC005", sentence))


def _read_yaml(folder: Path, name: str, mistakes: list[Mistake]) -> Tree | None:
    path = folder / name
    if not path.is_file():
        if not path.exists():
            mistakes.append(Mistake(name, 1, "SRC005", f"{name} is missing. Add it."))
        return None
    return read_tree(read_text(path.read_bytes(), name, mistakes), name, mistakes)


def _read_list(folder: Path, kind: Kind, mistakes: list[Mistake]) -> list[SourceFile[Any]] | None:
    """Read the entries of one file; nothing comes of a file that holds no list."""
    name, key = kind.place.name, kind.place.list_key
    tree = _read_yaml(folder, name, mistakes)
    if tree is None:
        return None
    if not isinstance(tree.value, dict) or not isinstance(tree.value.get(key), list):
        mistakes.append(Mistake(name, 1, "SRC001", f'The file must hold a list named "{key}".'))
        return None
    for other in tree.value.keys() - {key}:
        line = tree.line(other)
        mistakes.append(Mistake(name, line, "SRC001", f'"{other}" does not belong here.'))
    files = []
    for entry in tree.entries(str(key)):
        source, is_sound = read_form(entry, kind.form, name, mistakes)
        if isinstance(source, ReferenceForm):
            source = gather_reference(source)
        files.append(SourceFile(name, kind.type, source, entry, is_sound))
    return files


def gather_reference(form: ReferenceForm) -> ReferenceSource:
    """Put the keys of a CSL item where every other source has them."""
    custom = form.custom
    names = CslItem.__struct_fields__
    return ReferenceSource(
        id=custom.public_id,
        slug=form.id,
        status=custom.publication,
        withdrawn=custom.withdrawn,
        previous_slugs=custom.previous_slugs,
        change_class=custom.change_class,
        csl=CslItem(**{name: getattr(form, name) for name in names}),
        reference_status=custom.status,
        source_class=custom.source_class,
    )


def _read_folder(folder: Path, kind: Kind, mistakes: list[Mistake]) -> Iterator[SourceFile[Any]]:
    paths = (folder / kind.place.name).glob(f"*{kind.place.suffix}")
    for path in sorted(each for each in paths if each.is_file() and not each.name.startswith(".")):
        name = path.relative_to(folder).as_posix()
        text = read_text(path.read_bytes(), name, mistakes)
        front, body, first, body_line = (
            split_front_matter(text, name, mistakes)
            if kind.place.suffix == ".md"
            else (text, "", 1, 1)
        )
        tree = read_tree(front, name, mistakes, first) if front is not None else None
        # Of a file that is no YAML at all, the name still tells the slug.
        if tree is None:
            tree = Tree({"slug": path.stem}, {})
            source, is_sound = read_form(tree, kind.form, name, [])[0], False
        else:
            source, is_sound = read_form(tree, kind.form, name, mistakes)
        yield SourceFile(name, kind.type, source, tree, is_sound, body, body_line)


def split_front_matter(
    text: str, file: str, mistakes: list[Mistake]
) -> tuple[str | None, str, int, int]:
    """Cut a Markdown file in two.

    Returns:
        The front matter (nothing if there is none), the body, and the line on
        which each begins.
    """
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if ends[:1] != [0] or len(ends) == 1:
        sentence = 'The file must begin with front matter between two lines of "---".'
        mistakes.append(Mistake(file, 1, "SRC001", sentence))
        return None, "", 1, 1
    end = ends[1]
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), 2, end + 2
