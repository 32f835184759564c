"""The certificate authority that boxes trust. It lives in memory, for as long as this process."""

from __future__ import annotations

import functools
import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import trustme


@functools.cache
def _authority() -> trustme.CA:
    import trustme

    return trustme.CA(organization_name="redblue box", key_type=trustme.KeyType.ECDSA)


def authority_certificate() -> str:
    """PEM of the authority: the whole trust store of a box."""
    return _authority().cert_pem.bytes().decode()


@functools.cache
def server_context(names: tuple[str, ...]) -> ssl.SSLContext:
    """The TLS settings of a service that answers under these host names and addresses."""
    import trustme

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    _authority().issue_cert(*names, key_type=trustme.KeyType.ECDSA).configure_cert(context)
    return context
