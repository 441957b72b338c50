"""Texts with everything that sorting, comparing and addresses might stumble over."""

from random import Random

WORDS = (
    *(
        "Neck",
        "neck",
        "NECK",
        "pain",
        "Pain",
        "yoga",
        "a",
        "b",
        "z",
        "needle",
        "necl",
        "2020",
        "10",
    ),
    *(
        "Ñandú",
        "nandu",
        "é",
        "e\u0301",
        "ß",
        "ss",
        "İ",
        "\u0131",
        "ﬁ",
        "日本",
        "ひ",
        "한",
        "עין",
        "א\u05b7",
    ),
    *("\U0001d49c", "\U0001f9d8\u200d\U0001f3fd", "\ud7ff", "\ue000", "\uffff", "\U0010ffff"),
    *(
        "\U00010000",
        "\ufffd",
        "\u2028",
        "\u00a0",
        "%",
        "%41",
        "100%",
        "a+b",
        "+",
        "&",
        "=",
        "?",
        "#",
    ),
    *(
        "[eq]",
        "a,b",
        ",",
        "it's",
        '"so"',
        "'",
        '"',
        "\\",
        "\\u0041",
        "/",
        ";",
        "--",
        "null",
        "true",
    ),
    *("*", "_", "<b>", "{0}", "$", "~", "|", "`", "-1", "0", " "),
)
LANGUAGES = ("en", "en-US", "en-GB", "es", "es-419", "es-US", "fil", "zh-Hant", "zh-Hant-TW")
SLUG_WORDS = ("a", "neck", "neck-pain", "pain", "yoga", "x0", "x-0", "0", "rest", "resting")
LONGEST = 200
"""Characters of a title."""


class Texts:
    """Draws texts; few of them, so that many documents have equal ones."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        size = chance.choice([1, 3, 12, 40])
        self.pool = [self._compose() for _ in range(size)]
        self._slugs: set[str] = set()

    def title(self) -> str:
        """Draw a title."""
        return self.chance.choice(self.pool)

    def _compose(self) -> str:
        joiner = self.chance.choice(["", " ", "-"])
        text = joiner.join(self.chance.choices(WORDS, k=self.chance.randint(1, 4)))
        if self.chance.random() < 0.02:
            text = (text + self.chance.choice("x\U0001f9d8") * LONGEST)[:LONGEST]
        return text if text.strip() else "neck"

    def slug(self) -> str:
        """Make a slug that no other document has."""
        slug = base = self.chance.choice(SLUG_WORDS)
        while slug in self._slugs:
            slug = f"{base}-{self.chance.randint(0, 999)}"
        self._slugs.add(slug)
        return slug

    def language(self) -> str:
        """Draw a language, some of them often."""
        return self.chance.choice(LANGUAGES[: self.chance.choice([2, 4, 9])])
