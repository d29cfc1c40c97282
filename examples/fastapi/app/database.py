from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from app.settings import settings


def driver(url: str) -> str:
    """The address with the driver that is installed here in its scheme."""
    scheme, rest = url.split("://", 1)
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else url


engine = create_engine(driver(settings.database_url), pool_pre_ping=True)
SessionLocal = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


def session() -> Iterator[Session]:
    with SessionLocal() as one:
        yield one
