from tests.support.desks import came_back, house, secret  # noqa: F401
