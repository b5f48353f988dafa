"""Numbers that forms and guards share."""

ALLEGATION = (20, 3000)
CONCLUSION = (200, 8000)
SUGGESTION = (10, 2000)  # a defect of the system, handed on to P01
REPLY = (10, 800)
TEAM = 2  # investigators, in the case and at each interview
SUPPLEMENTS = 2
STORED_MONTHS = 6  # until a stored clue is looked at again, at most
PAPERS_DAYS = 2  # working days between the papers and the meeting
REVENGE_MONTHS = 24  # how long an adverse proposal is compared with who reported (L18)
