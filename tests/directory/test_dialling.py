"""From the number as printed to the string a phone dials: nothing is added, nothing is guessed.

The table holds real numbers with the record they come from; what somebody presses was written out by hand.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.directory.dialling import (
    NotDiallable,
    dial_string,
    is_known_unreachable_from_abroad,
    sms_link,
    tel_link,
    whatsapp_link,
)

RESOURCES = Path(__file__).parents[2] / "data" / "resources"
NOT_RECORDS = {"amendments.jsonl", "retired_numbers.jsonl"}
DIALLED_CHANNELS = {"phone", "sms", "whatsapp"}

# Record, as printed, as dialled.
REAL_NUMBERS = (
    ("us-emergency-911", "911", "911"),
    ("us-988-lifeline", "1-800-273-8255", "18002738255"),
    ("us-crisis-text-line", "741741", "741741"),
    ("us-mha-peer-text-line", "678-264-6978", "6782646978"),
    ("us-local-802-map", "212-397-4802", "2123974802"),
    ("gu-gbhwc-crisis-hotline", "671-647-8833", "6716478833"),
    ("ca-the-afc", "416-975-0304", "4169750304"),
    ("ca-qc-1866-appelle", "1-866-277-3553", "18662773553"),
    ("mx-linea-de-la-vida", "800 911 2000", "8009112000"),
    ("mx-saptel", "55 5259 8121", "5552598121"),
    ("mx-cdmx-sos-mujeres-765", "*765", "*765"),
    ("mx-locatel", "*0311", "*0311"),
    ("cl-4141", "*4141", "*4141"),
    ("cl-salud-responde", "600 360 7777", "6003607777"),
    ("uy-linea-vida", "*0767", "*0767"),
    ("uy-0800-4141", "0800 4141", "08004141"),
    ("ar-cas-135", "(011) 5275-1135", "01152751135"),
    ("ar-linea-144", "11 2771-6463", "1127716463"),
    ("ar-linea-salud-mental-nacional", "0800-999-0091", "08009990091"),
    ("bo-familia-segura", "800 11 3040", "800113040"),
    ("br-ligue-180", "(61) 9610-0180", "6196100180"),
    ("pe-113-opcion-5", "955 557 000", "955557000"),
    ("ve-psicolinea-ucab", "0414-121 7882", "04141217882"),
    ("tt-lifeline", "800-5588", "8005588"),
    ("gl-tusaannga", "80 11 80", "801180"),
    ("au-emergency-000", "000", "000"),
    ("au-lifeline", "13 11 14", "131114"),
    ("au-lifeline", "0477 13 11 14", "0477131114"),
    ("au-kids-helpline", "1800 55 1800", "1800551800"),
    ("nz-anxiety", "0800 269 4389", "08002694389"),
    ("fj-empower-pacific", "293 7141", "2937141"),
    ("pf-sos-suicide", "87 20 25 23", "87202523"),
    ("nc-sos-ecoute", "05 30 30", "053030"),
    ("jp-dv-plus", "#8008", "#8008"),
    ("jp-childline", "0120-99-7777", "0120997777"),
    ("kr-1577-0199", "1577-0199", "15770199"),
    ("kr-kawf-counselling", "02-3668-0200", "0236680200"),
    ("tw-mens-line", "0800-013-999", "0800013999"),
    ("hk-samaritans", "2896 0000", "28960000"),
    ("sg-mindline-1771", "+65 6669 1771", "+6566691771"),
    ("sg-navh", "1800-777-0000", "18007770000"),
    ("my-befrienders-kl", "03-7627 2929", "0376272929"),
    ("my-talian-kasih", "019-261 5999", "0192615999"),
    ("id-sapa-129", "08111-129-129", "08111129129"),
    ("ph-ncmh-crisis-hotline", "(02) 7989-8727", "0279898727"),
    ("vn-ngay-mai", "096 306 1414", "0963061414"),
    ("in-tele-manas", "1-800-891-4416", "18008914416"),
    ("in-aasra", "022-2754 6669", "02227546669"),
    ("bd-kaan-pete-roi", "09612-119911", "09612119911"),
    ("pk-umang", "0311-7786264", "03117786264"),
    ("ae-800hope", "800-4673", "8004673"),
    ("za-gbvcc", "*120*7867#", "*120*7867#"),
    ("za-sadag-adcock", "0800 70 80 90", "0800708090"),
    ("ng-ndlea-helpline", "0800 1020 3040", "080010203040"),
    ("ug-mhu-helpline", "0800 21 21 21", "0800212121"),
    ("ke-befrienders", "0722 178 177", "0722178177"),
    ("gb-samaritans", "116 123", "116123"),
    ("gb-calm", "0800 58 58 58", "0800585858"),
    ("gb-national-domestic-abuse-helpline", "0808 2000 247", "08082000247"),
    ("ie-minding-creative-minds", "+353 1 518 0277", "+35315180277"),
    ("ie-minding-creative-minds", "087 369 0010", "0873690010"),
    ("fr-3114", "3114", "3114"),
    ("fr-emergency-112", "15", "15"),
    ("fr-cellule-audiens-vhss", "01 87 20 30 90", "0187203090"),
    ("fr-fil-sante-jeunes", "0 800 235 236", "0800235236"),
    ("de-telefonseelsorge", "0800 111 0 111", "08001110111"),
    ("de-themis", "030 23 63 20 210", "030236320210"),
    ("at-psychosozialer-notdienst-wien", "01 31330", "0131330"),
    ("ch-heart2heart", "0800 143 000", "0800143000"),
    ("it-telefono-amico", "324 011 7252", "3240117252"),
    ("es-016", "016", "016"),
    ("es-telefono-esperanza", "91 459 00 55", "914590055"),
    ("pt-sns24", "808 24 24 24", "808242424"),
    ("se-spes", "08-34 58 73", "08345873"),
    ("no-balansekunst-radgivningstelefonen", "940 87 929", "94087929"),
    ("dk-livslinien", "70 201 201", "70201201"),
    ("fi-mieli-crisis-line", "09 2525 0111", "0925250111"),
    ("lu-sos-detresse", "45 45 45", "454545"),
    ("hu-lelkisegely-116123", "06 80 810 600", "0680810600"),
    ("mk-alo-bushavko", "02 2465 316", "022465316"),
    ("tr-tkdf", "0212 656 96 96", "02126569696"),
    ("ua-veterans-0800332029", "0 800 33 20 29", "0800332029"),
)

# Shapes that stand on posters and web pages, though not in a record.
OTHER_SHAPES = (
    ("1-855-BLINE99", "18552546399"),
    ("1-800-SUICIDE", "18007842433"),
    ("(800) HOPE", "8004673"),
    ("+44 (0)20 7946 0000", "+442079460000"),
    ("+44(0)20 7946 0000", "+442079460000"),
    ("+49 (0) 30 123456", "+4930123456"),
    ("(0)20 7946 0000", "02079460000"),
    ("  112 ", "112"),
    ("0800\u00a0123\u202f456", "0800123456"),
    ("0800\u2013123\u2013456", "0800123456"),
    ("01.23.45.67.89", "0123456789"),
    ("٩١١", "911"),
    ("۱۲۳", "123"),
)

REFUSED = (
    # Two numbers.
    "911 or 112",
    "0800 111 222 / 0800 333 444",
    "112/911",
    "110, 119",
    "110; 119",
    "15/17",
    "030/1234567",  # an area code and a number, or two numbers: nobody can tell
    # Menu steps.
    "988 then 1",
    "171 option 6",
    "119,8",
    "0800 123 456, press 2",
    # Extensions.
    "212-239-9137 x455",
    "212-239-9137 ext. 4",
    "212-239-9137 ext 4",
    "212-239-9137 X455",
    "212-239-9137 EXT4",
    # Words.
    "call 112",
    "HOPE to 741741",
    "1800 CALL NOW",
    "no number",
    "tel:112",
    # Not a number at all, or half of one.
    "",
    "   ",
    "+",
    "+44",
    "+0123456789",
    "1+12",
    "112+",
    "*",
    "#",
    "https://example.org",
)


@cache
def real_values() -> tuple[tuple[dict[str, Any], str, str], ...]:
    """Read every number of the collection: record, channel, as printed."""
    return tuple(_values())


def _values() -> Iterator[tuple[dict[str, Any], str, str]]:
    for path in sorted(RESOURCES.glob("*.jsonl")):
        if path.name in NOT_RECORDS:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for contact in record["contacts"]:
                if contact["channel"] in DIALLED_CHANNELS:
                    yield record, contact["channel"], contact["value"]


def dialled(printed: str) -> str | None:
    """Return the dial string, or None where the text is refused."""
    try:
        return dial_string(printed)
    except NotDiallable:
        return None


KEYPAD = {
    letter: digit
    for digit, letters in {
        "2": "ABC",
        "3": "DEF",
        "4": "GHI",
        "5": "JKL",
        "6": "MNO",
        "7": "PQRS",
        "8": "TUV",
        "9": "WXYZ",
    }.items()
    for letter in letters
}
KEYS = {key: key for key in "0123456789*#+"} | KEYPAD | dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True))


def keys_in(printed: str) -> str:
    """Press, one after the other, each key that is printed."""
    return "".join(KEYS.get(character, "") for character in printed)


def says_just_what_is_printed(printed: str, dial: str) -> bool:
    """Hold a dial string against the printed keys; only the zero of a `(0)` after a country code may be missing."""
    without_trunk_zero = re.sub(r"^\s*(\+\d{1,3}\s*)\(0\)", r"\1", printed)
    return dial in {keys_in(printed), keys_in(without_trunk_zero)}


@pytest.mark.parametrize(("record", "printed", "dial"), REAL_NUMBERS)
def test_real_numbers(record: str, printed: str, dial: str) -> None:
    """What somebody in the country presses is what is printed there."""
    assert dial_string(printed) == dial, record


@pytest.mark.parametrize(("printed", "dial"), OTHER_SHAPES)
def test_other_shapes(printed: str, dial: str) -> None:
    """Letters, trunk zeros, odd spaces and eastern digits."""
    assert dial_string(printed) == dial


def test_the_table_is_broad_enough() -> None:
    """Shapes differ from country to country; a few of them prove little."""
    countries = {record.split("-")[0] for record, _, _ in REAL_NUMBERS}

    assert len(set(REAL_NUMBERS)) >= 60
    assert len(countries) >= 20


def test_the_table_stands_in_the_collection() -> None:
    """The table speaks of real records; it would say little if they were invented."""
    known = {(record["id"], printed) for record, _, printed in real_values()}

    assert [row for row in REAL_NUMBERS if row[:2] not in known] == []


@pytest.mark.parametrize("printed", REFUSED)
def test_what_would_need_guessing_is_refused(printed: str) -> None:
    """A wrong number is worse than none."""
    with pytest.raises(NotDiallable):
        dial_string(printed)


@pytest.mark.parametrize("printed", ["٩١١", "۹۱۱", "९११", "৯১১", "９１１"])
def test_digits_of_any_script_are_keys_of_a_phone(printed: str) -> None:
    """A phone has the keys 0 to 9. Digits of another script become those, or the text is refused."""
    assert dialled(printed) in {None, "911"}


def test_a_trunk_zero_after_00_and_a_country_code_is_not_dialled() -> None:
    """The zero in brackets is for callers inside the country, however the country code is written."""
    assert dialled("0044 (0)20 7946 0000") in {None, "00442079460000"}


def test_every_number_of_the_collection_is_dialled_as_printed() -> None:
    """No record may come out with a digit more, a digit less or another order."""
    dials = [(record["id"], printed, dialled(printed)) for record, _, printed in real_values()]

    assert len(dials) >= 900
    assert [row for row in dials if row[2] is not None and not says_just_what_is_printed(row[1], row[2])] == []


def test_no_international_number_is_made_up() -> None:
    """A leading plus is there because it is printed."""
    dials = [(record["id"], printed, dialled(printed) or "") for record, _, printed in real_values()]

    assert [row for row in dials if row[2].startswith("+") and not row[1].strip().startswith("+")] == []


def test_refused_numbers_of_the_collection_are_known() -> None:
    """A number that cannot be dialled is shown as text only; each such record should be there on purpose."""
    refused = {(record["id"], printed) for record, _, printed in real_values() if dialled(printed) is None}

    assert refused == {("id-sejiwa-119-8", "119,8")}


# --- Properties ----------------------------------------------------------------------------------------------------

SEPARATORS = (" ", "-", ".", "  ", " - ", "\u00a0", "\u2009", "\u202f", "\u2010", "\u2011", "\u2013")
PIECES = ("+", "+44", "(0)", "(02)", "0", "1", "20", "112", "0800", "#", "*", "٩١", "A", "HOPE", "x", " or ", "/", ",")
ANYTHING = st.one_of(
    st.text(alphabet="0123456789+*#()-./ ABCXYZabcorx,;٠٩\u00a0\u2013", max_size=24),
    st.lists(st.sampled_from((*PIECES, *SEPARATORS)), max_size=8).map("".join),
    st.from_regex(r"\A\+[1-9][0-9]{0,2} ?(\(0\))? ?[0-9]{3,4}[ -][0-9]{3,4}\Z"),
)
PLAIN_NUMBERS = st.from_regex(r"\A(\+[1-9][0-9]{5,14}|[*#]?[0-9]{1,15}#?)\Z")


@given(PLAIN_NUMBERS)
def test_a_dial_string_stays_as_it_is(number: str) -> None:
    """What can be dialled already is not touched."""
    assert dial_string(number) == number


@given(ANYTHING)
def test_dialling_twice_changes_nothing(printed: str) -> None:
    """A dial string read as a printed number is itself."""
    dial = dialled(printed)

    assert dial is None or dial_string(dial) == dial


@given(number=PLAIN_NUMBERS, separators=st.lists(st.sampled_from(("", *SEPARATORS)), min_size=17, max_size=17))
def test_separators_change_nothing(number: str, separators: list[str]) -> None:
    """How a number is grouped is a matter of taste."""
    grouped = "".join(key + separator for key, separator in zip(number, separators, strict=False))

    assert dial_string(grouped) == number


@given(ANYTHING)
def test_nothing_is_gained(printed: str) -> None:
    """Whatever the text, the keys pressed are the keys printed, in their order."""
    dial = dialled(printed)

    assert dial is None or says_just_what_is_printed(printed, dial)


@given(ANYTHING)
def test_a_plus_is_never_added(printed: str) -> None:
    """A country code is not guessed."""
    dial = dialled(printed)

    assert dial is None or dial.startswith("+") == keys_in(printed).startswith("+")


# --- Links ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dial", "link"),
    [
        ("#8008", "tel:%238008"),
        ("*4141", "tel:*4141"),
        ("*120*7867#", "tel:*120*7867%23"),
        ("116123", "tel:116123"),
        ("+35315180277", "tel:+35315180277"),
    ],
)
def test_tel_link(dial: str, link: str) -> None:
    """A bare `#` would end the link, and the phone would dial nothing."""
    assert tel_link(dial) == link


@pytest.mark.parametrize(
    ("dial", "keyword", "link"),
    [
        ("741741", "HELP ME", "sms:741741?body=HELP%20ME"),
        ("741741", "HOME", "sms:741741?body=HOME"),
        ("741741", None, "sms:741741"),
        ("741741", "", "sms:741741"),
        ("85258", "A&B #1", "sms:85258?body=A%26B%20%231"),
        ("85258", "Hé", "sms:85258?body=H%C3%A9"),
        ("+353873690010", "Hi", "sms:+353873690010?body=Hi"),
    ],
)
def test_sms_link(dial: str, keyword: str | None, link: str) -> None:
    """The keyword becomes the message; a space is `%20`, since a plus would be sent as a plus."""
    assert sms_link(dial, keyword) == link


def test_whatsapp_link() -> None:
    """The address takes the international number without its plus."""
    assert whatsapp_link("+34600000016") == "https://wa.me/34600000016"


@pytest.mark.parametrize("e164", ["+6566691771", "+35315180277", "+442079460000", "", "988", "no number"])
def test_nothing_is_known_against_it(e164: str) -> None:
    """Only a No is a known thing; what cannot be read is not called unreachable."""
    assert is_known_unreachable_from_abroad(e164) is False


@pytest.mark.parametrize("e164", ["+61131114", "+421800500333"])
def test_known_unreachable_from_abroad(e164: str) -> None:
    """Some lines answer only inside their country, and somebody on tour should be told so."""
    assert is_known_unreachable_from_abroad(e164) is True
