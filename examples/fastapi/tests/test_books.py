import pytest


def test_no_books_at_first(client):
    assert client.get("/books").json() == []


def test_a_book_that_is_added_can_be_read(client):
    added = client.post("/books", json={"title": "Middlemarch", "author": "George Eliot"})
    assert added.status_code == 201
    assert client.get(f"/books/{added.json()['id']}").json() == added.json()
    assert client.get("/books").json() == [added.json()]


@pytest.mark.parametrize("body", [{}, {"title": ""}, {"title": "x" * 201}, {"title": "x", "author": "y" * 201}])
def test_a_book_that_is_wrong_is_refused(client, body):
    assert client.post("/books", json=body).status_code == 422


def test_a_book_that_is_not_there(client):
    assert client.get("/books/1").status_code == 404
