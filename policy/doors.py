"""Pages that only some people find: for everybody else there is no such page."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404


def only(entitled):
    """A decorator for views: whoever is signed in and not `entitled(user)` gets 404; who is not, signs in first."""

    def door(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not entitled(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return login_required(guarded)

    return door
