"""Part of `make bench`: a tour card of 60 stops in as many cities of 20 countries, in-process, beside its limit."""

from datetime import date, timedelta

import django

django.setup()

from django.test import Client  # noqa: E402 - Django must be set up first

from tests.bench.find import milliseconds, percentile  # noqa: E402 - see above

LIMIT_MS, LIMIT_BYTES = 300, 150_000
ROUNDS = 40
CITIES = """Berlin, DE|Hamburg, DE|Köln, DE|Paris, FR|Lyon, FR|Lille, FR|London, UK|Leeds, UK
Glasgow, UK|Oslo, NO|Bergen, NO|Stockholm, SE|Malmö, SE|Warsaw, PL|Kraków, PL|Madrid, ES
Barcelona, ES|Lisbon, PT|Porto, PT|Rome, IT|Milan, IT|Bologna, IT|Vienna, AT|Zürich, CH
Bern, CH|Brussels, BE|Gent, BE|Amsterdam, NL|Utrecht, NL|Copenhagen, DK|Helsinki, FI|Dublin, IE
Istanbul, TR|Cairo, EG|Tokyo, JP|Osaka, JP|Nagoya, JP|Seoul, KR|Jakarta, ID|Mumbai, IN
Sydney, AU|Melbourne, AU|Auckland, NZ|Mexico City, MX|New York, NY|Boston, MA|Philadelphia, PA|Chicago, IL
Denver, CO|Seattle, WA|Portland, OR|Los Angeles, CA|Austin, TX|Houston, TX|Nashville, TN|Atlanta, GA
Toronto, ON|Montreal, QC|Vancouver, BC|São Paulo, BR"""


def main() -> None:
    cities = [city for line in CITIES.splitlines() for city in line.split("|")]
    first = date(2027, 3, 1)
    text = "\n".join(f"{first + timedelta(days=2 * number)} {city} – Hall" for number, city in enumerate(cities))
    client = Client(headers={"accept-encoding": "identity", "host": "127.0.0.1"})

    def ask(form: str) -> bytes:
        answer = client.post("/en/card/", {"text": text, "home": "GB", "as": form})
        if answer.status_code != 200 or (form == "html" and b"leg" not in answer.content):
            raise SystemExit("the card did not answer")
        return answer.content

    ask("html")
    for form in ("html", "a4"):
        times = [milliseconds(lambda form=form: ask(form)) for _ in range(ROUNDS)]
        size = len(ask(form))
        of_limit = f", {percentile(times, 95) / LIMIT_MS:.2f} of {LIMIT_MS} ms" if form == "html" else ""
        of_size = f", {size / LIMIT_BYTES:.2f} of {LIMIT_BYTES // 1000} kB" if form == "html" else ""
        print(
            f"tour card, {len(cities)} stops, {form}: p50 {percentile(times, 50):.0f} ms, "
            f"p95 {percentile(times, 95):.0f} ms{of_limit}; {size / 1000:.0f} kB{of_size}"
        )


if __name__ == "__main__":
    main()
