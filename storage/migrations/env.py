"""What Alembic runs: always on the connection that the store hands it."""

from alembic import context

from storage.tables.all import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
