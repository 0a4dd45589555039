"""
A certificate authority of one's own, for clients that insist on https.
"""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY = "ca.pem"
_SERVER = "server.pem"
_DAYS = 365
_HOSTS = ("localhost",)
_ADDRESSES = ("127.0.0.1", "::1")

Key = ec.EllipticCurvePrivateKey


def tls_context(folder: Path, now: datetime) -> ssl.SSLContext:
    """
    Return what a server needs; authority and certificate are made where missing.

    The authority's own key is not kept: it signs this one certificate.

    Raises:
        OSError: The folder cannot be written, or what it has cannot be used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not _is_good(folder, now):
        _make(folder, now)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / _SERVER)
    return context


def _is_good(folder: Path, now: datetime) -> bool:
    """
    Say whether both certificates are there, and last another day.
    """
    for name in (AUTHORITY, _SERVER):
        try:
            found = x509.load_pem_x509_certificate((folder / name).read_bytes())
        except (OSError, ValueError):
            return False
        if found.not_valid_after_utc < now + timedelta(days=1):
            return False
    return True


def _make(folder: Path, now: datetime) -> None:
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    name = _name("Seatrial test authority")
    authority = (
        _builder(name, authority_key, now)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_AUTHORITY_USAGE, critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    certificate = (
        _builder(_name("localhost"), key, now)
        .issuer_name(name)
        .add_extension(_names(), critical=False)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(
                authority_key.public_key()
            ),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )
    (folder / AUTHORITY).write_bytes(_pem(authority))
    server = folder / _SERVER
    server.touch(mode=0o600)
    server.chmod(0o600)
    server.write_bytes(_private(key) + _pem(certificate))


def _builder(subject: x509.Name, key: Key, now: datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC) - timedelta(days=1))
        .not_valid_after(now.astimezone(UTC) + timedelta(days=_DAYS))
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
    )


_AUTHORITY_USAGE = x509.KeyUsage(
    key_cert_sign=True,
    crl_sign=True,
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    encipher_only=False,
    decipher_only=False,
)


def _names() -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName(
        [
            *(x509.DNSName(host) for host in _HOSTS),
            *(x509.IPAddress(ipaddress.ip_address(one)) for one in _ADDRESSES),
        ]
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
