"""The portal: what people read before and while they build clients.

markup.py          elements, escaped by construction
assets.py          styles and scripts, each under a name that holds its hash
page.py            what every page has around its content
code.py            blocks of code, requests with their answers, tabs
samples.py         the first request in five languages
start.py           the start page
reference.py       the reference without a script, with operations.py and schemas.py
explanations.py    what each problem means, with a real example; catalogue.py shows them
guides.py          the query guide and the changelog, rendered beforehand
pages.py           all pages that are the same for every release
"""
