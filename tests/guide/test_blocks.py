import pytest

from greenroom.guide.blocks import Block, BlockRefused, read_blocks
from greenroom.guide.choices import BlockKind

BODY = """## In one minute {#minute}

Two sentences. Then *stress*.

::: steps {#now}
1. One.
2. Two.
:::

::: tool paced-breathing
:::

::: resources anxiety panic
:::
"""


def test_a_body_becomes_blocks_in_order() -> None:
    assert read_blocks(BODY) == [
        Block(BlockKind.PROSE, "minute", "## In one minute\n\nTwo sentences. Then *stress*.", (), 1),
        Block(BlockKind.STEPS, "now", "1. One.\n2. Two.", (), 5),
        Block(BlockKind.TOOL, "tool-1", "", ("paced-breathing",), 10),
        Block(BlockKind.RESOURCES, "resources-2", "", ("anxiety", "panic"), 13),
    ]


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ("Words in no block.", 1, "this stands in no block: begin with a heading like `## Words {#id}`"),
        ("\n::: steps\n1. One.\n:::", 2, "the steps has no id, like {#now}"),
        ("::: steps {#now}\n1. One.", 1, "the steps has no end (:::)"),
        ("::: steps {#now}\n\n:::", 1, "the steps is empty"),
        (
            "::: table {#now}\nx\n:::",
            1,
            "there is no block 'table': prose, steps, callout, quote, checklist, tool, resources",
        ),
        ("## A {#a}\nx\n## B {#a}\ny", 3, "the id 'a' stands twice"),
        (
            "## A {#a}\n\n[out](https://example.org)",
            3,
            "links lead to tool:… or chapter:… only, not 'https://example.org'",
        ),
    ],
)
def test_what_is_no_block_is_refused_with_its_line(body: str, line: int, reason: str) -> None:
    with pytest.raises(BlockRefused) as refused:
        read_blocks(body)

    assert (refused.value.line, refused.value.reason) == (line, reason)
