"""Moments, other than entering a stage, from which a term may count. Who counts from one keeps it in the case."""

KNOWN = frozenset({
    "served", "found", "field_start", "field_end", "quarter_start", "quarter_end", "objection_term_end", "objection",
    "materials_served", "papers_served", "pack_served", "metric_due", "resubmit_date", "meeting_date", "next_meeting",
    "month_start", "last_wd_of_month", "stage.start", "stage.end", "campaign_end", "statement_posted",
    "effect_period_end", "due", "project_approved", "publicity_end", "error_found", "period_end", "next_period_end",
})  # fmt: skip
