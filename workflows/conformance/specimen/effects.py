from workflows.registry import effect


@effect("specimen.inner")
def inner(case, step):
    """The sub-case is about the same and names the same people."""
    return {"title": case.title, "people": case.people}
