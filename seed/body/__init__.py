"""The body of an article: from Markdown to sections of blocks."""
