# No secrets here: what is drawn comes from the seed of the run.

import random
from random import SystemRandom, choice

DEFAULT_ENTROPY = 32


def randbits(k):
    return random.getrandbits(k)


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    return random.randrange(exclusive_upper_bound)


def token_bytes(nbytes=None):
    return bytes([random.getrandbits(8) for _ in range(DEFAULT_ENTROPY if nbytes is None else nbytes)])


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    import base64
    return base64.urlsafe_b64encode(token_bytes(nbytes)).decode().rstrip('=')


def compare_digest(a, b):
    return a == b
