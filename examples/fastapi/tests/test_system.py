import pytest

from app.database import driver


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health(client, path):
    assert client.get(path).json() == {"status": "ok"}


def test_version(client, monkeypatch):
    monkeypatch.setenv("APP_VERSION", "1.2.3")
    assert client.get("/version").json() == {"version": "1.2.3"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://u:p@db/x", "postgresql+psycopg://u:p@db/x"),
        ("postgresql://u:p@db/x?sslmode=require", "postgresql+psycopg://u:p@db/x?sslmode=require"),
        ("sqlite://", "sqlite://"),
    ],
)
def test_driver(url, expected):
    assert driver(url) == expected
