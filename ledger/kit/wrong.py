"""What a check that fails says."""


class Wrong(Exception):
    """What does not hold, in Chinese and in English."""

    def __init__(self, zh, en):
        super().__init__(f"{zh} / {en}")
