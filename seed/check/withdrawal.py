"""Withdrawn sources: a reason for each, and something to read instead."""

from collections.abc import Iterator
from typing import Any

from seed.check.edition import Edition, keys_of
from seed.mistake import Mistake
from seed.read.content import SourceFile


def check_withdrawal(edition: Edition) -> Iterator[Mistake]:
    """See that status and reason go together, and that a replacement is published."""
    for file in edition.content:
        if file.is_sound:
            yield from check_reason(file)
            yield from check_replacement(file, edition)


def check_reason(file: SourceFile[Any]) -> Iterator[Mistake]:
    """See that withdrawn sources, and no others, say why."""
    is_withdrawn, has_reason = file.source.status == "withdrawn", bool(file.source.withdrawn)
    if is_withdrawn and not has_reason:
        sentence = 'A withdrawn source says why. Add "withdrawn: {reason: removed}".'
        yield file.mistake("SRC001", sentence, *keys_of(file, "status"))
    if has_reason and not is_withdrawn:
        key = keys_of(file, "status")[-1]
        sentence = f'"withdrawn" needs the status. Write "{key}: withdrawn", or delete it.'
        yield file.mistake("SRC001", sentence, *keys_of(file, "withdrawn"))


def check_replacement(file: SourceFile[Any], edition: Edition) -> Iterator[Mistake]:
    """See that the replacement is a published source of the same type."""
    replacement = file.source.withdrawn and file.source.withdrawn.replacement
    if replacement and edition.directory.find(file.type.name, replacement) is None:
        sentence = edition.directory.explain(file.type.name, file.type.title, replacement)
        yield file.mistake("LNK001", sentence, *keys_of(file, "withdrawn"), "replacement")
