"""Embeds: how articles get into frames on other sites, by oEmbed 1.0 (https://oembed.com).

parameters.py   what may be asked
parse.py        from the text of a request to the addresses that are meant, and the room there is
answer.py       what the answer holds
oembed.py       from an article to the answer
"""
