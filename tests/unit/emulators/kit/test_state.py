"""
Documents are rendered once, and anew after a change.
"""

from emulators.kit.state import MOST_DOCUMENTS, StateLock


def test_a_document_is_rendered_once_until_the_state_changes() -> None:
    """
    Who only reads leaves it; who held the lock to change something does not.
    """
    lock = StateLock()
    rendered: list[int] = []

    def render() -> list[int]:
        rendered.append(len(rendered))
        return rendered[-1:]

    with lock.reading():
        first = lock.document("sale", render)
    with lock.reading():
        again = lock.document("sale", render)
    with lock:
        pass
    with lock.reading():
        anew = lock.document("sale", render)

    assert first is again
    assert [first.body, anew.body] == [[0], [1]]


def test_documents_do_not_pile_up() -> None:
    """
    Somebody who reads a whole account does not have it twice in memory.
    """
    lock = StateLock()
    first = lock.document(0, list)

    for key in range(1, MOST_DOCUMENTS + 1):
        lock.document(key, list)

    assert lock.document(0, list) is not first
