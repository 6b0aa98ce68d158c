import pytest
from django.test import Client

from greenroom.accounts.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("served")]
ADDRESS = "/staff/search/?q=therpist+berlin&lang=en"


def test_staff_see_why_results_stand_in_their_order(client: Client) -> None:
    client.force_login(Person.objects.create_user("staff@example.org", "a long enough password"))

    response = client.get(ADDRESS)
    text = response.content.decode()

    assert response.headers["Cache-Control"].count("no-store") == 1
    assert "own_country 1000.0" in text
    assert "therpist → therapist" in text
    assert "country=DE" in text


def test_nobody_else_sees_it(client: Client) -> None:
    assert client.get(ADDRESS).headers["location"].startswith("/staff/sign-in/")
