"""What the cockpit counts of cases of accountability."""

RETURNS = ("investigate_anew", "re_investigate")  # moves by which work is sent back to be done again
