"""
The directory of users.
"""

import pytest

from emulators.cin7_core.domain.directory import Directory, NoUser, User, UserTaken


def test_a_login_needs_both_halves() -> None:
    """
    The name in any case, the password exactly.
    """
    directory = Directory()
    user = directory.add(User("Shop", "ahoy", "shop@fernhill.example"))

    assert user is directory.login("sHOP", "ahoy")
    assert directory.login("shop", "Ahoy") is None
    assert directory.login("nobody", "") is None


def test_a_name_is_taken_in_any_case() -> None:
    """
    And an unknown one is said to be unknown.
    """
    directory = Directory()
    directory.add(User("Shop", "ahoy", ""))

    with pytest.raises(UserTaken):
        directory.add(User("SHOP", "x", ""))
    with pytest.raises(NoUser):
        directory.user("nobody")
