"""Whose voice a label is."""

from __future__ import annotations

import pytest

from chapterhouse.names import ambiguous_voices, match_voices

PEOPLE = ("Alexander Hendorf", "Alexey Grigorev", "Mısra Turp", "Juan Pablo Romero", "Bob")


@pytest.mark.parametrize(
    ("label", "person"),
    [
        ("Alexander Hendorf", "Alexander Hendorf"),
        ("Alexander", "Alexander Hendorf"),
        ("alexey", "Alexey Grigorev"),
        ("Grigorev", "Alexey Grigorev"),
        ("Misra", "Mısra Turp"),
        ("Juan Pablo", "Juan Pablo Romero"),
        ("Juan Romero", "Juan Pablo Romero"),
        ("JPR", "Juan Pablo Romero"),
        ("Dr. Hendorf", "Alexander Hendorf"),
        ("Alexey (host)", "Alexey Grigorev"),
        ("Bob Ross", "Bob"),
        ("Alexandr", "Alexander Hendorf"),
        ("Alexeyy", "Alexey Grigorev"),
    ],
)
def test_a_label_means_the_only_person_it_fits(label: str, person: str) -> None:
    assert match_voices([label], PEOPLE) == {label: person}


@pytest.mark.parametrize("label", ["Maria", "Speaker 1", "Al", "", "(host)", "..."])
def test_a_label_that_fits_nobody_is_left_out(label: str) -> None:
    assert match_voices([label], PEOPLE) == {}


def test_a_label_that_fits_two_people_is_listed_not_chosen() -> None:
    people = ("Ada Lovelace", "Ada Yonath", "Grace Hopper")
    assert match_voices(["Ada", "Grace"], people) == {"Grace": "Grace Hopper"}
    assert ambiguous_voices(["Ada", "Grace"], people) == {"Ada": ("Ada Lovelace", "Ada Yonath")}


def test_the_stricter_way_of_being_the_same_name_decides() -> None:
    people = ("Chris Smith", "Christopher Bergh")
    assert match_voices(["Chris", "Christopher"], people) == {
        "Chris": "Chris Smith",
        "Christopher": "Christopher Bergh",
    }


def test_one_person_named_twice_is_not_ambiguous() -> None:
    assert match_voices(["Ada"], ["Ada Lovelace", "Ada Lovelace"]) == {"Ada": "Ada Lovelace"}
