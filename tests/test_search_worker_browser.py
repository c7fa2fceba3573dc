"""Search's worker in a real browser: modules, lunr.js without eval, unpacking, going offline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from browser import serve

DATA = "search/data/"

OPEN = """async ([script, data]) => {
    const { openSearch } = await import(new URL(script, document.baseURI));
    window.opened = await openSearch(new URL(data, document.baseURI)).catch(({ kind }) => kind);
    return typeof window.opened === "string" ? window.opened : "open";
}"""
FIND = """(query) => window.opened.find(query).catch(({ kind }) => ({ kind }))"""


@pytest.fixture
def opening(built: Path) -> list[str]:
    """What OPEN is given: the client's address and that of the data."""
    (client,) = built.glob("assets/*/js/search/client.js")
    return [client.relative_to(built).as_posix(), DATA]


@pytest.fixture
def site(built: Path) -> Iterator[str]:
    with serve(built) as address:
        yield address


def blocked(page: Page, pattern: str) -> None:
    page.route(pattern, lambda route: route.abort())


def test_the_worker_answers_and_asks_for_nothing_twice(
    page: Page, opening: list[str], site: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    assert not [url for url in asked if DATA in url]
    assert page.evaluate(OPEN, opening) == "open"
    answer = page.evaluate(FIND, "machine learning ")
    assert answer["total"] > 10
    assert answer["groups"][0]["hits"][0]["snippet"]
    files = [url for url in asked if DATA in url]
    assert len(files) == len(set(files)) > 10
    before = len(asked)
    assert page.evaluate(FIND, "machine learning ")["total"] == answer["total"]
    assert len(asked) == before


def test_what_is_asked_about_an_answer_belongs_to_it(
    page: Page, opening: list[str], site: str
) -> None:
    page.goto(site)
    page.evaluate(OPEN, opening)
    counts = page.evaluate(
        """async () => {
            const answer = await window.opened.find("data ");
            const shown = answer.groups.flatMap(({ hits }) => hits).length;
            let [others, more] = [0, 0];
            for (const group of answer.groups) {
                others += (await window.opened.others(answer, group)).length;
            }
            for (let groups; (groups = await window.opened.more(answer)).length; ) {
                for (const { hits, others } of groups) more += hits.length + others;
            }
            const facets = await window.opened.facets(answer);
            const shows = facets.show.reduce((sum, { count }) => sum + count, 0);
            return [answer.total, shown + others + more, shows, answer.rest];
        }"""
    )
    assert counts[0] == counts[1] == counts[2] > 10
    assert counts[3] is False


def test_an_older_query_is_dropped_for_a_newer_one(
    page: Page, opening: list[str], site: str
) -> None:
    page.goto(site)
    page.evaluate(OPEN, opening)
    answers = page.evaluate(
        """() => Promise.all(["m", "ma", "machine "].map((query) => window.opened.find(query)))"""
    )
    assert answers[:2] == [None, None]
    assert answers[2]["query"] == "machine "


@pytest.mark.parametrize(
    "missing",
    [
        *("**/js/search/worker.js", "**/js/search/asking.js"),
        *("**/table.json", "**/lunr-*.js*", "**/episodes-*", "**/range-*", "**/texts/*"),
    ],
)
def test_a_reader_who_was_offline_is_answered_later(
    page: Page, opening: list[str], site: str, missing: str
) -> None:
    page.goto(site)
    blocked(page, missing)
    opened = page.evaluate(OPEN, opening)
    if opened == "open":
        assert page.evaluate(FIND, "machine ") == {"kind": "offline"}
    else:
        assert opened == "offline"
    page.unroute(missing)
    if opened != "open":
        assert page.evaluate(OPEN, opening) == "open"
    assert page.evaluate(FIND, "machine ")["total"] > 0


@pytest.mark.parametrize(
    ("field", "kind"), [('"format":2', "version"), ('"lunr":"2.3.9"', "version"), ("{", "format")]
)
def test_files_for_another_version_are_not_misread(
    page: Page, opening: list[str], site: str, built: Path, field: str, kind: str
) -> None:
    table = (built / DATA / "table.json").read_text(encoding="utf-8")
    assert field in table
    other = table.replace(field, field.replace("2", "1") if field != "{" else "<", 1)

    def changed(route: Route) -> None:
        route.fulfill(body=other, content_type="application/json")

    page.goto(site)
    page.route("**/table.json", changed)
    opened = page.evaluate(OPEN, opening)
    said = page.evaluate(FIND, "machine ")["kind"] if opened == "open" else opened
    assert said == kind
