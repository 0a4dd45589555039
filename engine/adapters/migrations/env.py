"""
What Alembic runs: on the connection that was handed in, never on its own.
"""

from alembic import context

from engine.adapters.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
