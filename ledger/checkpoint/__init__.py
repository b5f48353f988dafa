"""Checkpoints: how long the log is and what its root is, signed, in the text format of C2SP."""
