from logging.config import fileConfig

from alembic import context

from app import models  # noqa: F401  (so that the tables are known to autogenerate)
from app.database import Base, engine

fileConfig(context.config.config_file_name)


def run() -> None:
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata)
        with context.begin_transaction():
            context.run_migrations()


run()
