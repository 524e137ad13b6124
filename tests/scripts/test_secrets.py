"""Set-up runs code of packages and of the engine's build: none of it sees a secret of the job it runs in."""

from tests.scripts.clone import Clone

SECRETS = {
    name: f"secret-{name.lower()}"
    for name in (
        "TWILIO_AUTH_TOKEN",
        "TWILIO_API_SECRET",
        "PULUMI_CONFIG_PASSPHRASE",
        "PULUMI_ACCESS_TOKEN",
        "PULUMI_BACKEND_URL",
        "PGPASSWORD",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AZURE_STORAGE_KEY",
        "GOOGLE_APPLICATION_CREDENTIALS",
        "GITHUB_TOKEN",
        "CI_JOB_TOKEN",
        "UV_PUBLISH_TOKEN",
        "A2P_ACME_AUTH_TOKEN",
        "ANYTHING_ELSE",
    )
}
NEEDED = {
    "PIP_INDEX_URL": "https://mirror.example.com/simple",
    "UV_INDEX_URL": "https://mirror.example.com/simple",
    "https_proxy": "http://127.0.0.1:1",
    "SSL_CERT_FILE": "certificates.pem",
    "GOPROXY": "off",
}


def test_no_step_of_the_setup_sees_a_secret_and_each_sees_what_it_needs(clone: Clone) -> None:
    record = f"env >>'{clone.home}/seen'; echo $0 >>'{clone.home}/ran'"
    clone.program("uv", f"{record}\n[ \"$1\" != --version ] || echo 'uv 99.0.0'\nmkdir -p .venv")
    clone.program("go", f"{record}\necho go1.26.3")

    clone.run("script/bootstrap", **SECRETS, **NEEDED)

    seen = (clone.home / "seen").read_text()
    assert {line.rpartition("/")[2] for line in (clone.home / "ran").read_text().split()} == {"uv", "go"}
    assert [value for value in SECRETS.values() if value in seen] == []
    assert [name for name, value in NEEDED.items() if f"{name}={value}\n" not in seen] == []
