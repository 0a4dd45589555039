"""
Keeps the images of products, so that no order needs a call for them.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import count

from engine.domain.picture import (
    ListedProduct,
    Picture,
    default_image,
    image_address,
)
from engine.domain.records import CustomStore
from engine.flows.budget import Budget
from engine.ports.vendors import PRODUCTS_PAGE, Products
from engine.ports.world import World

OVERLAP = timedelta(minutes=5)


def cursor_name(organisation: str) -> str:
    """
    Return the name of the cursor that tells how far products were listed.
    """
    return f"pictures:{organisation}"


def refresh_pictures(
    world: World, store: CustomStore, products: Products, *, budget: Budget
) -> None:
    """
    List the products that changed, and note the image of each.

    The cursor moves when every page was seen; what was noted before is known then.
    """
    started_at = world.clock.now()
    name = cursor_name(store.organisation)
    cursor = world.ledger.cursors.get(name)
    since = cursor - OVERLAP if cursor else None
    for page in count(1):
        if not budget.spend_on_list():
            return
        listed = products.products_since(since, page)
        if not _note(world, store, products, listed=listed, budget=budget):
            return
        if len(listed) < PRODUCTS_PAGE:
            break
    world.ledger.cursors.put(name, started_at)


def _note(
    world: World,
    store: CustomStore,
    products: Products,
    *,
    listed: Sequence[ListedProduct],
    budget: Budget,
) -> bool:
    """
    Note what is new of a page, and return whether the budget was enough.
    """
    known = world.ledger.pictures.known(
        store.organisation, (one.product_id for one in listed)
    )
    found: list[Picture] = []
    is_whole = True
    for one in listed:
        before = known.get(one.product_id)
        if before is None and not one.images:
            continue
        if before is not None and before.version == one.version:
            continue
        url = _address(products, one, budget)
        if url is None:
            is_whole = False
            break
        found.append(Picture(one.product_id, url, one.version))
    _keep(world, store, found, known=known)
    return is_whole


def _address(products: Products, one: ListedProduct, budget: Budget) -> str | None:
    """
    Return the image's address; of several, a call tells the default one.
    """
    image = default_image(one.images)
    if image is None and one.images:
        if not budget.spend():
            return None
        images = products.images(one.product_id)
        image = default_image(images) or next(iter(images), None)
    return image_address(image.url) if image else ""


def _keep(
    world: World,
    store: CustomStore,
    found: Sequence[Picture],
    *,
    known: Mapping[str, Picture],
) -> None:
    if not found:
        return
    others = [
        one.product_id
        for one in found
        if one.product_id not in known or known[one.product_id].url != one.url
    ]
    with world.ledger.transaction():
        world.ledger.pictures.put(store.organisation, found)
        world.ledger.mirror.touch_products(
            store.organisation, others, at=world.clock.now()
        )
