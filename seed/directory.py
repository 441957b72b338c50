"""Who is who: the ids behind the slugs that sources use to name each other."""

from dataclasses import dataclass
from typing import Any

from schema.names import did_you_mean
from schema.site import Site
from seed.read.content import ContentFolder, SourceFile


@dataclass(frozen=True, slots=True)
class Directory:
    """All sources of a content folder, by type and slug."""

    files: dict[tuple[str, str], SourceFile[Any]]
    by_id: dict[str, SourceFile[Any]]
    slugs: dict[str, list[str]]
    """All slugs of each type."""
    site: Site

    @classmethod
    def of(cls, content: ContentFolder) -> "Directory":
        """List the sources of a folder; of two with one slug the first one counts."""
        files: dict[tuple[str, str], SourceFile[Any]] = {}
        for file in content.everything():
            files.setdefault((file.type.name, file.source.slug), file)
        slugs: dict[str, list[str]] = {}
        for type_name, slug in files:
            slugs.setdefault(type_name, []).append(slug)
        by_id = {file.source.id: file for file in files.values()}
        return cls(files, by_id, slugs, content.site)

    def find(self, type_name: str, slug: str) -> SourceFile[Any] | None:
        """Find a published source."""
        file = self.files.get((type_name, slug))
        hidden = file is None or file.source.status in ("draft", "withdrawn")
        return None if hidden else file

    def id_of(self, type_name: str, slug: str) -> str:
        """Look up the id of a published source that is known to be there."""
        return str(self.files[type_name, slug].source.id)

    def explain(self, type_name: str, title: str, slug: str) -> str:
        """Say why a slug leads nowhere, with the slug that was most likely meant."""
        file = self.files.get((type_name, slug))
        if file is not None:
            state = "a draft" if file.source.status == "draft" else file.source.status
            return f'The {title} "{slug}" is {state}. Name a published one.'
        hint = did_you_mean(slug, self.slugs.get(type_name, ()))
        return f'There is no {title} "{slug}".{hint}'
