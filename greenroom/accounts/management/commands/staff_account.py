import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from greenroom.accounts import actions
from greenroom.core.actor import Actor
from greenroom.core.errors import ActionRefused


class Command(BaseCommand):
    help = "Make a staff account. Asks for the password, or reads it from standard input when that is no terminal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--engineer", action="store_true", help="may also open /staff/engine/")

    def handle(self, *args: Any, email: str, engineer: bool, **options: Any) -> None:
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            actions.create_staff_account(email, password, by=Actor.operator(), is_engineer=engineer)
        except ActionRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{email} can sign in at /staff/")
