from greenroom.edition.reader.opening import Edition


def test_the_shipped_records_are_published(shipped_edition: Edition) -> None:
    assert shipped_edition.manifest.counts == {"resources": 731}
