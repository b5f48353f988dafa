"""What the cockpit counts of investigations."""

RETURNS = ("supplement",)  # moves by which work is sent back to be done again
