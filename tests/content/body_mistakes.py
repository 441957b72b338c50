"""What no body may hold: the line of the body, the rule, and a part of the sentence."""

from tests.content.desk import Found

FORM: dict[str, tuple[str, list[Found]]] = {
    "HTML block": ("A\n\n<div>Rest.</div>", [Found(3, "SRC002", "HTML is not allowed.")]),
    "HTML below": ("Rest.\n\n<p>Rest.</p>", [Found(3, "SRC002", "HTML is not allowed.")]),
    "HTML comment": ("Rest.\n\n<!-- later -->", [Found(3, "SRC002", "HTML is not allowed.")]),
    "HTML inline": ("One.\nTwo<br>three.", [Found(2, "SRC002", "HTML tag <br> is not allowed.")]),
    "code span": ("Take `rest` now.", [Found(1, "SRC002", "Remove the backquotes around rest.")]),
    "code fence": ("Rest.\n\n```\nrest\n```", [Found(3, "SRC002", "Code blocks are not supp")]),
    "tilde fence": ("Rest.\n\n~~~\nrest\n~~~", [Found(3, "SRC002", "Code blocks are not supp")]),
    "indented code": ("Rest.\n\n    rest", [Found(3, "SRC002", "indented like code")]),
    "line across": ("Rest.\n\n---\n\nRest.", [Found(3, "SRC002", "Lines across the page")]),
    "break by spaces": ("One  \ntwo.", [Found(1, "SRC002", "A line break inside a paragraph")]),
    "break by backslash": ("One\\\ntwo.", [Found(1, "SRC002", "A line break inside a paragraph")]),
    "reference link": (
        "See [rest][r].\n\n[r]: https://example.org/",
        [Found(3, "SRC002", "Reference links are not supported.")],
    ),
    "link title": ('See [rest](https://example.org/ "Rest").', [Found(1, "SRC002", "")]),
    "image in a line": ("A ![bed](image:photo)", [Found(1, "SRC002", "in a paragraph of its own")]),
    "image in a quote": ("> ![A bed](image:photo)", [Found(1, "SRC002", "Move it out.")]),
    "image without alt": (
        "A\n\n![](image:photo)",
        [Found(3, "IMG001", 'Describe the image in "alt"')],
    ),
    "image of unknown role": ("A\n\n![Bed](image:phto)", [Found(3, "IMG001", 'mean "photo"?')]),
    "image with unknown role": (
        "A\n\n![A bed](https://example.org/bed.jpg){role=phto}",
        [Found(3, "IMG001", 'Did you mean "photo"?')],
    ),
    "image without https": (
        "A\n\n![A bed](http://example.org/bed.jpg)",
        [Found(3, "LNK002", "is not an https address")],
    ),
    "attribute of an image": (
        "![A bed](https://example.org/bed.jpg){rol=photo}",
        [Found(1, "SRC002", '"rol"')],
    ),
    "two paragraphs in an item": ("- a\n\n  b", [Found(3, "SRC002", "holds one paragraph")]),
    "empty item": ("-\n- a", [Found(1, "SRC002", "The list item is empty.")]),
    "list from 3": ("3. a\n4. b", [Found(1, "SRC002", "A numbered list begins with 1.")]),
    "quote in a quote": ("> One.\n>\n> > Two.", [Found(3, "SRC002", "cannot stand here")]),
    "heading in a quote": ("> One.\n>\n> ## Two {#two}", [Found(3, "SRC002", "cannot stand here")]),
    "table in a quote": ("> One.\n>\n> | a |\n> |---|\n> | b |", [Found(3, "SRC002", "cannot")]),
    "row too long": ("| a |\n| --- |\n| b | c |", [Found(3, "SRC002", "has 2 cells and the head")]),
    "table without rows": ("| a |\n| --- |", [Found(1, "SRC002", "The table has no rows.")]),
    "table without a line": ("| a |\n| b |", [Found(1, "SRC002", "This is no table yet")]),
    "table in one line": ("Rest.\n\n| a | b |", [Found(3, "SRC002", "This is no table yet")]),
    "character by its number": ("Rest &#8238;now.", [Found(1, "SRC003", "U+202E")]),
    "character by its name": ("Rest &rlm;now.", [Found(1, "SRC003", "U+200F")]),
}

HEADINGS: dict[str, tuple[str, list[Found]]] = {
    "first level": ("# A {#a}\n\nx", [Found(1, "SRC002", '"##", "###" or "####"')]),
    "fifth level": (
        "## A {#a}\n\n### B {#b}\n\n#### C {#c}\n\n##### D {#d}\n\nx",
        [Found(7, "SRC002", '"##", "###" or "####"')],
    ),
    "underlined": (
        "A\n---\n\nx",
        [Found(1, "ID005", "an anchor"), Found(1, "SRC002", '"##", "###" or "####"')],
    ),
    "without anchor": ("## A\n\nx", [Found(1, "ID005", "e.g. {#side-effects}")]),
    "anchor not closed": ("## A {#a\n\nx", [Found(1, "ID005", "e.g. {#side-effects}")]),
    "anchor in capitals": ("## A {#Aa}\n\nx", [Found(1, "ID005", "e.g. {#side-effects}")]),
    "anchor twice": (
        "## A {#a}\n\nx\n\n## B {#a}\n\ny",
        [Found(5, "ID005", f'Anchor "a" is also used on line {9 + 1}.')],
    ),
    "former anchor in use": (
        '## A {#a}\n\nx\n\n## B {#b was="a"}\n\ny',
        [Found(5, "ID005", 'Anchor "a" is also used')],
    ),
    "anchor of the lead": (
        "x\n\n## A {#lead}\n\ny",
        [Found(3, "ID005", 'Anchor "lead" is also used')],
    ),
    "anchor of no lead": ("## A {#lead}\n\ny", [Found(1, "ID005", '"lead"')]),
    "level skipped": (
        "## A {#a}\n\nx\n\n#### B {#b}\n\ny",
        [Found(5, "ID006", '"####" follows "##".')],
    ),
    "level skipped at once": ("### A {#a}\n\nx", [Found(1, "ID006", '"###" follows "#".')]),
    "empty section": ("## A {#a}\n\n## B {#b}\n\ny", [Found(1, "ID006", "The section is empty.")]),
    "empty last section": ("## A {#a}\n\nx\n\n## B {#b}", [Found(5, "ID006", "is empty")]),
    "empty heading": ("## {#a}\n\nx", [Found(1, "ID006", "The heading is empty.")]),
    "empty article": ("\n\n", [Found(1, "ID006", "The article has no text.")]),
    "citation in a heading": (
        "## A [@able-2020] {#a}\n\nx",
        [Found(1, "SRC002", "A heading holds words only.")],
    ),
    "link in a heading": ("## B [A](#a) {#a}\n\nx", [Found(1, "SRC002", "words only")]),
    "unknown attribute": (
        "## A {#a aspct=Safety}\n\nx",
        [Found(1, "SRC002", '"aspct" is not an attribute of a heading. Did you mean "aspect"?')],
    ),
    "unknown aspect": (
        "## A {#a aspect=Symptom}\n\nx",
        [Found(1, "SRC001", 'Did you mean "Symptoms"?')],
    ),
}

CITATIONS: dict[str, tuple[str, list[Found]]] = {
    "unknown key": (
        "One.\nTwo [@cook-2023].",
        [Found(2, "CIT001", 'No reference has the key "cook-2023". Did you mean "cook-2022"?')],
    ),
    "unknown key far from all": ("A [@zzz].", [Found(1, "CIT001", 'has the key "zzz".')]),
    "two unknown keys": (
        "A [@cook-2023; @able-2021].",
        [Found(1, "CIT001", '"able-2021"'), Found(1, "CIT001", '"cook-2023"')],
    ),
    "unknown key in a cell": (
        "| a |\n| --- |\n| b |\n| c [@cook-2023] |",
        [Found(4, "CIT001", '"cook-2023"')],
    ),
    "unknown key in a list": ("- a\n- b\n  - c [@cook-2023]", [Found(3, "CIT001", '"cook-2023"')]),
    "unknown key below a group of two lines": (
        "A [@able-2020;\n@cook-2022]\nb [@cook-2023].",
        [Found(3, "CIT001", '"cook-2023"')],
    ),
    "no key": ("A [@].", [Found(1, "CIT003", '"[@]" is no citation.')]),
    "words behind the key": ("A [@able-2020 p. 3].", [Found(1, "CIT003", "is no citation.")]),
    "words in the group": ("A [@able-2020; see it].", [Found(1, "CIT003", "is no citation.")]),
    "comma without place": ("A [@able-2020,].", [Found(1, "CIT003", "is no citation.")]),
    "words before the key": (
        "A [see @able-2020].",
        [Found(1, "CIT003", '"@able-2020" is plain text. Write [@able-2020].')],
    ),
    "bare key": ("As @able-202 found.", [Found(1, "CIT003", "Write [@able-2020].")]),
    "plain number": ("A [3].", [Found(1, "CIT003", '"[3]" is plain text. Write [@key].')]),
    "plain numbers": (
        "A [1, 2] b [4-6].",
        [Found(1, "CIT003", "[1, 2]"), Found(1, "CIT003", "[4-")],
    ),
    "plain number below": ("A\nb\nc [3].", [Found(3, "CIT003", '"[3]"')]),
    "escaped number": ("A \\[3\\].", [Found(1, "CIT003", '"[3]"')]),
    "footnote": ("A [^1].", [Found(1, "CIT003", '"[^1]" is a footnote. Write [@key].')]),
}

LINKS: dict[str, tuple[str, list[Found]]] = {
    "http": ("A [b](http://example.org/).", [Found(1, "LNK002", "Use https.")]),
    "javascript": ("A [b](javascript:alert(1)).", [Found(1, "LNK002", "none of the schemes")]),
    "data": ("A [b](data:text/html,c).", [Found(1, "LNK002", "none of the schemes")]),
    "capitals": ("A [b](JavaScript:c).", [Found(1, "LNK002", "none of the schemes")]),
    "no scheme": ("A [b](//example.org/).", [Found(1, "LNK002", "none of the schemes")]),
    "relative": ("A [b](../rest).", [Found(1, "LNK002", "none of the schemes")]),
    "mail": ("A <care@example.org>.", [Found(1, "LNK002", "none of the schemes")]),
    "near scheme": ("A [b](artcle:rest).", [Found(1, "LNK002", 'Did you mean "article"?')]),
    "no host": ("A [b](https:/rest).", [Found(1, "LNK002", "Write https://host/path.")]),
    "no words": ("A [](https://example.org/).", [Found(1, "LNK001", "The link has no words.")]),
    "unknown article": ("A\n[b](article:rst).", [Found(2, "LNK001", 'Did you mean "rest"?')]),
    "draft": ("A [b](article:secret-plan).", [Found(1, "LNK001", "is a draft.")]),
    "withdrawn": ("A [b](article:old-advice).", [Found(1, "LNK001", "is withdrawn.")]),
    "unknown study": ("A [b](study:able).", [Found(1, "LNK001", 'There is no study "able".')]),
    "unknown bundle": ("A [b](bundle:week).", [Found(1, "LNK001", 'There is no bundle "week".')]),
    "unknown topic": ("A [b](topic:migrane).", [Found(1, "LNK001", 'Did you mean "migraine"?')]),
    "another type": ("A [b](topic:quiet-week).", [Found(1, "LNK001", "There is no topic")]),
    "unknown anchor": ("A\n[b](article:rest#hw).", [Found(2, "LNK001", 'Did you mean "how"?')]),
    "unknown anchor here": ("A [b](#c).", [Found(1, "LNK001", 'There is no section "#c" there.')]),
    "anchor of a topic": ("A [b](topic:rest#c).", [Found(1, "LNK001", "A topic has no sections.")]),
}

DIVS: dict[str, tuple[str, list[Found]]] = {
    "unknown class": (
        "A\n\n::: {.evidence-tabel}\n- study:able-trial\n:::",
        [Found(3, "SRC002", 'Did you mean "evidence-table"?')],
    ),
    "no class": ("A\n\n::: note\nb\n:::", [Found(3, "SRC002", '"note" is no block;')]),
    "not closed": (
        "A\n\n::: {.callout tone=note}\nb",
        [Found(3, "SRC002", "This block is never closed.")],
    ),
    "stray end": ("A\n\n:::", [Found(3, "SRC002", "")]),
    "end without a line before": ("A\n:::", [Found(2, "SRC002", "")]),
    "unknown attribute": (
        "::: {.callout tne=note tone=note}\nb\n:::",
        [Found(1, "SRC002", '"tne" is not an attribute of .callout. Did you mean "tone"?')],
    ),
    "no tone": ("::: {.callout}\nb\n:::", [Found(1, "SRC002", "use safety or note.")]),
    "unknown tone": (
        "::: {.callout tone=safty}\nb\n:::",
        [Found(1, "SRC002", 'Did you mean "safety"?')],
    ),
    "empty callout": (
        "::: {.callout tone=note}\n:::",
        [Found(1, "SRC002", "The callout is empty")],
    ),
    "table in a callout": (
        "::: {.callout tone=note}\nb\n\n| c |\n| --- |\n| d |\n:::",
        [Found(4, "SRC002", "cannot stand here")],
    ),
    "bullets for steps": ("A\n\n::: {.steps}\n- a\n:::", [Found(3, "SRC002", "one numbered list")]),
    "words among steps": (
        "A\n\n::: {.steps}\n1. a\n\nb\n:::",
        [Found(3, "SRC002", "one numbered list")],
    ),
    "table block without table": (
        "A\n\n::: {.table}\nb\n:::",
        [Found(3, "SRC002", "holds a caption, one table, and notes")],
    ),
    "two captions": (
        "::: {.table}\na\n\nb\n\n| c |\n| --- |\n| d |\n:::",
        [Found(1, "SRC002", "A .table has one caption.")],
    ),
    "words among studies": (
        "::: {.evidence-table}\n- study:able-trial\n\nb\n:::",
        [Found(1, "SRC002", "Write one list of items like - study:some-slug.")],
    ),
    "other items among studies": (
        "::: {.evidence-table}\n- study:able-trial\n- bundle:quiet-week\n- words\n:::",
        [Found(3, "SRC002", "- study:some-slug"), Found(4, "SRC002", "- study:some-slug")],
    ),
    "study twice": (
        "::: {.evidence-table}\n- study:able-trial\n- study:able-trial\n:::",
        [Found(3, "SRC002", '"study:able-trial" is listed twice.')],
    ),
    "unknown study": (
        "::: {.evidence-table}\n- study:able-trail\n:::",
        [Found(2, "LNK001", 'Did you mean "able-trial"?')],
    ),
    "no studies": ("::: {.evidence-table}\n:::", [Found(1, "SRC002", "- study:some-slug")]),
    "unknown bundle": (
        "::: {.bundle-list}\n- bundle:quiet-weak\n:::",
        [Found(2, "LNK001", 'Did you mean "quiet-week"?')],
    ),
    "name twice": (
        "::: {.steps #a}\n1. b\n:::\n\n::: {.steps #a}\n1. c\n:::",
        [Found(5, "ID005", '"#a" is also used on line')],
    ),
    "name that is no anchor": (
        "::: {.steps #A_b}\n1. c\n:::",
        [Found(1, "ID005", "is no anchor.")],
    ),
}
