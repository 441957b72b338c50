"""Where content comes from: the compiler from source files to a release."""
