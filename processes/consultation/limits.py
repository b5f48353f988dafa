"""How much and how long; forms and guards say the same."""

SYMPTOMS = (50, 2000)
PARTICIPANTS, KINDS_OF_PEOPLE = 5, 3
PACK_DAYS = 2  # working days between the service of the pack and the session
SELF_DAYS = 3  # working days for the unit's description of itself
OPINION = (10, 3000)
CAUSES, MEASURES = 1, 1
MOST_ROWS = 20
RETURNS = 2
ROUNDS = 2
GRACE = 10  # working days after the metric's date before a round has failed
