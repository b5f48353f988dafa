"""Official papers of a consultation."""
