"""From plain data to a source struct, with every mistake in it, not only the first.

msgspec decides what fits; this module walks the struct so that it is asked
about one value at a time, and words its verdicts for people.
"""

from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, UnsetType

from schema.names import did_you_mean
from seed.mistake import Mistake
from seed.read.tree import Path, Tree

Form = TypeVar("Form", bound=msgspec.Struct)

PRIVATE_KEYS = frozenset(
    {"date_of_birth", "birthday", "home_address", "home_phone", "private_email", "ssn", "gender"}
)
CSL_KEYS = {"journal": "container-title", "year": "issued", "authors": "author", "url": "URL"}
"""What people write, and the CSL variable they mean."""

MISSING = {"alt": "IMG001"}
"""Fields whose absence has a rule of its own."""

KINDS_IN_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "decimal.Decimal": "a number",
    "decimal": "a number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}
"""msgspec's names of types, for people."""

CODES = {
    "alt": "IMG001",
    "role": "IMG001",
    "public_id": "ID001",
    "price": "BUN001",
    "currency": "BUN001",
}
"""Fields whose form has a rule of its own; the others are SRC001."""


def read_form(
    tree: Tree, form: type[Form], file: str, mistakes: list[Mistake]
) -> tuple[Form, bool]:
    """Read a source struct, and report each field that does not fit.

    Returns:
        The struct, and whether it is sound. One that is not holds what could be
        salvaged, so that its name is known to other sources.
    """
    found = _Walk(form, tree, file)
    found.walk(tree.value, form, ())
    mistakes += found.mistakes
    if found.mistakes:
        return salvage(tree.value, form), False
    return msgspec.convert(tree.value, form), True


def salvage(value: Any, annotation: Any) -> Any:
    """Make what an annotation asks for out of a value that may not fit, unchecked.

    >>> from schema.reference import CslName
    >>> salvage({"family": "Irnich", "age": 3}, CslName).family
    'Irnich'
    """
    core, _ = unwrap(annotation)
    if isinstance(core, type) and issubclass(core, msgspec.Struct):
        given = value if isinstance(value, dict) else {}
        hints = get_type_hints(core, include_extras=True)
        return core(
            **{
                each.name: salvage(given.get(each.encode_name), hints[each.name])
                for each in msgspec.structs.fields(core)
                if each.required or each.encode_name in given
            }
        )
    if get_origin(core) is list:
        items = value if isinstance(value, list) else []
        return [salvage(each, get_args(core)[0]) for each in items]
    return value if value is not None and (core is not str or isinstance(value, str)) else ""


class _Walk:
    """One walk along a tree and a struct at once."""

    def __init__(self, form: type[msgspec.Struct], tree: Tree, file: str) -> None:
        self.noun = form.__name__.removesuffix("Source").removesuffix("Form").lower()
        self.tree = tree
        self.file = file
        self.mistakes: list[Mistake] = []

    def report(self, path: Path, sentence: str, code: str = "SRC001") -> None:
        self.mistakes.append(Mistake(self.file, self.tree.line(*path), code, sentence))

    def walk(self, value: Any, annotation: Any, path: Path) -> None:
        """Compare one value with what its annotation asks for."""
        core, metas = unwrap(annotation)
        if isinstance(core, type) and issubclass(core, msgspec.Struct):
            self.walk_struct(value, core, path)
        elif get_origin(core) is list and isinstance(value, list):
            before = len(self.mistakes)
            for index, item in enumerate(value):
                self.walk(item, get_args(core)[0], (*path, index))
            if len(self.mistakes) == before:
                self.ask(value, annotation, core, metas, path)
        else:
            self.ask(value, annotation, core, metas, path)

    def walk_struct(self, value: Any, form: type[msgspec.Struct], path: Path) -> None:
        if not isinstance(value, dict):
            where = place_of(path) if path else f"The {self.noun}"
            self.report(path, f"{where} must be a mapping of names to values.")
            return
        hints = get_type_hints(form, include_extras=True)
        fields = {each.encode_name: each for each in msgspec.structs.fields(form)}
        for key in value:
            if key not in fields:
                self.report_unknown(key, list(fields), (*path, key))
            else:
                self.walk(value[key], hints[fields[key].name], (*path, key))
        missing = [name for name, each in fields.items() if each.required and name not in value]
        for name in missing:
            self.report(path, f'"{name}" is missing. Add it.', MISSING.get(name, "SRC001"))

    def report_unknown(self, key: str, known: list[str], path: Path) -> None:
        if key in PRIVATE_KEYS:
            self.report(path, f'"{key}" must not be published. Delete it.', "PRC005")
        elif "container-title" in known:
            meant = CSL_KEYS.get(key)
            hint = f' Use "{meant}".' if meant else did_you_mean(key, known)
            self.report(path, f'"{key}" is not a CSL field that is kept here.{hint}', "REF005")
        else:
            place = f'"{path[-2]}"' if len(path) > 1 else f"a {self.noun}"
            hint = did_you_mean(key, known)
            self.report(path, f'"{key}" is not a field of {place}.{hint}')

    def ask(self, value: Any, annotation: Any, core: Any, metas: list[Meta], path: Path) -> None:
        """Let msgspec judge a value without structs in it."""
        try:
            msgspec.convert(value, annotation)
        except msgspec.ValidationError as error:
            name = str(path[-1]) if path else "value"
            field = next((str(key) for key in reversed(path) if isinstance(key, str)), name)
            code = CODES.get(field, "SRC001") if field != "role" or "Image" in str(core) else ""
            sentence, rule = word(value, core, metas, field, str(error))
            self.report(path, sentence, rule or code or "SRC001")


def place_of(path: Path) -> str:
    """Name a value by its key, or an entry by its list.

    >>> place_of(("sources", 0)), place_of(("sources", 0, "role"))
    ('Entry 1 of "sources"', '"role"')
    """
    *above, last = path
    if isinstance(last, int):
        return f'Entry {last + 1} of "{above[-1] if above else "the list"}"'
    return f'"{last}"'


def word(
    value: Any, core: Any, metas: list[Meta], field: str, verdict: str
) -> tuple[str, str | None]:
    """Say in a sentence what does not fit, with the code of the rule if it is not the field's."""
    shown = f'"{str(value)[:60]}"'
    if get_origin(core) is Literal:
        allowed = [str(each) for each in get_args(core)]
        hint = did_you_mean(str(value), allowed)
        listing = ", ".join(allowed) if len(allowed) <= 9 or not hint else "the allowed words"  # noqa: PLR2004
        return f"{shown} is no {field}; it is one of {listing}.{hint}", None
    if core is str and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f'"{field}" is read as a number. Write it in quotes: "{value}".', "SRC004"
    if isinstance(value, str) and core is str:
        return _word_text(value, metas, field), None
    said = verdict.split(" - at", maxsplit=1)[0]
    for theirs, ours in KINDS_IN_WORDS.items():
        said = said.replace(f"`{theirs}`", ours)
    return f'"{field}" does not fit: {said}.', None


def _word_text(value: str, metas: list[Meta], field: str) -> str:
    longest = min((meta.max_length for meta in metas if meta.max_length), default=None)
    if not value:
        return f'"{field}" is empty. Write it or delete the line.'
    if longest is not None and len(value) > longest:
        return f'"{field}" has {len(value)} characters; {longest} are allowed.'
    described = next((meta.description for meta in metas if meta.description), "")
    example = next((str(meta.examples[0]) for meta in metas if meta.examples), "")
    hint = f' like "{example}"' if example else ""
    return f'"{value[:60]}" is not a valid {field}{hint}. {described}'.rstrip()


def unwrap(annotation: Any) -> tuple[Any, list[Meta]]:
    """Take a type out of Annotated and out of a union with UNSET.

    >>> unwrap(Annotated[int | UnsetType, Meta(ge=1)])[0]
    <class 'int'>
    """
    metas: list[Meta] = []
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            metas = [each for each in annotation.__metadata__ if isinstance(each, Meta)] + metas
            annotation = annotation.__origin__
        elif origin is Union or origin is UnionType:
            kinds = [each for each in get_args(annotation) if each is not UnsetType]
            if len(kinds) != 1:
                return annotation, metas
            annotation = kinds[0]
        else:
            return annotation, metas
