"""Word lists as data files, and one small loader."""
