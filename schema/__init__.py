"""What content is: values, documents and sources of every resource type."""
