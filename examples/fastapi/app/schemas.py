from pydantic import BaseModel, ConfigDict, Field


class NewBook(BaseModel):
    title: str = Field(min_length=1, max_length=200)
    author: str | None = Field(default=None, max_length=200)


class Book(NewBook):
    model_config = ConfigDict(from_attributes=True)

    id: int
