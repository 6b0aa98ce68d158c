from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.house.sources import PARTS, ROOT


def test_no_foreign_key_points_to_a_higher_part() -> None:
    order = {part: height for height, part in enumerate(PARTS)}
    upward = [
        f"{model.__name__}.{field.name}"
        for part in PARTS
        if part in apps.app_configs
        for model in apps.get_app_config(part).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.app_label in order
        and order[field.related_model._meta.app_label] > order[part]
    ]

    assert upward == []


@pytest.mark.django_db
def test_migrations_say_all_that_the_models_say() -> None:
    out = StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=out)

    assert out.getvalue() == "No changes detected\n"


def test_migrations_are_a_line_with_names() -> None:
    wrong = []
    for part in PARTS:
        files = sorted((ROOT / "greenroom" / part / "migrations").glob("[0-9]*.py"))
        numbers = [path.name[:4] for path in files]
        if numbers != [f"{number:04d}" for number in range(1, len(files) + 1)]:
            wrong.append(part)
        wrong += [path.name for path in files if "_auto_" in path.name]

    assert wrong == []
