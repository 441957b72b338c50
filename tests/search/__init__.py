"""What is found, why, and that nothing else can happen."""
