"""What is promised, and that it is kept."""
