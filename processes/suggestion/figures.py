"""What the cockpit counts of suggestions."""

RETURNS = ("send_back", "raise_objection")  # moves by which work is sent back to be done again
