"""Search in other languages than English: inflected words, and scripts without spaces."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from importlib import import_module, metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from chapterhouse import stemmerjs
from chapterhouse.build import build
from chapterhouse.errors import ChapterhouseError
from chapterhouse.search.stemmers import stemmer_files
from chapterhouse.stemmerjs import stemmer_script
from chapterhouse.terms.snowball import TONGUES, Tongue, snowball, tongue_of
from chapterhouse.terms.stemming import pipeline, term_maker
from chapterhouse.terms.words import words
from in_node import Ask, asker

# --- stems --------------------------------------------------------------------------------


def made_up(tongue: Tongue) -> list[str]:
    """Words of letters and endings that the stemmer looks at, and what no stemmer expects."""
    module = import_module(f"snowballstemmer.{tongue.algorithm}_stemmer")
    tables = vars(getattr(module, f"{tongue.algorithm.title()}Stemmer"))
    endings = {
        among.s.lower()
        for name, table in tables.items()
        if name.startswith("a_")
        for among in table
    }
    endings |= {re.sub(r"\W", "", put) for _, put in tongue.mends}
    known, letters = sorted(endings), sorted({"'", *"abeinstu", *"".join(endings)})
    chance = random.Random(tongue.code)
    texts = (
        "".join([*chance.choices(letters, k=chance.randint(1, 9)), *chance.choices(known, k=2)])
        for _ in range(2500)
    )
    odd = ["'", "l'", "'da", "1", "c++", "漢字", "Ⅻ", "ﬁne", "groesse", "statuen", "dell'arte"]
    return [word for text in (*texts, *odd) for word in words(text)]


@pytest.mark.parametrize("tongue", TONGUES.values(), ids=lambda tongue: tongue.code)
def test_the_page_makes_the_stems_of_the_index(
    tongue: Tongue, node: str, scripts: Path, tmp_path: Path
) -> None:
    (scripts / f"{tongue.script}.mjs").write_bytes(stemmer_script(tongue.script))
    given = made_up(tongue)
    stemmer = {"script": f"./{tongue.script}.mjs", "mends": tongue.mends}
    theirs = asker(node, scripts, tmp_path)("stemmed", {"stemmer": stemmer, "words": given})
    stem = snowball(tongue)
    assert {
        word: found for word, found in zip(given, theirs, strict=True) if found != stem(word)
    } == {}
    assert len({*given}) > 2000
    assert len({*theirs}) < len({*given})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Häuser Haus Haeuser Häusern"),
        ("de-AT", "Größe Groesse Größen"),
        ("de", "neue neuen neuer"),
        ("fr", "l’homme hommes"),
        ("fr", "mangé mange mangée manger"),
        ("fr", "qu’idée idées idee"),
        ("es", "educación educaciones educacion"),
        ("it", "dell’università universita"),
        ("pt-BR", "afirmação afirmações afirmacao"),
        ("nb", "huset husene"),
        ("sv", "hästar hästen hastarna"),
        ("ru", "большой большая"),
        ("el", "καλημέρα καλημερα"),
        ("tr", "İstanbul’da İstanbul istanbul"),
    ],
)
def test_forms_of_a_word_have_one_term_with_accents_or_without(language: str, said: str) -> None:
    term = term_maker(language)
    assert len({term(word) for word in words(said)}) == 1


def test_a_region_does_not_matter_and_other_languages_stay_as_they_are() -> None:
    assert tongue_of("pt-BR") is tongue_of("PT")
    assert [pipeline(code) for code in ("en-GB", "de-CH", "nn", "hu", "ja")] == [
        *(["stemmer"], ["stemmer-de"], ["stemmer-no"], [], [])
    ]
    assert term_maker("hu")("hazak") == "hazak"


# --- found --------------------------------------------------------------------------------

SAID = {
    "de": {
        "a": "Wir sprechen heute über alte Häuser und ihre Größe in der Stadt.",
        "b": "Die Maschine lernt aus vielen Beispielen, welche Straße gemeint ist.",
    },
    "fr": {
        "a": "L’homme et ses idées : nous avons mangé ensemble à l’hôtel.",
        "b": "Les machines apprennent avec des exemples, qu’il faut choisir.",
    },
    "ja": {
        "a": "今日は機械学習の話をします。東京都の会社で働いています。",
        "b": "京都でPythonを使う人々に会いました。データベースもｶﾞｲﾄﾞする。",
    },
    "zh": {"a": "我们今天讨论机器学习模型。", "b": "数据库很重要，学习需要时间。"},
    "th": {"a": "วันนี้เราคุยเรื่องการเรียนรู้ของเครื่อง", "b": "ภาษาไทยไม่มีช่องว่างระหว่างคำ"},
    "ko": {
        "a": "오늘은 대학교에서 기계학습을 배웁니다.",
        "b": "데이터베이스는 한국에서 만들었습니다.",
    },
}

FOUND = (
    *(("de", query, "a") for query in ("Haus ", "haeuser ", "groesse ", "+Größen ", "hau")),
    *(("de", query, "b") for query in ("Beispiel ", "strasse ", "maschinen ", "Straßen ")),
    *(("fr", query, "a") for query in ("hommes ", "idee ", "manger ", "hotels ", "mangée ")),
    *(("fr", query, "b") for query in ("exemple ", "apprennent ", "machine ")),
    *(("ja", query, "a") for query in ("機械", "学習 ", "東京 ", "東", "働いて", "機械学習の話")),
    *(
        ("ja", query, "b")
        for query in ("python ", "使う", "人々", "ガイド", "ﾃﾞｰﾀ", "ベース", "会い")
    ),
    *(("zh", query, "a") for query in ("机器", "讨论", "模型", "型", "模")),
    *(("zh", query, "b") for query in ("数据库", "时间", "间", "重要")),
    *(("th", query, "a") for query in ("เรียนรู้", "เครื่อง", "คุย")),
    *(("th", query, "b") for query in ("ภาษา", "ไทย", "ช่องว่าง")),
    *(("ko", query, "a") for query in ("학교", "대학교 ", "학습 ", "배웁니다")),
    *(("ko", query, "b") for query in ("한국", "베이스 ", "데이터 ")),
)


@pytest.fixture(scope="module")
def ask_in(
    node: str, scripts: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Ask]:
    """Questions to the site of a language, built once."""
    asked: dict[str, Ask] = {}

    def ask(language: str) -> Ask:
        if language not in asked:
            folder = site(tmp_path_factory.mktemp(language), language)
            asked[language] = asker(node, scripts, folder / "output" / "search" / "data")
        return asked[language]

    return ask


def site(folder: Path, language: str) -> Path:
    (folder / "seeds").mkdir()
    (folder / "content").mkdir()
    (folder / "content" / "site.toml").write_text(f'title = "X"\nlanguage = "{language}"\n')
    for name, said in SAID[language].items():
        text = f"Nummer {name}\n\nEins\n\nAda: {said} (0:05)\n\nCharles: Hm. (0:09)\n"
        (folder / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    # Node takes a script of the site for a module, as a browser's import() does.
    build(folder)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


@pytest.mark.parametrize("language", SAID)
def test_words_are_found_in_the_form_in_which_they_are_asked(
    ask_in: Callable[[str], Ask], language: str
) -> None:
    wanted = {query: page for code, query, page in FOUND if code == language}
    answers = dict(zip(wanted, ask_in(language)("answers", [*wanted]), strict=True))
    first = {query: page_of(answer) for query, answer in answers.items()}
    assert first == {query: f"/episodes/nummer-{page}/" for query, page in wanted.items()}


def page_of(answer: Any) -> str | None:
    groups = answer["groups"]
    return groups[0]["page"] if groups else None


@pytest.mark.parametrize(
    ("language", "query", "marked"),
    [
        ("de", "haus groesse ", ["Häuser", "Größe"]),
        ("fr", "homme idee ", ["L’homme", "idées"]),
        ("ja", "機械学習 ", ["機械学習"]),
        ("ja", "ガイド ", ["ｶﾞｲﾄﾞ"]),
        ("zh", "数据库 ", ["数据库"]),
        ("th", "ภาษา ", ["ภาษา"]),
    ],
)
def test_what_was_found_is_marked_as_it_was_written(
    ask_in: Callable[[str], Ask], language: str, query: str, marked: list[str]
) -> None:
    [answer] = ask_in(language)("answers", [query])
    hit = answer["groups"][0]["hits"][0]
    assert re.findall(r"\[(.*?)\]", hit["snippet"]) == marked


def test_a_link_names_pairs_of_signs_and_no_single_one(ask_in: Callable[[str], Ask]) -> None:
    [answer] = ask_in("ja")("answers", ["機械学 "])
    assert unquote(answer["groups"][0]["hits"][0]["url"]).endswith("?words=機械,械学#t5")


# --- licences -----------------------------------------------------------------------------


def installed_at(folder: Path, monkeypatch: pytest.MonkeyPatch, place: str | None) -> None:
    """Puts a snowballstemmer of which nothing but a licence is known before the real one."""
    about = folder / "snowballstemmer-9.dist-info"
    (about / "licenses").mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.4\nName: snowballstemmer\nVersion: 9\n")
    if place:
        (about / place).write_text("As Snowball’s authors allow.\n", encoding="utf-8")
    named = [f"{about.name}/METADATA,,", f"{about.name}/{place or 'COPYING'},,"]
    (about / "RECORD").write_text("\n".join(named))
    monkeypatch.syspath_prepend(folder)


def licence_file(language: str) -> str:
    script, licences = stemmer_files(language)
    assert licences.path == script.path.removesuffix(".js") + ".LICENSE.txt"
    return licences.data.decode()


def test_a_stemmer_comes_with_the_licences_of_all_who_made_it() -> None:
    said = licence_file("tr")
    assert "npm package @orama/stemmers, unchanged" in said
    assert "SPDX-License-Identifier: Apache-2.0\n" in said
    assert stemmerjs.stemmer_notice().decode() in said
    assert "Copyright (c) 2001, Dr Martin Porter" in said


@pytest.mark.parametrize("place", ["COPYING", "licenses/COPYING", "licenses/LICENSE.txt"])
def test_the_licence_of_snowball_is_found_wherever_it_was_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    installed_at(tmp_path, monkeypatch, place)
    assert metadata.version("snowballstemmer") == "9"
    assert licence_file("tr").endswith("\nAs Snowball’s authors allow.\n")


def test_no_stemmer_goes_without_the_licence_of_snowball(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed_at(tmp_path, monkeypatch, None)
    with pytest.raises(ChapterhouseError, match="has to carry, isn't installed; install") as raised:
        stemmer_files("tr")
    assert "\n" not in str(raised.value)
    assert stemmer_files("en") == ()


def test_a_missing_stemmer_is_said_in_one_line_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stemmerjs, "_FOLDER", tmp_path)
    again = "install Chapterhouse again: `make` in a checkout, `pip install` elsewhere"
    for language, script in (("tr", "tr.js"), ("nb", "no.js")):
        with pytest.raises(ChapterhouseError) as raised:
            stemmer_files(language)
        missing = "a stemmer for the page is missing from this installation"
        assert str(raised.value) == f"{tmp_path / script}: {missing}; {again}"
    (tmp_path / "tr.js").write_bytes(b"export const stemmer = String;")
    with pytest.raises(ChapterhouseError, match="the licence of the page's stemmers is missing"):
        stemmer_files("tr")
