"""Feeds and the sitemap: what other sites and readers subscribe to.

parameters.py   what a feed may be asked, and where feeds are
parse.py        from the text of a request to a page of articles, the last change first
entries.py      from documents to entries: what may be shown, with its credit
item.py         what a JSON Feed holds
jsonfeed.py     JSON Feed 1.1
atom.py         Atom (RFC 4287), with what was withdrawn (RFC 6721)
rss.py          RSS 2.0
sitemap.py      the pages of the clinic's own site
xml.py          how the last three are written
"""
