"""That others' tools take the contract at its word, and the service keeps it."""
