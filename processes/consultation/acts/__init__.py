"""Work inside the stages of a consultation."""
