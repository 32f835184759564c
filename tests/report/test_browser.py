"""The report as people use it: in a real browser, on a desktop and on a phone, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.report.browser import Page, browser, needs_chromium
from tests.report.model_runs import some_runs
from tests.report.test_html import AGENTS, full, run, without_and_with

from redblue.report.html import write_report

pytestmark = needs_chromium
DESKTOP, PHONE = 1280, 375


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 1,080 results of three models and two judges, without and with a guard."""
    folder = tmp_path_factory.mktemp("report")
    write_report(some_runs(folder), folder / "report.html")
    return folder / "report.html"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


def text(page: Page, id: str) -> str:
    return str(page.run(f"document.getElementById('{id}').textContent"))


def now(page: Page) -> str:
    """The title of the frame that the player is at, which is seen."""
    inside = "((box, all) => box.bottom > all.top && box.top < all.bottom)"
    section = "document.querySelector('#frames .now').getBoundingClientRect()"
    assert page.run(f"{inside}({section}, document.getElementById('frames').getBoundingClientRect())")
    return str(page.run("document.querySelector('#frames .now h3').textContent"))


def choose(page: Page, **filters: str) -> str:
    """Sets these filters, as by hand, and says how many are shown."""
    for name, value in filters.items():
        page.run(
            f"(() => {{ const field = document.getElementById('filters').elements['{name}']; field.value = '{value}';"
            " field.dispatchEvent(new Event('input', {bubbles: true})); })()"
        )
    return text(page, "shown")


def listed(page: Page, data: str) -> list[object]:
    """A property of each case that fits the filters."""
    found = page.run(f"fitting.map((one) => one.{data})")
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_fits_the_screen(page: Page, report: Path, tmp_path: Path, width: int, is_dark: bool) -> None:
    page.open(report, width, is_dark=is_dark)
    page.run("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert page.run("document.documentElement.scrollWidth") == width
    assert page.run("innerWidth") == width
    # to be looked at: pytest keeps the folders of its last runs
    page.picture(tmp_path / "report.png", is_whole=True)
    page.run("document.querySelector('#list a[href^=\"#\"]').click()")
    assert page.run("document.documentElement.scrollWidth") == width
    inside = "((box) => box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight)"
    for id in ("player", "frames", "next", "case-before", "case-after", "where"):
        assert page.run(f"{inside}(document.getElementById('{id}').getBoundingClientRect())"), id
    page.picture(tmp_path / "player.png")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_long_names_fit_too(page: Page, tmp_path: Path, width: int) -> None:
    agents = (*AGENTS, "an-agent-with-a-rather-long-name/and-no-space")
    write_report([run(tmp_path / "a", agents, full(2)), without_and_with(tmp_path / "b")], tmp_path / "report.html")
    page.open(tmp_path / "report.html", width)
    assert page.run("document.documentElement.scrollWidth") == width


def test_filters_leave_the_right_cases(page: Page, report: Path) -> None:
    page.open(report, DESKTOP)
    assert text(page, "shown") == "1080 of 1080 shown"
    shown = choose(page, outcome="attack_succeeded", language="bash")
    right = "cases.filter((one) => one.outcome === 'attack_succeeded' && one.language === 'bash').length"
    assert shown == f"{page.run(right)} of 1080 shown"
    assert set(listed(page, "outcome")) == {"attack_succeeded"}
    assert set(listed(page, "language")) == {"bash"}
    # each choice says how many there would be
    option = "document.querySelector('[name=guard] [value=local]').textContent"
    count = int(str(page.run(option)).removeprefix("local (").removesuffix(")"))
    assert choose(page, guard="local") == f"{count} of 1080 shown"
    assert choose(page, guard="", text="no such words") == "0 of 1080 shown"
    page.run("document.querySelector('#filters [type=reset]').click()")
    assert page.run(
        "new Promise((done) => setTimeout(() => done(document.getElementById('shown').textContent), 50))"
    ) == ("1080 of 1080 shown")
    assert choose(page, judges="disagree") != "1080 of 1080 shown"
    assert set(listed(page, "judges")) == {"disagree"}


def test_text_is_found_in_what_ran(page: Page, tmp_path: Path) -> None:
    write_report([run(tmp_path / "run", AGENTS, full(2))], tmp_path / "report.html")
    page.open(tmp_path / "report.html", DESKTOP)
    shown = choose(page, text="exec/18/ REFUSED", system="1", kind="harmless twin")
    assert shown == "4 of 96 shown"
    assert choose(page, text="collect.test", system="", kind="risky") == "4 of 96 shown"
    assert set(listed(page, "scenario")) == {"18"}


def test_the_address_keeps_the_filter_and_the_case(page: Page, report: Path) -> None:
    page.open(report, DESKTOP)
    shown = choose(page, outcome="failed", language="python")
    page.run("openCase(fitting.find((one) => data.frames[one.index]))")
    hash, title = page.run("location.hash"), text(page, "player-about")
    assert "outcome=failed" in hash
    page.open(report, DESKTOP, hash=f"{hash}&length=1&__proto__=x")
    assert text(page, "shown") == shown
    assert page.run("document.getElementById('player').open")
    assert text(page, "player-about") == title


def test_a_cell_of_the_heat_map_leads_to_its_cases(page: Page, report: Path) -> None:
    page.open(report, DESKTOP)
    assert page.run("getComputedStyle(document.querySelector('.cells .rr')).display") == "none"
    page.run("document.querySelector('.heat [value=rr]').click()")
    assert page.run("getComputedStyle(document.querySelector('.cells .rr')).display") == "block"
    page.run("document.querySelector('.cells a[href=\"#system=1&scenario=7\"]').click()")
    page.run("new Promise((done) => setTimeout(done, 50))")
    assert set(listed(page, "scenario")) == {"7"}
    assert set(listed(page, "system")) == {"1"}


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_trajectory_is_played_step_by_step(page: Page, report: Path, width: int) -> None:
    page.open(report, width)
    choose(page, outcome="attack_succeeded", guard="off")
    page.run("openCase(fitting.find((one) => data.frames[one.index]))")
    titles = page.run("data.frames[current.index].map(([, title]) => title)")
    assert titles[0] == "Asked"
    assert any("executes" in title for title in titles)
    assert titles[-2:] == ["Seen from outside", "Verdict: attack succeeded"]
    for number, title in enumerate(titles, 1):
        assert now(page) == title
        assert text(page, "where") == f"{number} of {len(titles)}: {title}"
        assert (
            page.run("[...document.querySelectorAll('#frames section')].filter((one) => !one.hidden).length") == number
        )
        assert page.run("document.querySelectorAll('#rail [aria-current=step]').length") == 1
        page.press("ArrowRight")
    assert now(page) == titles[-1]
    page.press("ArrowLeft")
    assert now(page) == titles[-2]
    page.run("document.getElementById('back').click()")
    assert now(page) == titles[-3]
    page.press("End")
    before = text(page, "player-about")
    page.run("document.getElementById('case-after').click()")
    assert text(page, "player-about") != before
    assert text(page, "where").startswith("1 of ")


def test_it_plays_by_itself_to_the_end(page: Page, report: Path) -> None:
    page.open(report, DESKTOP)
    page.run("openCase(cases.find((one) => data.frames[one.index]))")
    # a clock that is wound by hand
    page.run(
        "(() => { window.setInterval = (tick) => (window.tick = tick, 1); document.getElementById('play').click(); })()"
    )
    assert text(page, "play") == "❚❚ pause"
    page.run("data.frames[current.index].slice(1).forEach(() => tick())")
    assert now(page).startswith("Verdict: ")
    assert text(page, "play") == "▶ play"


def test_by_keyboard_alone(page: Page, report: Path) -> None:
    page.open(report, DESKTOP)
    choose(page, outcome="invalid")
    page.run("document.querySelector('#list a').focus()")
    page.press("ArrowDown")
    page.press("ArrowUp")
    index = page.run("document.activeElement.dataset.index")
    page.press("Enter")
    assert page.run("document.getElementById('player').open")
    assert page.run("document.activeElement.id") == "next"
    page.press("Enter")
    assert text(page, "where").startswith("2 of ")
    page.press("Escape")
    assert page.run("document.getElementById('player').open") is False
    assert page.run("document.activeElement.dataset.index") == index


def test_what_has_no_room_is_played_from_the_file_beside(page: Page, report: Path) -> None:
    page.open(report, DESKTOP)
    link, key = page.run("(({page, key}) => [page, key])(cases.find((one) => one.page))")
    page.run("void (location = document.querySelector('#list a[href^=\"report-cases\"]').href)")
    page.open(report.parent / link, PHONE, hash=f"#case={key.replace('/', '%2F')}")
    assert page.run("document.documentElement.scrollWidth") == PHONE
    assert page.run("current.key") == key
    page.press("End")
    assert now(page).startswith("Verdict: ")
    assert page.run("document.querySelector('nav a').href") == f"{report.as_uri()}#cases"


def test_the_leaderboard_is_sorted_by_a_click(page: Page, report: Path) -> None:
    page.open(report, DESKTOP)
    table = "document.querySelector('#leaderboard .sortable')"
    column = f"[...{table}.tBodies[0].rows].map((row) => row.cells[2].textContent)"
    button = f"{table}.tHead.rows[0].cells[2]"
    page.run(f"{button}.querySelector('button').click()")
    rising = [float(figure.split()[0]) for figure in page.run(column)]
    assert rising == sorted(rising)
    assert page.run(f"{button}.getAttribute('aria-sort')") == "ascending"
    page.run(f"{button}.querySelector('button').click()")
    assert [float(figure.split()[0]) for figure in page.run(column)] == rising[::-1]


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_figures_in_the_heat_map_can_be_read(page: Page, report: Path, is_dark: bool) -> None:
    """Contrast of each step of the scales, by WCAG's formula, at least 4.5."""
    page.open(report, DESKTOP, is_dark=is_dark)
    contrasts = page.run(
        """(() => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
        const light = (color) => {
          canvas.fillStyle = color;
          canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => v / 255)
            .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        return [...document.querySelectorAll(".scale .shade")].map((shade) => {
          const style = getComputedStyle(shade);
          const [low, high] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
          return [shade.className, (high + 0.05) / (low + 0.05)];
        });
        })()"""
    )
    assert len(contrasts) == 33
    assert [name for name, contrast in contrasts if contrast < 4.5] == []
