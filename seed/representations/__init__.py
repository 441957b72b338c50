"""Forms of documents beside their JSON, made once, when a release is built.

make.py                         which forms each document gets, and what they are made from
csl.py, bibtex.py, ris.py       references for programs
citations.py, processor.py      references for readers, in the citation styles of styles/
quickened.py                    the processor, so that it asks itself nothing twice
marks.py, taken_over.py         how they are escaped, and kept from build to build
standing.py                     that a text was retracted, in all of these
page.py, manuscript.py          whole articles as HTML and as Markdown
embed.py                        what of them may stand in a frame elsewhere
addresses.py, words.py          their links and the words beside the author's
linked/                         schema.org as JSON-LD
shelf.py                        the documents that forms are made from
"""
