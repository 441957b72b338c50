"""Embeds: an article in a frame on somebody else's page, and how oEmbed leads there.

oEmbed 1.0 is at https://oembed.com. Compiler and server share what must be the same in both.
"""

from base64 import b64encode
from hashlib import sha256

OEMBED_PATH = "/v1/oembed"
OEMBED_TYPE = "application/json+oembed"
"""What links to oEmbed are found by; the answer itself is JSON."""

STYLE = """\
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { margin: 0; padding: 1rem; overflow-wrap: break-word }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .5rem }
img { max-width: 100%; height: auto }
table { border-collapse: collapse; display: block; overflow-x: auto }
td, th { border: 1px solid; padding: .25rem .5rem; text-align: start; vertical-align: top }
.warning { border: 2px solid; font-weight: bold; padding: .5rem .75rem }
footer { border-top: 1px solid; font-size: .875rem; margin-top: 1rem }
"""
"""The whole style of a page in a frame. Its policy lets no other one in."""

STYLE_HASH = f"sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}"
"""As a policy names it (CSP 3, 2.3.1)."""


def write_oembed_address(href: str) -> str:
    """Write where oEmbed tells how a document is framed.

    >>> write_oembed_address("/v1/articles/art_nxtnmn77kh")
    '/v1/oembed?url=/v1/articles/art_nxtnmn77kh'
    """
    return f"{OEMBED_PATH}?url={href}"
