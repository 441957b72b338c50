"""schema.org as JSON-LD: names and shapes of that vocabulary only, one module for each subject.

terms.py        what all share: people, terms, absent members
reference.py    references as creative works
study.py        studies, the texts on them, and whether they stand
topic.py        conditions and modalities
article.py      articles as pages, with what they are about and rest on
care.py         practitioners, practices, and what they offer
"""
