"""The schema's history; only Alembic changes the schema."""
