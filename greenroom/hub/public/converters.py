"""The two variable parts of public addresses. What they do not know is no page (404)."""

from greenroom.core import countries, languages


class LanguageConverter:
    regex = "[a-z]{2}"

    def to_python(self, value: str) -> str:
        if languages.get(value) is None:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class CountryConverter:
    """Lower case in the address, upper case (ISO 3166-1) inside."""

    regex = "[a-z]{2}"

    def to_python(self, value: str) -> str:
        if not countries.is_country(value.upper()):
            raise ValueError(value)
        return value.upper()

    def to_url(self, value: str) -> str:
        return value.lower()
