"""The peers of the bench of search: what one would build on tantivy, on SQLite and on PostgreSQL.

Each is given the same records, and answers the same question: the best 20 of what has any of the words (or is about one
of the topics, or of one of the kinds, where a question names some), the country's own first; how many there are; how
many there would be with each value of the seven facets in its facet's place. None knows days or opening hours.
"""

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
import tantivy
from tantivy import Occur, Query

from greenroom.core.words import SHORTEST_BEGINNING, is_unspaced
from greenroom.search.filters import Facet
from greenroom.search.finding import PAGE_SIZE
from greenroom.search.index import ANYWHERE
from tests.bench.synthetic import Question, Record
from tests.postgres import postgresql

TEXT_FIELDS = {"name": 3.0, "organization": 2.0, "text": 1.0}
FACETS = tuple(facet.value for facet in Facet)
# Facets of which a record has one value, and several.
SINGLE = (Facet.KIND.value, Facet.COST.value)
SEVERAL = tuple(facet for facet in FACETS if facet not in SINGLE)


class Answer(NamedTuple):
    """`best`: numbers of records, in order. `counts`: {facet: {value: records}}, worldwide ones as ANYWHERE."""

    total: int
    best: list[int]
    counts: dict[str, dict[str, int]]


class RawTantivy:
    """A hand-written query over the fields that our index has, one entry a record."""

    def __init__(self, records: Iterable[Record]) -> None:
        builder = tantivy.SchemaBuilder()
        for text_field in TEXT_FIELDS:
            builder.add_text_field(text_field, tokenizer_name="whitespace", index_option="freq")
        for facet in FACETS:
            builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_unsigned_field("number", fast=True)
        engine = tantivy.Index(builder.build())
        writer = engine.writer(64_000_000, 1)
        for record in records:
            entry = tantivy.Document(**record.values)
            for text_field, text in zip(TEXT_FIELDS, record.texts, strict=True):
                entry.add_text(text_field, text)
            entry.add_unsigned("number", record.number)
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()
        engine.reload()
        self.schema, self.searcher = engine.schema, engine.searcher()

    def ask(self, question: Question) -> Answer:
        """Count what is found, by value."""
        return self._answer(question, [])

    def ask_every_choice(self, question: Question) -> Answer:
        """Count what there would be with each value in its facet's place."""
        return self._answer(question, list(question.filters.chosen))

    def _answer(self, question: Question, chosen: Sequence[Facet]) -> Answer:
        country = question.filters.country
        any_of = [(Occur.Should, self._wanted(tokens)) for tokens in question.wanted]
        any_of += [(Occur.Should, self._value("topic", topic, 1.0)) for topic in question.topics]
        any_of += [(Occur.Should, self._value("kind", kind, 1.0)) for kind in question.kinds]
        wanted = [(Occur.Must, Query.boolean_query(any_of))] if any_of else []
        has = {facet: self._has(facet, value) for facet, value in question.filters.chosen.items()}
        own = [(Occur.Should, self._value("country", country, 1_000.0))] if country else []
        everything = Query.boolean_query([*wanted, *has.values(), *own])
        hits = self.searcher.search(everything, limit=PAGE_SIZE, count=True)
        counts = self._counts(everything, [facet for facet in Facet if facet not in chosen])
        for facet in chosen:
            others = Query.boolean_query([*wanted, *(condition for other, condition in has.items() if other != facet)])
            counts |= self._counts(others if wanted or len(has) > 1 else Query.all_query(), [facet])
        best = self.searcher.fast_field_values("number", [address for _, address in hits.hits])
        return Answer(hits.count, best, counts)

    def _has(self, facet: Facet, value: str) -> tuple[Occur, Query]:
        values = [value, ANYWHERE] if facet is Facet.COUNTRY else [value]
        terms = [(Occur.Should, self._term(facet.value, one)) for one in values]
        query = Query.boolean_query(terms) if len(terms) > 1 else terms[0][1]
        return Occur.Must, Query.const_score_query(query, 0.0)

    def _value(self, facet: str, value: str, points: float) -> Query:
        return Query.const_score_query(self._term(facet, value), points)

    def _term(self, name: str, value: str, option: str = "basic") -> Query:
        return Query.term_query(self.schema, name, value, option)

    def _wanted(self, tokens: Sequence[str]) -> Query:
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(self._in_field(name, tokens), weight))
                for name, weight in TEXT_FIELDS.items()
            ]
        )

    def _in_field(self, name: str, tokens: Sequence[str]) -> Query:
        together = Query.boolean_query([(Occur.Must, self._term(name, token, "freq")) for token in tokens])
        if not is_beginning(tokens):
            return together
        longer = Query.const_score_query(Query.phrase_prefix_query(self.schema, name, list(tokens)), 0.5)
        return Query.boolean_query([(Occur.Should, together), (Occur.Should, longer)])

    def _counts(self, query: Query, facets: Sequence[Facet]) -> dict[str, dict[str, int]]:
        asked = {facet.value: {"terms": {"field": facet.value, "size": 1_000}} for facet in facets}
        found = self.searcher.aggregate(query, asked)
        return {
            name: {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]} for name, answer in found.items()
        }


def is_beginning(tokens: Sequence[str]) -> bool:
    """Say whether a word also finds longer ones."""
    return len(tokens) == 1 and len(tokens[0]) >= SHORTEST_BEGINNING and not is_unspaced(tokens[0])


class Fts5:
    """Words in a contentless FTS5 table; kind and cost as columns, the other facets as tables of their own.

    CROSS JOIN is SQLite's way to be told the order: first the few that were found, then what they have.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self.database = sqlite3.connect(":memory:", isolation_level=None)
        self.database.executescript(
            """
            PRAGMA temp_store = memory;
            CREATE VIRTUAL TABLE texts USING fts5(name, organization, text, content='', prefix='3 4 5',
                tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
            CREATE TABLE service (id INTEGER PRIMARY KEY, kind TEXT, cost TEXT);
            CREATE TEMP TABLE worded (id INTEGER PRIMARY KEY, rank REAL);
            CREATE TEMP TABLE found (id INTEGER PRIMARY KEY, rank REAL);
            """
            + "".join(
                f"CREATE TABLE {facet} (value TEXT, id INTEGER, PRIMARY KEY (value, id)) WITHOUT ROWID;"
                for facet in SEVERAL
            )
        )
        self.database.execute("BEGIN")
        for record in records:
            self._insert(record)
        self.database.execute("COMMIT")
        self.database.executescript(
            "".join(f"CREATE INDEX {facet}_of_service ON {facet} (id, value);" for facet in SEVERAL)
            + "CREATE INDEX by_kind ON service (kind, cost); CREATE INDEX by_cost ON service (cost, kind);"
            + "INSERT INTO texts (texts) VALUES ('optimize'); ANALYZE;"
        )

    def _insert(self, record: Record) -> None:
        execute, number = self.database.execute, record.number
        execute("INSERT INTO texts (rowid, name, organization, text) VALUES (?, ?, ?, ?)", (number, *record.texts))
        execute("INSERT INTO service VALUES (?, ?, ?)", (number, *(record.values[facet][0] for facet in SINGLE)))
        for facet in SEVERAL:
            for value in record.values[facet]:
                execute(f"INSERT INTO {facet} VALUES (?, ?)", (value, number))

    def ask(self, question: Question) -> Answer:
        chosen = {facet.value: value for facet, value in question.filters.chosen.items()}
        near = {"topics": json.dumps(question.topics), "kinds": json.dumps(question.kinds)}
        given = {"words": fts5_words(question), "anywhere": ANYWHERE, "country": None, **near, **chosen}
        execute = self.database.execute
        execute("DELETE FROM found")
        if question.wanted:
            for statement in self._wording(question, self._conditions(chosen)):
                execute(statement, given)
            execute("INSERT INTO found SELECT id, rank FROM worded WHERE rank IS NOT NULL")
        else:
            execute(f"INSERT INTO found SELECT service.id, 0 FROM {self._joined(chosen)}", given)
        total = execute("SELECT count(*) FROM found").fetchone()[0]
        own_first = "EXISTS (SELECT 1 FROM country WHERE value = :country AND country.id = found.id)"
        best = execute(f"SELECT id FROM found ORDER BY {own_first} DESC, rank, id LIMIT {PAGE_SIZE}", given).fetchall()
        counts = {facet: dict(execute(self._counting(facet, question, chosen), given).fetchall()) for facet in FACETS}
        return Answer(total, [number for (number,) in best], counts)

    def _wording(self, question: Question, fitting: str) -> Iterator[str]:
        """Yield what fills `worded`: everything that has the words; with a rank where it fits the filters too."""
        yield "DELETE FROM worded"
        words = "texts JOIN service ON service.id = texts.rowid WHERE texts MATCH :words"
        yield f"INSERT INTO worded SELECT service.id, CASE WHEN {fitting} THEN bm25(texts, 3, 2, 1) END FROM {words}"
        near = f"INSERT OR IGNORE INTO worded SELECT service.id, CASE WHEN {fitting} THEN 0 END FROM"
        if question.topics:
            topics = "json_each(:topics) AS near CROSS JOIN topic ON topic.value = near.value"
            yield f"{near} {topics} CROSS JOIN service ON service.id = topic.id"
        if question.kinds:
            yield f"{near} service WHERE kind IN (SELECT value FROM json_each(:kinds))"

    def _counting(self, facet: str, question: Question, chosen: dict[str, str]) -> str:
        others = {other: value for other, value in chosen.items() if other != facet}
        value = f"service.{facet}" if facet in SINGLE else "counted.value"
        counted = "" if facet in SINGLE else f" CROSS JOIN {facet} AS counted ON counted.id = service.id"
        if facet not in chosen:
            source = f"found CROSS JOIN service ON service.id = found.id{counted}"
        elif question.wanted:
            source = f"worded CROSS JOIN service ON service.id = worded.id{counted} WHERE {self._conditions(others)}"
        elif others or facet in SINGLE:
            source = self._joined(others, counted)
        else:
            source = f"{facet} AS counted"
        return f"SELECT {value}, count(*) FROM {source} GROUP BY 1"

    def _conditions(self, chosen: Iterable[str]) -> str:
        """Conditions on a few services, looked up for each."""
        return " AND ".join(
            ["true"]
            + [
                f"service.{facet} = :{facet}"
                if facet in SINGLE
                else f"EXISTS (SELECT 1 FROM {facet} WHERE {self._is_value(facet)} AND {facet}.id = service.id)"
                for facet in chosen
            ]
        )

    def _joined(self, chosen: Iterable[str], counted: str = "") -> str:
        """Conditions on all services: SQLite chooses which index leads."""
        several = "".join(
            f" JOIN {facet} ON {facet}.id = service.id AND {self._is_value(facet)}"
            for facet in chosen
            if facet in SEVERAL
        )
        single = " AND ".join(["true", *(f"service.{facet} = :{facet}" for facet in chosen if facet in SINGLE)])
        return f"service{several}{counted} WHERE {single}"

    def _is_value(self, facet: str) -> str:
        return f"{facet}.value IN (:country, :anywhere)" if facet == "country" else f"{facet}.value = :{facet}"


def fts5_words(question: Question) -> str:
    return " OR ".join(
        f'"{tokens[0]}" *' if is_beginning(tokens) else "(" + " AND ".join(f'"{token}"' for token in tokens) + ")"
        for tokens in question.wanted
    )


class Postgresql:
    """One table, without the texts: words as tsvector, kind and cost as columns, the other facets as arrays."""

    COLUMNS = ", ".join(("id", *FACETS))
    SETTINGS = (
        "jit = off",
        "work_mem = '128MB'",
        "maintenance_work_mem = '512MB'",
        "effective_cache_size = '4GB'",
        "random_page_cost = 1.1",
        "plan_cache_mode = force_custom_plan",
    )

    def __init__(self, records: Iterable[Record], address: str) -> None:
        self.connection = psycopg.connect(address, autocommit=True)
        execute = self.connection.execute
        offered = "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'"
        self.has_trigrams = execute(offered).fetchone() != (0,)
        for setting in self.SETTINGS:
            execute(f"SET {setting}")
        execute("CREATE SCHEMA bench_search")
        execute("SET search_path = bench_search")
        several = ", ".join(f"{facet} text[]" for facet in SEVERAL)
        execute(f"CREATE TABLE service (id integer PRIMARY KEY, words tsvector, kind text, cost text, {several})")
        columns = ", ".join(("id", "words", *SINGLE, *SEVERAL))
        with self.connection.cursor().copy(f"COPY service ({columns}) FROM STDIN") as copy:
            for record in records:
                single = (record.values[facet][0] for facet in SINGLE)
                several_values = (record.values[facet] for facet in SEVERAL)
                copy.write_row((record.number, tsvector(record.texts), *single, *several_values))
        for name in ("words", *SEVERAL):
            execute(f"CREATE INDEX ON service USING gin ({name})")
        for name in SINGLE:
            execute(f"CREATE INDEX ON service ({name})")
        execute("VACUUM ANALYZE service")

    def close(self) -> None:
        self.connection.execute("DROP SCHEMA bench_search CASCADE")
        self.connection.close()

    def ask(self, question: Question) -> Answer:
        chosen = {facet.value: value for facet, value in question.filters.chosen.items()}
        given = {
            "words": tsquery_words(question),
            "weights": [0.0, 0.33, 0.67, 1.0],
            "topics": list(question.topics),
            "kinds": list(question.kinds),
            "country": None,
            **chosen,
        }
        rows = self.connection.execute(self._statement(question, chosen), given).fetchall()
        counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        total, best = 0, []
        for what, value, number in rows:
            if what == "total":
                total = number
            elif what == "best":
                best.append(number)
            else:
                counts[what][value] = number
        return Answer(total, best, counts)

    def _statement(self, question: Question, chosen: dict[str, str]) -> str:
        """One statement for all: what has the words is looked up once, what is found once."""
        fitting = self._conditions(chosen)
        if question.wanted:
            ranked = f"CASE WHEN {fitting} THEN ts_rank(%(weights)s::real[], words, %(words)s::tsquery) END AS rank"
            any_of = "words @@ %(words)s::tsquery"
            any_of += " OR topic && %(topics)s::text[]" if question.topics else ""
            any_of += " OR kind = ANY(%(kinds)s::text[])" if question.kinds else ""
            worded = f"worded AS MATERIALIZED (SELECT {self.COLUMNS}, {ranked} FROM service WHERE {any_of}), "
            found, everything = "SELECT * FROM worded WHERE rank IS NOT NULL", "worded"
        else:
            worded = ""
            found, everything = f"SELECT {self.COLUMNS}, 0 AS rank FROM service WHERE {fitting}", "service"
        own_first = "coalesce(%(country)s::text = ANY(country), false) DESC"
        parts = [
            "SELECT 'total', '', count(*) FROM found",
            f"(SELECT 'best', '', id FROM found ORDER BY {own_first}, rank DESC, id LIMIT {PAGE_SIZE})",
        ]
        for facet in FACETS:
            others = self._conditions(other for other in chosen if other != facet)
            value = facet if facet in SINGLE else f"unnest({facet})"
            source = f"{everything} WHERE {others}" if facet in chosen else "found"
            listed = f"(SELECT {value} AS value FROM {source}) AS listed"
            parts.append(f"SELECT '{facet}', value, count(*) FROM {listed} GROUP BY value")
        return f"WITH {worded}found AS MATERIALIZED ({found}) " + " UNION ALL ".join(parts)

    def _conditions(self, chosen: Iterable[str]) -> str:
        conditions = ["true"]
        for facet in chosen:
            if facet == "country":
                conditions.append(f"country && ARRAY[%(country)s::text, '{ANYWHERE}']")
            elif facet in SINGLE:
                conditions.append(f"{facet} = %({facet})s")
            else:
                conditions.append(f"{facet} @> ARRAY[%({facet})s::text]")
        return " AND ".join(conditions)


@contextmanager
def roomy_postgresql() -> Iterator[str]:
    """Yield the address of a PostgreSQL that holds everything in its own memory, as one is set up for such a size."""
    with postgresql() as environment, ExitStack() as stack:
        address = environment["DATABASE_URL"]
        if "TEST_DATABASE_URL" not in environment:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET shared_buffers = '2GB'")
                folder = connection.execute("SHOW data_directory").fetchone()[0]

            def control(*deed: str) -> None:
                owner = Path(folder).owner() if os.geteuid() == 0 else None
                command = ("pg_ctl", "-s", "-w", "-m", "fast", "-l", f"{folder}/log", "-D", folder, *deed)
                subprocess.run(command, env=environment, user=owner, check=True)

            stack.callback(control, "stop")
            control("restart")
        yield address


def tsvector(texts: Sequence[str]) -> str:
    """Return what `to_tsvector('simple', …)` would make of texts in normal form, with a weight for each text."""
    weighed = [(token, weight) for text, weight in zip(texts, "ABC", strict=True) for token in text.split()]
    return " ".join(f"'{token}':{place}{weight}" for place, (token, weight) in enumerate(weighed, start=1))


def tsquery_words(question: Question) -> str:
    return " | ".join(
        f"'{tokens[0]}':*" if is_beginning(tokens) else "(" + " & ".join(f"'{token}'" for token in tokens) + ")"
        for tokens in question.wanted
    )
