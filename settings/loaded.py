"""What a process that serves does once, when everything is loaded."""

import gc

OFTEN = (10_000, 20, 20)


def settle():
    """Leave what is loaded out of every later search for garbage, and search less often.

    A step of a case makes some thousand objects, and hardly one of them hangs on itself.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*OFTEN)
