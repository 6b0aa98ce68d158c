from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from greenroom.core.actor import Actor
from greenroom.core.errors import ActionRefused
from greenroom.edition import actions, keys
from greenroom.edition import queries as edition_queries


class Command(BaseCommand):
    help = "Make and look after the published editions."

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        deeds.add_parser("keys", help="make the key pair that signs editions, unless it is there")
        publish = deeds.add_parser("publish", help="build, verify and switch to the next edition")
        publish.add_argument("--if-due", action="store_true", help="only if the directory has changed")
        deeds.add_parser("request", help="have the worker publish if the directory has changed (for the clock)")
        deeds.add_parser("list", help="list the editions, newest first, each verified")
        deeds.add_parser("verify", help="verify every edition; fails if one is damaged")
        rollback = deeds.add_parser("rollback", help="point at an earlier edition")
        rollback.add_argument("number", nargs="?", type=int)
        prune = deeds.add_parser("prune", help="remove old editions")
        prune.add_argument("--keep", type=int, default=settings.EDITIONS_KEPT)

    def handle(self, *args: Any, deed: str, **options: Any) -> None:
        method: Callable[..., None] = getattr(self, f"do_{deed}")
        try:
            method(**options)
        except (ActionRefused, keys.KeyMissing) as error:
            raise CommandError(str(error)) from error

    def do_keys(self, **options: Any) -> None:
        made = keys.make(settings.EDITION_PRIVATE_KEY, settings.EDITION_PUBLIC_KEY)
        self.stdout.write("Key pair made." if made else "There is a key pair already.")

    def do_publish(self, *, if_due: bool, **options: Any) -> None:
        if if_due and not edition_queries.is_publication_due():
            self.stdout.write("Nothing has changed since the current edition.")
            return
        outcome = actions.publish_edition(by=Actor.operator())
        self.stdout.write(f"Edition {outcome.number} is public: {outcome.detail['resources']} resources.")

    def do_request(self, **options: Any) -> None:
        actions.request_publication(by=Actor.clock())

    def do_list(self, **options: Any) -> None:
        for state in edition_queries.editions():
            mark = "*" if state.is_current else " "
            if state.manifest is None:
                self.stdout.write(f"{mark} {state.number:6d}  damaged: {state.damage}")
                continue
            built = f"{state.manifest.built_at:%Y-%m-%d %H:%M} UTC"
            self.stdout.write(f"{mark} {state.number:6d}  {built}  {state.manifest.counts['resources']} resources")

    def do_verify(self, **options: Any) -> None:
        states = edition_queries.editions()
        damaged = [state for state in states if state.damage]
        for state in damaged:
            self.stderr.write(state.damage)
        if damaged:
            raise CommandError(f"{len(damaged)} of {len(states)} editions are damaged")
        self.stdout.write(f"{len(states)} editions are whole")

    def do_rollback(self, *, number: int | None, **options: Any) -> None:
        outcome = actions.roll_back_edition(number, by=Actor.operator())
        self.stdout.write(f"Edition {outcome.number} is public again.")

    def do_prune(self, *, keep: int, **options: Any) -> None:
        outcome = actions.prune_editions(keep, by=Actor.operator())
        self.stdout.write(f"{outcome.detail['removed']} editions removed.")
