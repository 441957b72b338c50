"""The release file, and every statement that reads it."""
