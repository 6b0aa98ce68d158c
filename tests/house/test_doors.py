from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

DOORS = {"public_page", "embedded_page", "open_form", "open_endpoint", "machine_endpoint", "staff_page"}
# Packages whose views wear their own doors: allauth's sign-in pages and Django's admin, both behind sign-in.
OTHER_PACKAGES = ("allauth.", "django.")


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        else:
            yield entry


def test_every_view_wears_exactly_one_door() -> None:
    ours = [
        pattern.callback
        for pattern in _patterns(get_resolver())
        if not pattern.callback.__module__.startswith(OTHER_PACKAGES)
    ]

    assert len(ours) >= 8
    assert [view for view in ours if getattr(view, "door", None) not in DOORS] == []


def test_a_view_has_one_name_in_four_places() -> None:
    wrong = [
        pattern.name
        for pattern in _patterns(get_resolver())
        if pattern.callback.__module__.startswith("greenroom.") and pattern.callback.__name__ != pattern.name
    ]

    assert wrong == []
