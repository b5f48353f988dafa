"""The signer: a process of its own that holds the key, knows nothing of cases, and signs no log that was rewritten.

It imports neither Django nor a setting, so that it can run under another account than the application.
"""
