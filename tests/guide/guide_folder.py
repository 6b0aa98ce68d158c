"""A small guide to load: one tool, one chapter, each in English and Spanish. Made up."""

from pathlib import Path

SOURCES = """\
demo-2020:
  title: "Demo: a review"
  url: https://example.org/review
  published: 2020
  seen: 2026-11-22
"""
TOOL = """\
title: Slow breathing
promise: Bring your body down a gear.
roles: [everyone]
moments: [before-the-show]
topics: [anxiety, stress]
minutes: 4
grade: B
sources: [demo-2020]
widget: pacer
pace: [[in, 4], [out, 6]]
first_for: [crew]
steps:
  - Breathe in.
  - Breathe out.
not_when:
  - You feel dizzy.
  - "crisis:call_at_once"
evidence: A few small trials.
written: 2026-11-25
review_due: 2027-11-25
reviewed_by: null
reviewed_at: null
"""
CHAPTER = """\
---
title: Nerves before the stage
promise: What to do with them.
roles: [artist, band-member]
moments: [before-the-show]
topics: [anxiety]
minutes: 3
grade: C
sources: [demo-2020]
limits: Nobody asked musicians.
written: 2026-11-25
review_due: 2027-11-25
reviewed_by: null
reviewed_at: null
---

## In one minute {#minute}

Begin with [slow breathing](tool:breathing).

::: steps {#now}
1. Shake out your hands.
:::

::: callout {#not-for-you}
You have not slept for days.
:::

::: tool breathing
:::

::: resources anxiety
:::
"""
SPANISH_TOOL = """\
title: Respirar despacio
promise: Baja una marcha.
state: machine
source_revision: "{revision}"
steps:
  - Inspira.
  - Espira.
not_when:
  - Te mareas.
  - "crisis:call_at_once"
evidence: Unos pocos ensayos pequeños.
"""
SPANISH_CHAPTER = """\
---
title: Nervios antes de salir
promise: Qué hacer con ellos.
state: machine
source_revision: "{revision}"
limits: Nadie preguntó a músicos.
---

## En un minuto {{#minute}}

Empieza con [respirar despacio](tool:breathing).

::: steps {{#now}}
1. Sacude las manos.
:::

::: callout {{#not-for-you}}
No has dormido en días.
:::

::: tool breathing
:::

::: resources anxiety
:::
"""
TOOL_PATH, CHAPTER_PATH = "en/tools/breathing.yaml", "en/chapters/nerves.md"


def write_guide(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write the guide; `files`: {path: another text}."""
    shipped = {"sources.yaml": SOURCES, TOOL_PATH: TOOL, CHAPTER_PATH: CHAPTER}
    for path, text in (shipped | (files or {})).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder
