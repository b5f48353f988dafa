"""Measures of an inspection. Local choices stand here and nowhere else."""

PER_UNIT = 10  # working days in one unit at most
QUOTA = 4  # inspections of one unit in a calendar year at most (F26)
APART = 60  # calendar days between two inspections of one unit, unless a reason is given
TWICE = 2  # inspections of one unit within these days, after which no reason helps
AHEAD = 3  # working days between the notice and the first day in the field, if the inspection is open
MEMBERS = 2  # beside the lead
SIGNERS = 2  # inspectors who sign each visit
REPORT = 1500  # characters of the four parts together
PART = 50  # characters of each part
NOTE = 10  # characters of a reason, a note, a fact
UNREAD = 3  # working days after which feedback nobody has opened is served on paper
