"""Who may see and do what, stated once more beside the code, and asked at every address."""
