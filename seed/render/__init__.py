"""From the blocks of a section to HTML, Markdown and plain text, with one numbering in all of them.

html.py, html_runs.py          elements, escaped
markdown.py, markdown_runs.py  CommonMark with pipe tables, parsed back by tests
text.py                        words for reading out, for search and for counting
runs.py                        citation groups, and where links lead
labels.py                      the words that a form adds to those of the author
lines.py                       hanging and prefixed lines
"""

from seed.render.html import render_html
from seed.render.markdown import render_markdown
from seed.render.text import count_words, render_text

__all__ = ["count_words", "render_html", "render_markdown", "render_text"]
