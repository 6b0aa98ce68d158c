"""Addresses behind the language prefix that together show everything a public template can show."""

RECORDS = ("gb-samaritans", "us-ndvh", "us-veterans-crisis-line", "us-porters-call", "us-emergency-911")
PATHS = (
    "",
    "now/",
    "now/?country=nonsense",
    "now/gb/",
    "now/eg/",
    "now/so/",
    "now/us/",
    "now/jp/",
    "now/bv/",
    "find/",
    "find/?country=at&kind=crisis_line",
    "find/?country=jp&cost=grant&topic=sleep&open=now",
    "find/?q=music&page=2",
    "find/?country=nowhere",
    "find/?q=%E6%AD%BB%E3%81%AB%E3%81%9F%E3%81%84",
    "find/?q=quiero+morir&country=mx",
    "find/?q=therpist&country=de",
    "in/jp/",
    "in/us/",
    "in/ad/",
    "about/",
    "privacy/",
    "accessibility/",
    "data/",
    "kept/",
    "kept/erased/",
    *(f"r/{slug}/" for slug in RECORDS),
)
NO_SUCH_PLACE = "now/xx/"
