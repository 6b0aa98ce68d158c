"""Every deed around accounts."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext_lazy as _

from greenroom.accounts.models import Person
from greenroom.core.action import action
from greenroom.core.actor import Actor
from greenroom.core.errors import ActionRefused


@dataclass(frozen=True)
class AccountCreated:
    person: Person

    @property
    def audit_subject(self) -> str:
        return f"person:{self.person.pk}"

    @property
    def audit_detail(self) -> dict[str, Any]:
        return {"is_superuser": self.person.is_superuser}


@action(who="operators, by command line")
def create_staff_account(email: str, password: str, *, by: Actor, is_engineer: bool) -> AccountCreated:
    """Make an account for a member of staff. `is_engineer` opens the engine room (the stock admin) too.

    Refuses: ActionRefused for an address that is taken or none, and for a weak password.
    """
    try:
        MaxLengthValidator(254)(email)
        validate_email(email)
        validate_password(password, Person(email=email))
    except ValidationError as error:
        raise ActionRefused("account_invalid", " ".join(error.messages)) from error
    if Person.objects.filter(email=email.strip().lower()).exists():
        raise ActionRefused("account_exists", _("There is an account with this e-mail address already."))
    make = Person.objects.create_superuser if is_engineer else Person.objects.create_user
    return AccountCreated(make(email, password))
