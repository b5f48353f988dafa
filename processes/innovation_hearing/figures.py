"""What the cockpit counts of proposals."""

RETURNS = ("send_back", "send_back_synthesis")  # moves by which work is sent back to be done again
