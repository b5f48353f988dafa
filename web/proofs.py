"""How a person shows a second time who they are: a code of the application, or a passkey of their own."""

from web import factors, passkeys


def ways(request, user) -> dict:
    """What a person may show here; the page offers nothing else."""
    return {"factor": factors.app(user), "passkey": passkeys.possible(request) and passkeys.of(user).exists()}


def shown(request, user) -> bool:
    """Whether this form shows it."""
    if "passkey" in request.POST:
        return passkeys.used(request, request.POST["passkey"], user) is not None
    return factors.right(user, request.POST.get("code", ""))
