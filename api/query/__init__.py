"""Parse: from the text of a request to checked values. No SQL, no HTTP types."""
