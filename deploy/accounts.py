"""How people log in: accounts are made by an administrator, second factors are sealed."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from families import sealing


class NoSignup(DefaultAccountAdapter):
    """Nobody opens an account from outside."""

    def is_open_for_signup(self, request):
        return False


class SealedSecrets(DefaultMFAAdapter):
    """Second-factor secrets are encrypted with the office's key before they are stored."""

    def encrypt(self, text):
        return sealing.seal_text(sealing.master_key(), text, context="mfa").hex()

    def decrypt(self, encrypted_text):
        return sealing.unseal_text(
            sealing.master_key(), bytes.fromhex(encrypted_text), context="mfa"
        )
