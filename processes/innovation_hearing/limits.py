"""How long the texts of a proposal must and may be; the form and the guard say the same."""

TEXTS = {"background": (100, 3000), "innovation_points": (50, 1500), "plan": (200, 8000)}
REQUIRED = ("expected_result", "stakeholders", "hearing_level")
MOST_BUDGET = "9999999.99"
MILESTONES, RISKS = 2, 1
GROUPS_PRESENT = 3
RETURNS = 3
