"""The manners of fetching: pauses, robots.txt, and patience with a server that is busy or refuses."""

from typing import Any

import pytest
from tests.collect.web.answers import code_of

from bulletin.collect.web import Fetcher
from bulletin.errors import InputError


def test_two_requests_to_a_host_are_two_seconds_apart(site: Any, fetcher: Fetcher, clock: Any) -> None:
    for path in ("/a", "/b"):
        site.put(path, path)
        fetcher.get(site.url(path))
    assert clock.slept == [2.0, 2.0]  # after robots.txt, after /a
    fetcher.get(f"http://other.test:{site.port}/a")
    assert clock.slept == [2.0, 2.0, 2.0]  # its robots.txt at once, then its page


def test_robots_are_obeyed_and_asked_once(site: Any, fetcher: Fetcher, clock: Any) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /in*/\nAllow: /in/open$\nCrawl-delay: 7", "text/plain")
    site.put("/ok", "<p>好")
    site.put("/in/open", "<p>好")
    assert code_of(fetcher, site.url("/in/secret")) == "web.robots"
    assert fetcher.get(site.url("/ok")).status == 200
    assert fetcher.get(site.url("/in/open")).status == 200
    assert site.paths() == ["/robots.txt", "/ok", "/in/open"]
    assert clock.slept == [7.0, 7.0]


def test_a_rule_for_bulletin_alone_is_heard(site: Any, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "User-agent: bulletin\nDisallow: /\n\nUser-agent: *\nAllow: /", "text/plain")
    assert code_of(fetcher, site.url("/")) == "web.robots"


def test_a_site_whose_robots_cannot_be_had_is_left_alone(site: Any, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "broken", status=500)
    site.put("/", "<p>好")
    assert code_of(fetcher, site.url("/")) == "web.robots-silent"
    assert "/" not in site.paths()


def test_a_redirect_to_what_robots_forbid_is_not_followed(site: Any, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /inner", "text/plain")
    site.redirect("/a", "/inner")
    assert code_of(fetcher, site.url("/a")) == "web.robots"


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_gets_the_time_it_asks_for(
    site: Any, make_fetcher: Any, clock: Any, status: int
) -> None:
    replies = iter([(status, {"Retry-After": "40"}, b""), (200, {}, b"<p>ok")])
    site.pages["/"] = lambda _: next(replies)
    assert make_fetcher(obey_robots=False).get(site.url("/")).body == b"<p>ok"
    assert clock.slept == [40.0]


def test_retry_after_may_be_a_date(site: Any, make_fetcher: Any, clock: Any) -> None:
    replies = iter([(503, {"Retry-After": "Thu, 05 Mar 2026 08:01:00 GMT"}, b""), (200, {}, b"ok")])
    site.pages["/"] = lambda _: next(replies)
    make_fetcher(obey_robots=False).get(site.url("/"))
    assert clock.slept == [60.0]


def test_a_server_busy_for_long_is_left_for_later(site: Any, make_fetcher: Any, clock: Any) -> None:
    site.put("/", "", status=503, Retry_After="3600")
    with pytest.raises(InputError) as caught:
        make_fetcher(obey_robots=False).get(site.url("/"))
    assert (caught.value.code, caught.value.values["minutes"]) == ("web.busy", 60)
    assert clock.slept == []


def test_a_time_beyond_measure_is_too_long_and_a_date_beyond_measure_is_none(
    site: Any, make_fetcher: Any, clock: Any
) -> None:
    site.put("/long", "", status=503, Retry_After="9" * 400)
    assert code_of(make_fetcher(obey_robots=False), site.url("/long")) == "web.busy"
    replies = iter([(503, {"Retry-After": "1 Jan 99999999999999999999 1:1 GMT"}, b""), (200, {}, b"ok")])
    site.pages["/"] = lambda _: next(replies)
    make_fetcher(obey_robots=False).get(site.url("/"))
    assert clock.slept == [3.0]


def test_a_fault_of_the_server_is_tried_three_times(site: Any, make_fetcher: Any, clock: Any) -> None:
    site.put("/", "", status=502)
    assert code_of(make_fetcher(obey_robots=False), site.url("/")) == "web.server"
    assert len(site.asked) == 3
    assert clock.slept == [3.0, 6.0]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, "web.gone"),
        (410, "web.gone"),
        (403, "web.forbidden"),
        (412, "web.forbidden"),
        (418, "web.status"),
        (304, "web.status"),
    ],
)
def test_a_refusal_is_told_at_once(site: Any, make_fetcher: Any, status: int, code: str) -> None:
    site.put("/", "", status=status)
    assert code_of(make_fetcher(obey_robots=False), site.url("/")) == code
    assert len(site.asked) == 1
