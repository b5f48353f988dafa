"""What people and the calendar refuse, in a sentence fit to show."""


class NotDone(Exception):
    """What did not happen, why, and the way out."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why

    def __str__(self):
        return str(self.why)
