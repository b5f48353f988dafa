"""Second factors of a person: a code of an application, a passkey, or a recovery code."""


def has(user) -> bool:
    """Whether the person has set up a second factor."""
    return False


def right(user, code: str) -> bool:
    """Whether a code is right, of the application or a recovery code; each works once."""
    return False
