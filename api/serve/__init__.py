"""The process: a server around the application."""
