from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool

from app.database import Base, session
from app.main import app


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A client of the app on a database of its own, in memory."""
    engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
    Base.metadata.create_all(engine)
    local = sessionmaker(engine)

    def own_session() -> Iterator:
        with local() as one:
            yield one

    app.dependency_overrides[session] = own_session
    with TestClient(app) as one:
        yield one
    app.dependency_overrides.clear()
