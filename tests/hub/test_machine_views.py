import re
from xml.etree import ElementTree

import pytest

from greenroom.core import countries, languages
from greenroom.edition.reader.opening import Edition
from greenroom.guide.choices import Moment, Role
from tests.service import SITE, Service

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ALTERNATE = "{http://www.w3.org/1999/xhtml}link"


def test_robots_may_read_all_but_the_staffs_pages(service: Service) -> None:
    answer = service.get("/robots.txt")

    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == f"User-agent: *\nDisallow: /staff/\n\nSitemap: {SITE}/sitemap.xml\n"


def test_there_is_a_sitemap_for_every_language(service: Service) -> None:
    index = ElementTree.fromstring(service.get("/sitemap.xml").body)

    assert [place.text for place in index.iter(f"{SITEMAP}loc")] == [
        f"{SITE}/{code}/sitemap.xml" for code in languages.OFFERED_CODES
    ]


def test_a_sitemap_names_every_page_once_with_all_its_languages(service: Service, shipped_edition: Edition) -> None:
    sitemap = ElementTree.fromstring(service.get("/zh/sitemap.xml").body)
    pages = sitemap.findall(f"{SITEMAP}url")
    addresses = [page.findtext(f"{SITEMAP}loc", "") for page in pages]

    guide = 1 + len(Role) + len(Moment) + len(shipped_edition.guide)
    others = 7 + 2 * len(countries.codes()) + len(shipped_edition.resources) - 1
    assert len(addresses) == len(set(addresses)) == others + guide
    assert all(address.startswith(f"{SITE}/zh/") for address in addresses)
    assert {link.get("hreflang") for link in pages[0].findall(ALTERNATE)} == {
        language.tag for language in languages.offered().values()
    }
    assert all(len(page.findall(ALTERNATE)) == len(languages.OFFERED_CODES) for page in pages)


@pytest.mark.parametrize("path", ["", "now/", "find/", "about/", "privacy/", "accessibility/", "data/", "in/xk/"])
def test_what_the_sitemap_names_is_there_and_names_itself(service: Service, path: str) -> None:
    address = f"{SITE}/uk/{path}"
    answer = service.get(f"/uk/{path}")

    assert f"<loc>{address}</loc>" in service.get("/uk/sitemap.xml").text
    assert answer.status == 200
    assert f'<link rel="canonical" href="{address}">' in answer.text
    assert f'<link rel="alternate" hreflang="uk" href="{address}">' in answer.text


@pytest.mark.parametrize("path", ["/en/", "/en/now/us/", "/en/r/us-ndvh/", "/en/find/?topic=suicide"])
def test_a_shared_link_shows_nothing_of_the_page(service: Service, path: str) -> None:
    preview = re.findall(r'<meta (?:property|name)="(?:og|twitter):\w+" content="([^"]*)">', service.get(path).text)

    assert preview[:3] == ["Greenroom", "For people in music, wherever you are", "website"]
    image = service.get(preview[3].removeprefix(SITE))
    assert (image.status, image.headers["content-type"]) == (200, "image/png")


def test_the_worker_stands_at_the_root_and_is_never_an_old_one(service: Service) -> None:
    answer = service.get("/service-worker.js")

    assert answer.headers["content-type"] == "text/javascript"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("headers", [{}, {"Sec_Fetch_Site": "same-origin"}])
def test_erasing_tells_the_browser_to_forget(service: Service, headers: dict[str, str]) -> None:
    assert service.get("/en/kept/erased/", **headers).headers["clear-site-data"] == '"cache", "storage"'


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_link_from_elsewhere_erases_nothing(service: Service, site: str) -> None:
    answer = service.get("/en/kept/erased/", Sec_Fetch_Site=site)

    assert (answer.status, answer.headers["location"]) == (302, "/en/kept/")
    assert "clear-site-data" not in answer.headers
