import os
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app import models, schemas
from app.database import session

app = FastAPI(title="Books")
Database = Annotated[Session, Depends(session)]


@app.get("/healthz")
def healthz() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/readyz")
def readyz(database: Database) -> dict[str, str]:
    database.execute(text("SELECT 1"))
    return {"status": "ok"}


@app.get("/version")
def version() -> dict[str, str]:
    return {"version": os.environ.get("APP_VERSION", "dev")}


@app.get("/books")
def list_books(database: Database, limit: int = 100) -> list[schemas.Book]:
    books = database.scalars(select(models.Book).order_by(models.Book.id).limit(limit))
    return [schemas.Book.model_validate(book) for book in books]


@app.post("/books", status_code=201)
def add_book(new: schemas.NewBook, database: Database) -> schemas.Book:
    book = models.Book(**new.model_dump())
    database.add(book)
    database.commit()
    return schemas.Book.model_validate(book)


@app.get("/books/{book_id}")
def get_book(book_id: int, database: Database) -> schemas.Book:
    book = database.get(models.Book, book_id)
    if book is None:
        raise HTTPException(404, "There is no such book")
    return schemas.Book.model_validate(book)
