"""How fast it is, against what. Run by hand: nothing here is a test.

content/   a synthetic clinic of any size   python -m benchmarks.content [ARTICLES] [FOLDER]
serve/     answers a second, and peers      python -m benchmarks.serve, or make bench
costs.py   what each step costs in process  python -m benchmarks.costs, or make benchcosts
search.py  searches as content grows        python -m benchmarks.search [DOCUMENTS ...]
"""
