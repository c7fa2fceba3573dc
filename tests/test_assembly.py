"""Order, neighbours, people, shows and collisions."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from chapterhouse.assembly import assemble
from chapterhouse.content import Content, PersonNote, ShowConfig, SiteConfig
from chapterhouse.model import Summary

NOTHING = Content(SiteConfig(title="Test"), {}, ())

PLAIN = Summary(
    source="seeds/a.txt",
    slug="a",
    title="A",
    show="Engine Room",
    season=None,
    number=None,
    date=None,
    guests=(),
    hosts=(),
    description=None,
    duration=None,
    words=0,
    chapters=(),
)


def episode(name: str, **fields: object) -> Summary:
    return replace(PLAIN, **{"source": f"seeds/{name}.txt", "slug": name, "title": name} | fields)  # type: ignore[arg-type]


def test_the_latest_come_first_and_undated_ones_last_by_season_and_number() -> None:
    site = assemble(
        [
            episode("undated-s1e9", season=1, number=9),
            episode("old", date=date(2020, 1, 1)),
            episode("undated-s2e1", season=2, number=1),
            episode("new", date=date(2021, 1, 1)),
        ],
        NOTHING,
    )
    assert [e.slug for e in site.episodes] == ["new", "old", "undated-s2e1", "undated-s1e9"]


def test_the_order_of_the_files_does_not_matter() -> None:
    episodes = [episode(name, number=n) for n, name in enumerate("cab")]
    assert assemble(episodes, NOTHING) == assemble(episodes[::-1], NOTHING)


def test_neighbours_stay_in_their_show_and_follow_season_and_number() -> None:
    site = assemble(
        [
            episode("one", season=1, number=1),
            episode("other", show="Elsewhere", season=1, number=2),
            episode("ten", season=1, number=10),
            episode("nine", season=1, number=9, date=date(2030, 1, 1)),
        ],
        NOTHING,
    )
    beside = {slug: (n.previous, n.next) for slug, n in site.neighbours.items()}
    assert beside == {
        "one": (None, "nine"),
        "nine": ("one", "ten"),
        "ten": ("nine", None),
        "other": (None, None),
    }


def test_equal_titles_are_told_apart_and_said() -> None:
    site = assemble(
        [
            episode("x1", slug="same", season=1, number=2),
            episode("x2", slug="same", season=3, number=4),
            episode("x3", slug="same", date=date(2021, 2, 3)),
            episode("x4", slug="same"),
        ],
        NOTHING,
    )
    made = [site.slugs[f"seeds/x{n}.txt"] for n in (1, 2, 3, 4)]
    assert made[:3] == ["same", "same-s3e4", "same-2021-02-03"]
    assert made[3].startswith("same-") and len(made[3]) == len("same-") + 8
    said = [remark.diagnostic.message for remark in site.remarks]
    assert len(said) == 3 and "seeds/x1.txt" in said[0] and '"same-s3e4"' in said[0]


def test_a_slug_that_a_person_chose_wins_over_a_derived_one() -> None:
    site = assemble(
        [
            episode("a", slug="same"),
            episode("b", slug="same", slug_is_explicit=True),
        ],
        NOTHING,
    )
    assert site.slugs["seeds/b.txt"] == "same"
    assert site.slugs["seeds/a.txt"] != "same"


def test_a_person_has_every_episode_and_both_parts() -> None:
    site = assemble(
        [
            episode("a", guests=("Ada Lovelace",), hosts=("Charles Babbage",)),
            episode("b", guests=("Charles Babbage",), hosts=("Ada Lovelace",)),
        ],
        NOTHING,
    )
    ada, charles = site.people
    assert (ada.name, ada.slug, ada.appeared, ada.hosted) == (
        "Ada Lovelace",
        "ada-lovelace",
        ("a",),
        ("b",),
    )
    assert (charles.appeared, charles.hosted) == (("b",), ("a",))


def test_people_with_one_slug_get_pages_of_their_own() -> None:
    site = assemble([episode("a", guests=("Ada L.", "Ada (L)"))], NOTHING)
    assert sorted(person.slug for person in site.people) == ["ada-l", "ada-l-2"]


def test_names_that_differ_in_case_or_accents_are_one_and_it_is_said() -> None:
    site = assemble(
        [
            episode("a", guests=("José Fado",), show="ENGINE ROOM"),
            episode("b", guests=("Jose Fado",)),
            episode("c", guests=("Jose Fado",)),
        ],
        NOTHING,
    )
    assert [(p.name, p.appeared) for p in site.people] == [("Jose Fado", ("a", "b", "c"))]
    assert [show.name for show in site.shows] == ["Engine Room"]
    assert {e.show for e in site.episodes} == {"Engine Room"}
    assert sorted(remark.diagnostic.message for remark in site.remarks) == [
        '"ENGINE ROOM" is taken for "Engine Room" (they differ only in case or accents)',
        '"José Fado" is taken for "Jose Fado" (they differ only in case or accents)',
    ]


def test_a_show_that_is_nearly_one_of_the_site_is_asked_about_once() -> None:
    shows = (ShowConfig("Engine Room"), ShowConfig("Loom 1"))
    content = Content(SiteConfig(title="Test", shows=shows), {}, ())
    site = assemble(
        [
            episode("a", show="Engine Rooms"),
            episode("b", show="Engine Rooms"),
            episode("c", show="ENGINE ROOM"),
            episode("d", show="Loom 2"),
            episode("e", show="Elsewhere"),
        ],
        content,
    )
    asked = [r for r in site.remarks if "did you mean" in r.diagnostic.message]
    assert [(r.path, r.diagnostic.message) for r in asked] == [
        ("seeds/a.txt", 'no [[shows]] is called "Engine Rooms"; did you mean "Engine Room"?')
    ]


def test_no_explicit_slug_can_leave_an_episode_without_one() -> None:
    source = "seeds/a.txt"
    own = hashlib.sha256(source.encode()).hexdigest()[:8]
    taken = [
        episode(f"x{n}", slug=slug, slug_is_explicit=True)
        for n, slug in enumerate(["same", f"same-{own}"])
    ]
    site = assemble([episode("a", slug="same"), *taken], NOTHING)
    assert site.slugs[source] == f"same-{own}-2"


@pytest.mark.parametrize("count", [0, 1, 300])
def test_a_site_of_any_size_is_assembled(count: int) -> None:
    site = assemble([episode(f"e{n:03}", number=n) for n in range(count)], NOTHING)
    assert len(site.episodes) == len(site.neighbours) == count


def test_what_content_knows_of_people_and_shows_is_used() -> None:
    content = Content(
        SiteConfig(title="Test", shows=(ShowConfig("Engine Room", slug="er", description="Talk"),)),
        {},
        (PersonNote("content/people/ada.md", "Ada Lovelace", slug="ada", bio="Wrote notes."),),
    )
    site = assemble([episode("a", guests=("Ada Lovelace",))], content)
    assert [(s.slug, s.description, s.episodes) for s in site.shows] == [("er", "Talk", ("a",))]
    assert [(p.slug, p.bio, p.appeared) for p in site.people] == [("ada", "Wrote notes.", ("a",))]
