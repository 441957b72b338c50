"""How content is kept: the tables of a release file, and how they are filled."""
