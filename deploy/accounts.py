"""How people log in: accounts are made by an administrator, second factors are sealed."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from casework.models import HouseKey
from families import sealing


class NoSignup(DefaultAccountAdapter):
    """Nobody opens an account from outside."""

    def is_open_for_signup(self, request):
        return False


class SealedSecrets(DefaultMFAAdapter):
    """Second-factor secrets are encrypted with the house's data key before they are stored: that
    key is wrapped like all others, so that `rotate_keys` moves it."""

    def encrypt(self, text):
        return sealing.seal_text(_house_key(), text, context="mfa").hex()

    def decrypt(self, encrypted_text):
        return sealing.unseal_text(_house_key(), bytes.fromhex(encrypted_text), context="mfa")


def _house_key() -> bytes:
    return HouseKey.current().sealing_key()
