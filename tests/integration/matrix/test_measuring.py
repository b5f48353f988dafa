"""The great pages of the small demonstration take no more queries than a demonstration year is held to."""

from web.management import measuring


def test_the_small_demonstration_keeps_what_a_year_is_held_to(filled):
    assert {page: found for page, found in measuring.measure().items() if found[0] > found[1]} == {}
