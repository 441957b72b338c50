"""schema.org as JSON-LD: names and shapes of that vocabulary only, one module for each subject.

terms.py        what all share: people, terms, absent members
reference.py    references as creative works
article.py      articles as pages, with what they are about and rest on
care.py         practitioners, practices, and what they offer
"""
