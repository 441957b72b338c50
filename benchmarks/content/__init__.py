"""A whole synthetic clinic of any size: deterministic, made as a stream, served like a real one.

Each article has 8 sections of about 25 words. Its document takes about 2.5 KB, as
in the clinic's own content, and the answer that shows a page
(`?include=sections`) about 12 KB; a practitioner takes about 0.6 KB. Words are
in no language and as frequent as in real texts; one article in ten is Spanish;
a few topics are common and most are rare. There are no drafts, former slugs and
tombstones.

    from benchmarks.content import Clinic, ensure_release, make_documents
"""

from benchmarks.content.clinic import Clinic
from benchmarks.content.release import build_release, ensure_release
from benchmarks.content.stream import make_documents

__all__ = ["Clinic", "build_release", "ensure_release", "make_documents"]
