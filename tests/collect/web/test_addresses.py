"""No address leads where it must not."""

import ipaddress

import pytest

from bulletin.collect.web.addresses import is_fit, judged, look_up, read_address
from bulletin.errors import InputError

WEB = frozenset({80, 443})


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.8.9.10 10.0.0.1 172.16.5.4 192.168.1.1 100.64.0.1 100.100.100.200 169.254.169.254 168.63.129.16
    0.0.0.0 192.0.0.192 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1
    ::ffff:10.0.0.1 ::ffff:169.254.169.254 2002:7f00:1:: 2002:a00:1:: 2002:808:808:: 64:ff9b::7f00:1 64:ff9b::a00:1
    64:ff9b:1::a00:1 2001:0:4136:e378:8000:63bf:3fff:fdd2 fe80::1 fc00::1 fd00:ec2::254 fec0::1 ff02::1
    2001:db8::1""".split(),
)
def test_an_address_off_the_public_internet_is_refused(address: str) -> None:
    assert not is_fit(ipaddress.ip_address(address), allow_private=False)


@pytest.mark.parametrize("address", ["93.184.216.34", "114.114.114.114", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_a_public_address_is_asked(address: str) -> None:
    assert is_fit(ipaddress.ip_address(address), allow_private=False)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "fd12::1", "::1", "::ffff:10.0.0.1"]
)
def test_an_intranet_is_asked_when_it_is_allowed(address: str) -> None:
    assert is_fit(ipaddress.ip_address(address), allow_private=True)


@pytest.mark.parametrize(
    "address", "169.254.169.254 168.63.129.16 100.100.100.200 fd00:ec2::254 fe80::1 0.0.0.0 224.0.0.1".split()
)
def test_the_data_of_the_machine_is_refused_on_an_intranet_too(address: str) -> None:
    assert not is_fit(ipaddress.ip_address(address), allow_private=True)


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.1 １２７.０.０.１ 127。0。0。1 [::1]"
    " [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:0:0:1] localhost".split(),
)
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    address = read_address(f"http://{host}/", WEB)
    with pytest.raises(InputError) as caught:
        judged(address.host, address.port, allow_private=False, lookup=look_up)
    assert caught.value.code in ("web.private", "web.unknown-host")  # some systems know fewer spellings


def test_one_private_address_among_public_ones_is_a_trap() -> None:
    with pytest.raises(InputError) as caught:
        judged("a.test", 80, allow_private=False, lookup=lambda *_: ["93.184.216.34", "10.0.0.1"])
    assert caught.value.code == "web.private"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://a.test/x", "web.scheme"),
        ("file:///etc/passwd", "web.scheme"),
        ("javascript:alert(1)", "web.scheme"),
        ("gopher://a.test/", "web.scheme"),
        ("//a.test/x", "web.scheme"),
        ("a.test/x", "web.scheme"),
        ("http://", "web.address"),
        ("http:///x", "web.address"),
        ("http://[::1/", "web.address"),
        ("http://a.test:99999/", "web.address"),
        ("http://a b.test/", "web.address"),
        ("http://a%00.test/", "web.address"),
        ("http://user@a.test/", "web.userinfo"),
        ("http://a.test@127.0.0.1/", "web.userinfo"),
        ("http://user:secret@a.test/", "web.userinfo"),
        ("http://a.test:22/", "web.port"),
        ("http://a.test:6379/", "web.port"),
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_address(url, WEB)
    assert caught.value.code == code
    assert "secret" not in str(caught.value)


def test_chinese_addresses_are_written_in_ascii() -> None:
    address = read_address("HTTP://青溪.中国/新闻/第 1 期.html?关键词=茶#底", WEB)
    assert address.host.endswith(".xn--fiqs8s")
    assert address.text.isascii()
    assert (
        address.target
        == "/%E6%96%B0%E9%97%BB/%E7%AC%AC%201%20%E6%9C%9F.html?%E5%85%B3%E9%94%AE%E8%AF%8D=%E8%8C%B6"
    )


def test_escapes_that_are_there_stay_as_they_are() -> None:
    assert (
        read_address("https://a.test:443/%E6%96%B0?a=%20&b=c", WEB).text
        == "https://a.test/%E6%96%B0?a=%20&b=c"
    )
