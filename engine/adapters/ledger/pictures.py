"""
Images of products in the ledger.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database, batches
from engine.domain.picture import Picture

_PICTURES = tables.pictures


class PictureTable:
    """
    The image of each product that has, or had, one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, organisation: str, pictures: Sequence[Picture]) -> None:
        """
        Store the images.
        """
        with self._database.begin() as connection:
            connection.execute(
                self._database.replacing(_PICTURES, "organisation", "product_id"),
                [
                    {
                        "organisation": organisation,
                        "product_id": one.product_id,
                        "url": one.url,
                        "version": one.version,
                    }
                    for one in pictures
                ],
            )

    def known(
        self, organisation: str, product_ids: Iterable[str]
    ) -> Mapping[str, Picture]:
        """
        Return what is known of these products.
        """
        found: dict[str, Picture] = {}
        with self._database.read() as connection:
            for ids in batches(sorted(set(product_ids))):
                query = select(_PICTURES).where(
                    _PICTURES.c.organisation == organisation,
                    _PICTURES.c.product_id.in_(ids),
                )
                for row in connection.execute(query):
                    found[row.product_id] = Picture(
                        row.product_id, row.url, row.version
                    )
        return found
