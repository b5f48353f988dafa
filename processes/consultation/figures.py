"""What the cockpit counts of consultations."""

RETURNS = ("send_back",)  # moves by which work is sent back to be done again
