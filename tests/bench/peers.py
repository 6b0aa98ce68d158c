"""The peers of the bench of search: what one would build on tantivy, on SQLite and on PostgreSQL.

Each is given the same records, and answers the same question: the best 20 of any of the words, the country's own first;
how many there are; how many there would be with each value of the seven facets. None knows topics, days or hours.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import psycopg
import tantivy
from tantivy import Occur, Query

from greenroom.search.filters import Facet
from greenroom.search.finding import PAGE_SIZE
from greenroom.search.index import ANYWHERE
from greenroom.search.words import SHORTEST_BEGINNING, is_unspaced
from tests.bench.synthetic import Question, Record

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
        words = [Query.boolean_query([(Occur.Should, self._wanted(tokens)) for tokens in question.wanted])]
        wanted = [(Occur.Must, query) for query in words if question.wanted]
        has = {facet: self._has(facet, value) for facet, value in question.filters.chosen.items()}
        own = [(Occur.Should, Query.const_score_query(self._term("country", country), 1_000.0))] if country else []
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
    """Words in a contentless FTS5 table; kind and cost as columns, the other facets as tables of their own."""

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
        given = {"words": fts5_words(question), "anywhere": ANYWHERE, "country": None, **chosen}
        execute = self.database.execute
        execute("DELETE FROM found")
        if question.wanted:
            execute("DELETE FROM worded")
            ranked = f"CASE WHEN {self._conditions(chosen)} THEN bm25(texts, 3.0, 2.0, 1.0) END"
            execute(
                f"INSERT INTO worded SELECT texts.rowid, {ranked} FROM texts JOIN service ON service.id = texts.rowid"
                " WHERE texts MATCH :words",
                given,
            )
            execute("INSERT INTO found SELECT id, rank FROM worded WHERE rank IS NOT NULL")
        else:
            execute(f"INSERT INTO found SELECT service.id, 0 FROM {self._joined(chosen)}", given)
        total = execute("SELECT count(*) FROM found").fetchone()[0]
        own_first = "EXISTS (SELECT 1 FROM country WHERE value = :country AND country.id = found.id)"
        best = execute(f"SELECT id FROM found ORDER BY {own_first} DESC, rank, id LIMIT {PAGE_SIZE}", given).fetchall()
        counts = {facet: dict(execute(self._counting(facet, question, chosen), given).fetchall()) for facet in FACETS}
        return Answer(total, [number for (number,) in best], counts)

    def _counting(self, facet: str, question: Question, chosen: dict[str, str]) -> str:
        others = {other: value for other, value in chosen.items() if other != facet}
        value = f"service.{facet}" if facet in SINGLE else "counted.value"
        counted = "" if facet in SINGLE else f" JOIN {facet} AS counted ON counted.id = service.id"
        if facet not in chosen:
            source = f"found JOIN service ON service.id = found.id{counted}"
        elif question.wanted:
            source = f"worded JOIN service ON service.id = worded.id{counted} WHERE {self._conditions(others)}"
        else:
            source = self._joined(others, counted)
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
    """One table: words as tsvector, kind and cost as columns, the other facets as arrays."""

    COLUMNS = ", ".join(("id", *FACETS))

    def __init__(self, records: Iterable[Record], address: str) -> None:
        self.connection = psycopg.connect(address, autocommit=True)
        execute = self.connection.execute
        offered = "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'"
        self.has_trigrams = bool(execute(offered).fetchone()[0])
        for setting in ("jit = off", "work_mem = '128MB'", "maintenance_work_mem = '512MB'", "random_page_cost = 1.1"):
            execute(f"SET {setting}")
        execute("SET plan_cache_mode = force_custom_plan")
        several = ", ".join(f"{facet} text[]" for facet in SEVERAL)
        words = " || ".join(
            f"setweight(to_tsvector('simple', {name}), '{weight}')"
            for name, weight in zip(TEXT_FIELDS, "ABC", strict=True)
        )
        execute(
            "CREATE TABLE service (id integer PRIMARY KEY, name text, organization text, text text, kind text,"
            f" cost text, {several}, words tsvector GENERATED ALWAYS AS ({words}) STORED)"
        )
        columns = ", ".join(("id", *TEXT_FIELDS, *SINGLE, *SEVERAL))
        with self.connection.cursor().copy(f"COPY service ({columns}) FROM STDIN") as copy:
            for record in records:
                single = (record.values[facet][0] for facet in SINGLE)
                copy.write_row((record.number, *record.texts, *single, *(record.values[facet] for facet in SEVERAL)))
        for name in ("words", *SEVERAL):
            execute(f"CREATE INDEX ON service USING gin ({name})")
        for name in SINGLE:
            execute(f"CREATE INDEX ON service ({name})")
        execute("VACUUM ANALYZE service")

    def ask(self, question: Question) -> Answer:
        chosen = {facet.value: value for facet, value in question.filters.chosen.items()}
        given = {"words": tsquery_words(question), "weights": [0.0, 0.33, 0.67, 1.0], "country": None, **chosen}
        rows = self.connection.execute(self._statement(chosen, bool(question.wanted)), given).fetchall()
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

    def _statement(self, chosen: dict[str, str], has_words: bool) -> str:
        """One statement for all: what has the words is looked up once, what is found once."""
        fitting = self._conditions(chosen)
        if has_words:
            ranked = f"CASE WHEN {fitting} THEN ts_rank(%(weights)s::real[], words, query) END AS rank"
            queried = "service, (SELECT %(words)s::tsquery AS query) AS asked WHERE words @@ query"
            worded = f"worded AS MATERIALIZED (SELECT {self.COLUMNS}, {ranked} FROM {queried}), "
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
            value, listed = (facet, "") if facet in SINGLE else ("value", f" CROSS JOIN unnest({facet}) AS value")
            source = f"{everything}{listed} WHERE {others}" if facet in chosen else f"found{listed}"
            parts.append(f"SELECT '{facet}', {value}, count(*) FROM {source} GROUP BY 2")
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


def tsquery_words(question: Question) -> str:
    return " | ".join(
        f"'{tokens[0]}':*" if is_beginning(tokens) else "(" + " & ".join(f"'{token}'" for token in tokens) + ")"
        for tokens in question.wanted
    )
