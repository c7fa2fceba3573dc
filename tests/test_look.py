"""[look] in site.toml: what it accepts, what becomes of it, and what the host is told."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.build import Report, build
from chapterhouse.colour import READABLE, contrast, least_contrast, mixed, readable
from chapterhouse.errors import ChapterhouseError
from conftest import MakeSite, talk

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h9"/></svg>'


def styled(make_site: MakeSite, look: str, **files: str) -> tuple[Path, Report]:
    """The output of a site with this in its site.toml, and what the build says."""
    text = f'title = "Looms"\n{look}'
    folder = make_site({"content/site.toml": text, "seeds/a.txt": talk("Looms"), **files})
    return folder / "output", build(folder)


def told(report: Report) -> list[str]:
    return [f"{r.path}:{r.diagnostic.line}: {r.diagnostic.message}" for r in report.remarks]


def sheet(output: Path) -> str:
    return next(output.rglob("css/look.css")).read_text(encoding="utf-8")


def scheme(output: Path, name: str) -> dict[str, str]:
    """The colours of one scheme, as the style sheet declares them."""
    found = re.findall(r"\{color-scheme:(light|dark);([^}]*)\}", sheet(output))
    text = dict(found)[name]
    return dict(part.removeprefix("--").split(":") for part in text.split(";"))


def home(output: Path) -> str:
    return (output / "index.html").read_text(encoding="utf-8")


def refusal(make_site: MakeSite, look: str) -> str:
    folder = make_site({"content/site.toml": f'title = "Looms"\n{look}', "seeds/a.txt": talk("A")})
    with pytest.raises(ChapterhouseError) as caught:
        build(folder)
    return str(caught.value).replace(f"{folder.as_posix()}/", "")


# --- colours ------------------------------------------------------------------------------


@given(COLOURS, st.lists(COLOURS, min_size=1, max_size=1))
def test_the_nearest_readable_colour_can_be_read(colour: str, grounds: list[str]) -> None:
    made = readable(colour, grounds)
    assert least_contrast(made, grounds) >= READABLE
    assert made == colour or least_contrast(colour, grounds) < READABLE


def test_the_nearest_readable_colour_stays_the_colour_it_was() -> None:
    yellow = readable("#ffcc00", ["#fbf8f2"])
    assert yellow == "#8c6f00"
    assert readable("#777777", ["#ffffff"]) == "#767676"


@given(COLOURS, COLOURS)
def test_a_mixture_begins_and_ends_with_what_it_is_made_of(one: str, other: str) -> None:
    assert mixed(one, other, 0) == one
    assert mixed(one, other, 1) == other


def test_without_a_look_the_colours_are_the_themes(make_site: MakeSite) -> None:
    output, report = styled(make_site, "")
    assert report.remarks == ()
    assert scheme(output, "light")["paper"] == "#fbf8f2"
    assert scheme(output, "dark")["accent"] == "#f0957c"
    assert "data-scheme" not in home(output).partition("<head>")[0]


def test_one_accent_serves_both_schemes(make_site: MakeSite) -> None:
    output, report = styled(make_site, '[look]\naccent = "#0A5c8a"\n')
    assert report.remarks == ()
    assert scheme(output, "light")["accent"] == "#0a5c8a"
    for name in ("light", "dark"):
        colours = scheme(output, name)
        for ground in ("paper", "sheet", "mark"):
            assert contrast(colours["accent"], colours[ground]) >= READABLE
        assert contrast(colours["on-accent"], colours["accent"]) >= READABLE


@pytest.mark.parametrize("paper", ["#ffffff", "#f0e0c0", "#000000", "#123456", "#777777"])
def test_what_goes_with_a_paper_is_fitted_to_it(make_site: MakeSite, paper: str) -> None:
    output, _ = styled(make_site, f'[look.light]\npaper = "{paper}"\n')
    colours = scheme(output, "light")
    assert colours["paper"] == paper
    texts = ("ink", "soft", "accent", *(f"s{number}" for number in range(1, 13)))
    for text in texts:
        assert contrast(colours[text], paper) >= 4.4, text


def test_a_colour_that_cannot_be_read_is_told_with_the_nearest(make_site: MakeSite) -> None:
    output, report = styled(make_site, '\n[look]\naccent = "#fc0"\n[look.dark]\nink = "#333333"\n')
    assert told(report) == [
        "content/site.toml:4: the light accent colour #ffcc00 has a contrast of 1.4 on #fbf8f2, "
        'and needs 4.5; the nearest that has it is "#8c6f00"',
        "content/site.toml:6: the dark ink colour #333333 has a contrast of 1.4 on #171514, "
        'and needs 4.5; the nearest that has it is "#7f7f7f"',
    ]
    assert scheme(output, "light")["accent"] == "#ffcc00"


def test_a_themes_colour_that_cannot_be_read_is_told(make_site: MakeSite) -> None:
    about = 'name = "mine"\nparent = "default"\n\n[light]\nsoft = "#bbbbbb"\n[dark]\n'
    _, report = styled(make_site, 'theme = "mine"\n', **{"themes/mine/theme.toml": about})
    assert told(report) == [
        "themes/mine/theme.toml:5: the light soft colour #bbbbbb has a contrast of 1.6 on "
        '#fbe7b2, and needs 4.5; the nearest that has it is "#676767"'
    ]


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (
            '[look]\naccent = "red"',
            'content/site.toml:3: "accent" must be a colour, not "red"; such as "#9b2c1f"',
        ),
        (
            '[look.dark]\npaper = "#12345"',
            'content/site.toml:3: "paper" must be a colour, not "#12345"; such as "#9b2c1f"',
        ),
        (
            '[look]\nscheme = "drak"',
            'content/site.toml:3: "scheme" must not be "drak"; did you mean "dark"?',
        ),
        (
            '[look]\nacent = "#123456"',
            'content/site.toml:3: unknown key "acent"; did you mean "accent"?',
        ),
        (
            '[look]\nlogo = "../logo.svg"',
            'content/site.toml:3: "logo" must be a file in content/, not "../logo.svg"; '
            'such as "look/logo.svg"',
        ),
        (
            '[look]\nlogo = "logo.gif"',
            'content/site.toml:3: "logo" must end in .svg or .png, not "logo.gif"',
        ),
        (
            '[look]\nlogo = "logo.svg"',
            'content/site.toml:3: no file "logo.svg" in content/; none is known',
        ),
        (
            '[look]\nreading = "x{}"',
            'content/site.toml:3: "reading" must be a face or a font file, not "x{}"; '
            'such as "Georgia, serif"',
        ),
        (
            "[look]\nreading = 3",
            'content/site.toml:3: "reading" must be text, not a number; put it in quotes: "3"',
        ),
        (
            '[look]\nplain = "fonts/x.woff2"',
            'content/site.toml:3: no file "fonts/x.woff2" in content/; none is known',
        ),
    ],
)
def test_a_slip_is_told_with_its_line(make_site: MakeSite, look: str, said: str) -> None:
    assert refusal(make_site, look) == said


# --- faces and pictures -------------------------------------------------------------------


def test_a_face_of_the_readers_machine_goes_before_the_themes(make_site: MakeSite) -> None:
    output, _ = styled(make_site, '[look]\nreading = "Iowan Old Style, serif"\n')
    assert ':root{--reading:"Iowan Old Style",serif,var(--reading-usual,serif)}' in sheet(output)
    assert "@font-face" not in sheet(output)


def test_font_files_of_the_site_are_published_and_loaded_early(make_site: MakeSite) -> None:
    fonts = {f"content/fonts/{name}.woff2": "font" for name in ("a", "i", "v")}
    look = (
        '[look]\nplain = "fonts/a.woff2"\n'
        'reading = {regular = "fonts/v.woff2", bold = "fonts/v.woff2", italic = "fonts/i.woff2"}\n'
    )
    output, _ = styled(make_site, look, **fonts)
    faces = re.findall(r"@font-face\{([^}]*)\}", sheet(output))
    assert [(re.findall(r"weight:([^;]*)", face), "italic" in face) for face in faces] == [
        (["100 900"], False),
        (["400"], True),
        (["400"], False),
    ]
    for face in faces:
        name = re.findall(r'url\("\.\./([^"]*)"', face)[0]
        assert (next(output.rglob("css/look.css")).parents[1] / name).read_text() == "font"
    early = re.findall(r'rel="preload" as="font" href="[^"]*/look/([^"]*)"', home(output))
    assert early == ["fonts/v.woff2", "fonts/a.woff2"]
    assert "font-src &#39;self&#39;" in home(output)


def test_a_logo_stands_for_the_name_in_its_own_size(make_site: MakeSite) -> None:
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 60, 20) + b"\x08\x06\0\0\0"
    folder = make_site(
        {
            "content/site.toml": (
                'title = "Looms"\n[look]\nlogo = "logo.svg"\nicon = "icon.svg"\n'
                '[look.dark]\nlogo = "night.png"\n'
            ),
            "content/logo.svg": LOGO,
            "content/icon.svg": LOGO,
            "seeds/a.txt": talk("A"),
        }
    )
    (folder / "content/night.png").write_bytes(png)
    build(folder)
    made = home(folder / "output")
    assert re.search(
        r'<img class="in-light" src="[^"]*look/logo\.svg" width="120" height="40" alt="Looms">',
        made,
    )
    assert re.search(r'class="in-dark" src="[^"]*look/night\.png" width="60" height="20"', made)
    assert re.search(r'<link rel="icon" type="image/svg\+xml" href="[^"]*look/icon\.svg">', made)
    assert scheme(folder / "output", "light")["in-dark"] == "none"


def test_a_font_file_may_be_called_anything_and_is_asked_for_once(make_site: MakeSite) -> None:
    look = """[look]\nreading = "a b)50%.woff2"\nplain = "a b)50%.woff2"\n"""
    folder = make_site(
        {"content/site.toml": f'title = "T"\n{look}', "content/a b)50%.woff2": "font"}
    )
    build(folder)
    (styles,) = folder.glob("output/assets/*/css/look.css")
    assert 'url("../look/a%20b%2950%25.woff2")' in styles.read_text("utf-8")
    assert home(folder / "output").count('rel="preload"') == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.svg", b"<svg/>"),
        ("logo.svg", b'<svg width="' + 400 * b"9" + b'" height="1"/>'),
        ("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0"),
    ],
)
def test_a_picture_without_a_size_is_told(make_site: MakeSite, name: str, data: bytes) -> None:
    folder = make_site({"content/site.toml": f'title = "Looms"\n[look]\nlogo = "{name}"\n'})
    (folder / "content" / name).write_bytes(data)
    with pytest.raises(ChapterhouseError) as caught:
        build(folder)
    assert str(caught.value).endswith(
        f'content/site.toml:3: the size of "{name}" cannot be told; '
        "an SVG with a viewBox or a size, or a PNG"
    )


# --- light and dark -----------------------------------------------------------------------


def test_a_hosts_scheme_is_in_the_page_itself(make_site: MakeSite) -> None:
    output, _ = styled(make_site, '[look]\nscheme = "dark"\nswitch = false\n')
    made = home(output)
    assert re.search(r'<html[^>]* data-scheme="dark">', made)
    assert '<meta name="color-scheme" content="dark">' in made
    assert '<meta name="theme-color" content="#161412" media="all">' in made
    assert "scheme.js" not in made
    assert "scheme-switch" not in made


def test_the_look_is_in_the_name_of_the_folder_that_browsers_keep(make_site: MakeSite) -> None:
    names = set()
    for look in ("", '[look]\naccent = "#0a5c8a"\n'):
        output, _ = styled(make_site, look)
        names |= {path.name for path in (output / "assets").iterdir()}
    assert len(names) == 2
