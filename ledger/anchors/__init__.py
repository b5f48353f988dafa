"""Anchors: checkpoints handed to places that the administrators of this system cannot reach."""
