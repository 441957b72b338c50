"""From files to sources: text, YAML and front matter, with every mistake collected."""
