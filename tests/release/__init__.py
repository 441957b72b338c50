"""How content becomes a release, and that no accident harms one."""
