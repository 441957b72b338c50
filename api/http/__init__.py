"""Respond: from documents to bytes, headers and problems."""
