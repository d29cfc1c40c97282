from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

SECRETS = Path("/run/secrets")


class Settings(BaseSettings):
    """From the environment; secrets may also be files below /run/secrets, where Docker puts them."""

    model_config = SettingsConfigDict(secrets_dir=SECRETS if SECRETS.is_dir() else None)

    database_url: str = "sqlite://"
    log_level: str = "info"


settings = Settings()
