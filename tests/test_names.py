"""Whose voice a label is."""

from __future__ import annotations

import pytest

from chapterhouse.names import ambiguous_voices, is_anonymous, match_voices

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
        ("Alexander Hendoff", "Alexander Hendorf"),
    ],
)
def test_a_label_means_the_only_person_it_fits(label: str, person: str) -> None:
    assert match_voices([label], PEOPLE) == {label: person}


@pytest.mark.parametrize("label", ["Maria", "Juan Smith", "Speaker 1", "Al", "", "(host)", "..."])
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


def test_the_last_label_is_the_last_person_where_they_are_alike() -> None:
    people = ("Jane Doe", "Eleni Roe")
    assert match_voices(["Jane", "Elena"], people) == {"Jane": "Jane Doe", "Elena": "Eleni Roe"}
    assert match_voices(["Jane", "Maria"], people) == {"Jane": "Jane Doe"}
    assert match_voices(["Jane", "Elena", "Eline"], people) == {"Jane": "Jane Doe"}
    assert match_voices(["Elena"], people) == {}


@pytest.mark.parametrize("label", ["Speaker 1", "SPEAKER_00", "Unknown Speaker", "Host", "Guest 2"])
def test_a_label_that_names_nobody(label: str) -> None:
    assert is_anonymous(label)


@pytest.mark.parametrize("label", ["Jane", "Al", "Guestrin", "Speakman 1"])
def test_a_label_that_names_somebody(label: str) -> None:
    assert not is_anonymous(label)
