"""No password, key or token of a backend in any text, in any spelling that works (F1)."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from a2p.state.addresses import describe_address, find_secrets, hide_credentials, split_password

PASSWORD = "p@ss/w?rd#1 &%:'x"
ENCODED = quote(PASSWORD, safe="")
SAS = "?sv=2026-01-01&sig=aB3%2Fsecretsig%3D&se=2027"

SPELLINGS = [
    f"postgres://a2p:{ENCODED}@db:5432/a2p?sslmode=require",
    f"postgresql://a2p:{ENCODED}@db/a2p",
    f"postgres://db/a2p?user=a2p&password={ENCODED}",
    f"postgres://db/a2p?PASSWORD={ENCODED}&user=a2p",
    "postgres://a2p:pl@in/pass?word@db:5432/a2p",
    "postgres://a2p:it'squoted@db:5432/a2p",
    f"postgres://:{ENCODED}@db/a2p",
    f"postgres://a2p@db/a2p?sslkey=/k&sslpassword={ENCODED}",
    f"host=db user=a2p password={ENCODED} dbname=a2p",
    "host=db password='with space and \\' quote' dbname=a2p",
    'host=db password="doubly quoted" dbname=a2p',
    "host=db password = spaced dbname=a2p",
    "PGPASSWORD=fromtheshell pulumi up",
    "s3://AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI@states?region=eu",
    "s3://states?aws_access_key_id=AKIAIOSFODNN7EXAMPLE&aws_secret_access_key=wJalrXUtnFEMI",
    "s3://states?endpoint=https://minio:miniopass@minio:9000",
    "s3://states?endpoint=https%3A%2F%2Fminio%3Aminiopass%40minio%3A9000",
    f"azblob://states{SAS}",
    f"https://account.blob.core.windows.net/states{SAS}",
    "azblob://states?storage_account=a&account_key=azkey==",
    "https://storage/x?X-Amz-Credential=AKIA/x&X-Amz-Signature=deadbeef&X-Amz-Security-Token=tok",
    "gs://states?access_token=ya29.token",
    "postgres%3A%2F%2Fdb%2Fa2p%3Fuser%3Da2p%26password%3Dpercentpw%26sslmode%3Drequire",
    "postgres://a2p@db/a2p?options=-c%20password%3Dpercentpw",
    "host=db password=semi;colon&comma,pw dbname=a2p",
    "s3://states?awsAccessKeyId=AKIAIOSFODNN7EXAMPLE&awssecretaccesskey=wJalrXUtnFEMI",
    "MY_TWILIO_AUTH_TOKEN=wordoftwilio a2p up x",
    "TWILIO_API_SECRET=wordoftwilio",
    "psql --password wordofpsql --host db",
    "psql --password=wordofpsql",
    '{"PGPASSWORD": "wordofjson", "user": "a2p"}',
    "{'private_key': 'wordofjson'}",
    "passphrase: wordofyaml",
]
HIDDEN = [
    PASSWORD,
    ENCODED,
    "pl@in",
    "pass?word",
    "it'squoted",
    "with space",
    "doubly quoted",
    "spaced",
    "fromtheshell",
    "wJalrXUtnFEMI",
    "miniopass",
    "secretsig",
    "azkey",
    "deadbeef",
    "=tok",
    "ya29",
    "percentpw",
    "colon",
    "commapw",
    "comma,pw",
    "wordof",
]


@pytest.mark.parametrize("address", SPELLINGS)
@pytest.mark.parametrize("text", ["{}", "error: unable to open bucket {}: it is down", 'said "{}".', "({})"])
def test_no_credential_is_left_in_an_address_or_in_a_text_that_quotes_it(address: str, text: str) -> None:
    shown = hide_credentials(text.format(address))

    assert [each for each in HIDDEN if each in shown] == []
    assert "[secret]" in shown


@pytest.mark.parametrize(
    "address",
    [
        "file:///srv/states",
        "s3://states?region=eu-west-1&endpoint=http://127.0.0.1:9000&s3ForcePathStyle=true",
        "postgres://a2p@db:5432/a2p?sslmode=disable&table=other",
        "postgres:///a2p?host=%2Ftmp%2Fsocket",
        "https://api.pulumi.com",
        "gs://states",
        "",
    ],
)
def test_an_address_without_a_credential_stays_as_it_is(address: str) -> None:
    assert describe_address(address) == address


def test_the_user_of_a_database_is_no_secret() -> None:
    shown = describe_address("postgres://a2p:Wr0ngpw@127.0.0.1:54779/a2p")

    assert shown == "postgres://a2p:[secret]@127.0.0.1:54779/a2p"


def test_a_text_about_other_things_stays_as_it_is() -> None:
    text = "see https://www.twilio.com/docs/api/errors/30893?x=1, mail ann@example.com; fees = $4.50"

    assert hide_credentials(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Basic d29yZG9maGVhZGVy",
        "'authorization': 'Bearer d29yZG9m.x'",
        f"the token is pul-{'d29yd29yd2' * 4}".replace("y", "a").replace("w", "b"),
    ],
)
def test_what_signs_in_is_hidden_wherever_it_stands(text: str) -> None:
    hidden = hide_credentials(text)

    assert "[secret]" in hidden
    assert "d29" not in hidden


@pytest.mark.parametrize(
    "text",
    [
        "a2p:authToken: a text needed, not a number",
        "the key to edit: campaign.description",
        "token: none was given",
        "signature: of the callback is wrong",
        "incorrect passphrase, set PULUMI_CONFIG_PASSPHRASE_FILE=/run/secrets/passphrase",
        "--token or --secret is needed",
    ],
)
def test_sentences_about_keys_and_tokens_stay_as_they_are(text: str) -> None:
    assert hide_credentials(text) == text


@pytest.mark.parametrize("address", SPELLINGS)
def test_the_values_themselves_are_known_to_redaction_in_each_spelling(address: str) -> None:
    found = find_secrets({"PULUMI_BACKEND_URL": address})

    spelled = [each for each in HIDDEN if each in address and len(each) > 6 and each != "with space"]
    assert all(any(each in value for value in found) for each in spelled), (spelled, found)
    assert all(len(value) >= 6 for value in found)


def test_what_the_environment_keeps_is_known_too() -> None:
    env = {
        "PGPASSWORD": "Wr0ngpw",
        "AWS_SECRET_ACCESS_KEY": "wJalrX/UtnFEMI",
        "PGUSER": "somebody",
        "PGHOST": "db",
    }

    found = find_secrets(env)

    assert {"Wr0ngpw", "wJalrX/UtnFEMI", "wJalrX%2FUtnFEMI"} <= found
    assert found.isdisjoint({"somebody", "db"})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"postgres://a2p:{ENCODED}@db:5432/a2p?x=1", ("postgres://a2p@db:5432/a2p?x=1", PASSWORD)),
        (
            f"postgres://db/a2p?user=a2p&password={ENCODED}&x=%2F",
            ("postgres://db/a2p?user=a2p&x=%2F", PASSWORD),
        ),
        (
            f"postgres:///a2p?host=%2Ftmp%2Fs&user=a2p&password={ENCODED}",
            ("postgres:///a2p?host=%2Ftmp%2Fs&user=a2p", PASSWORD),
        ),
        ("postgres://a2p@db/a2p", ("postgres://a2p@db/a2p", "")),
        ("postgres://db/a2p?sslmode=disable", ("postgres://db/a2p?sslmode=disable", "")),
    ],
)
def test_the_engine_is_given_the_password_apart_from_the_address_it_quotes(
    address: str, expected: tuple[str, str]
) -> None:
    assert split_password(address) == expected


TOKENS = [
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4fwpMeJf36",
    "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
    "glpat-0123456789abcdefghij",
    "xoxb-123456789012-abcdefghijkl",
    "whsec_0123456789abcdef",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgcutoff",
]


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_that_says_what_it_is_is_hidden_wherever_it_stands(token: str) -> None:
    for text in (token, f"said {token}", f"['{token}']", f"value: {token}"):
        assert not set(token.split()[-1:]) & set(hide_credentials(text).replace("'", " ").split())
        assert token not in hide_credentials(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://hooks.slack.com/services/T00000000/B00000000/XXXX", "https://hooks.slack.com/[secret]"),
        ("Bearer abcdefghijklmnop1234", "Bearer [secret]"),
        ("the bearer certificate is not trusted", "the bearer certificate is not trusted"),
        (
            r"OperationalError('host=h password=\'a b c\' user=u')",
            "OperationalError('host=h password=[secret] user=u')",
        ),
        (r'repr("password=\"a b c\" user=u")', 'repr("password=[secret] user=u")'),
    ],
)
def test_what_is_quoted_in_a_quotation_is_hidden_whole(text: str, shown: str) -> None:
    assert hide_credentials(text) == shown
