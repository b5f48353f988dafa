"""What is written beside tables, for whoever looks at the database itself."""

APPEND_ONLY = "append only: triggers refuse every change"
