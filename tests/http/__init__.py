"""What clients see: documents, pages, problems, headers."""
