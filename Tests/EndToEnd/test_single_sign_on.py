"""Signing in by identity providers that we did not write: one of OpenID Connect (pyop), one of SAML (pysaml2)."""
import base64
import html.parser
import http.server
import json
import os
import pathlib
import re
import ssl
import subprocess
import sys
import threading
import urllib.parse

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from portal import Portal  # noqa: E402
from process import Loam, free_port, temporary_folder  # noqa: E402

PROVIDERS = "/access/single-sign-on"


class Provider:
    """An identity provider on this machine; who is at its page is at once whoever the test says."""

    def __init__(self, tls):
        self.port = free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self.email = "ada@example.org"
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.reply(provider.answer(self, b""))

            def do_POST(self):
                self.reply(provider.answer(self, self.rfile.read(int(self.headers["Content-Length"]))))

            def reply(self, answer):
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class OpenIDProvider(Provider):
    def __init__(self, tls, redirect):
        super().__init__(tls)
        from jwkest.jwk import RSAKey, rsa_load
        from pyop.authz_state import AuthorizationState
        from pyop.provider import Provider as OpenID
        from pyop.subject_identifier import HashBasedSubjectIdentifierFactory
        from pyop.userinfo import Userinfo

        self.folder = temporary_folder()
        key = os.path.join(self.folder.name, "key.pem")
        subprocess.run(["openssl", "genrsa", "-traditional", "-out", key, "2048"], check=True, capture_output=True)
        self.people = {}
        self.openid = OpenID(
            RSAKey(key=rsa_load(key), alg="RS256", kid="k1", use="sig"),
            {
                "issuer": self.url, "authorization_endpoint": self.url + "/authorize", "token_endpoint": self.url + "/token",
                "jwks_uri": self.url + "/keys", "userinfo_endpoint": self.url + "/me",
                "end_session_endpoint": self.url + "/end", "scopes_supported": ["openid", "profile", "email"],
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
            },
            AuthorizationState(HashBasedSubjectIdentifierFactory("salt")),
            {"loam": {
                "client_secret": "very hidden", "redirect_uris": [redirect], "response_types": ["code"],
                "token_endpoint_auth_method": "client_secret_basic", "subject_type": "public",
            }},
            Userinfo(self.people),
        )

    def answer(self, request, body):
        path, _, query = request.path.partition("?")
        if path == "/.well-known/openid-configuration":
            return 200, {}, self.openid.provider_configuration.to_json()
        if path == "/keys":
            return 200, {}, json.dumps(self.openid.jwks)
        if path == "/authorize":
            self.people[self.email] = {"email": self.email, "email_verified": True, "name": "Somebody"}
            asked = self.openid.parse_authentication_request(query)
            back = self.openid.authorize(asked, self.email).request(asked["redirect_uri"])
            return 302, {"Location": back}, ""
        if path == "/token":
            answer = self.openid.handle_token_request(body.decode(), dict(request.headers))
            return 200, {"Content-Type": "application/json"}, answer.to_json()
        if path == "/me":
            answer = self.openid.handle_userinfo_request(http_headers=dict(request.headers))
            return 200, {"Content-Type": "application/json"}, answer.to_json()
        return 404, {}, ""


class SAMLProvider(Provider):
    def __init__(self, tls):
        super().__init__(tls)
        # What makes its connections safe also signs: one certificate less to make.
        self.certificate, self.key = tls
        self.saml = None

    def learn(self, metadata):
        """Takes the service's own description, as an administrator imports it."""
        from saml2 import BINDING_HTTP_REDIRECT
        from saml2.config import IdPConfig
        from saml2.server import Server

        self.saml = Server(config=IdPConfig().load({
            "entityid": self.url + "/metadata",
            "service": {"idp": {"endpoints": {"single_sign_on_service": [(self.url + "/sso", BINDING_HTTP_REDIRECT)],
                                              "single_logout_service": [(self.url + "/slo", BINDING_HTTP_REDIRECT)]},
                                "policy": {"default": {"lifetime": {"minutes": 5}, "name_form":
                                           "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"}}}},
            "key_file": self.key, "cert_file": self.certificate, "metadata": {"inline": [metadata]},
        }))

    @property
    def metadata(self):
        from saml2.metadata import entity_descriptor
        return str(entity_descriptor(self.saml.config))

    def sign_out(self, service, binding, sign=True, sessions=None):
        """What a browser is sent to the service with after its person has signed out here: an address or a form."""
        from saml2.saml import NAMEID_FORMAT_EMAILADDRESS, NameID
        from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

        at = self.saml.metadata.single_logout_service(service, binding, "spsso")[0]["location"]
        number, request = self.saml.create_logout_request(
            at, service, name_id=NameID(format=NAMEID_FORMAT_EMAILADDRESS, text=self.email),
            session_indexes=sessions, sign=sign and binding.endswith("POST"), sign_alg=SIG_RSA_SHA256, digest_alg=DIGEST_SHA256)
        self.asked = number
        sent = self.saml.apply_binding(binding, str(request), at, "relay 7", sign=sign, sigalg=SIG_RSA_SHA256)
        if binding.endswith("POST"):
            return PostedForm("".join(sent["data"]) if isinstance(sent["data"], list) else sent["data"])
        return dict(sent["headers"])["Location"]

    def answer(self, request, body):
        from saml2 import BINDING_HTTP_REDIRECT
        from saml2.saml import NAMEID_FORMAT_EMAILADDRESS, NameID
        from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

        path, _, query = request.path.partition("?")
        if path == "/slo":
            told = dict(urllib.parse.parse_qsl(query))
            answer = self.saml.parse_logout_request_response(told["SAMLResponse"], BINDING_HTTP_REDIRECT)
            assert answer.in_response_to == self.asked and told["RelayState"] == "relay 7"
            return 200, {"Content-Type": "text/html"}, "Signed out everywhere."
        if path != "/sso":
            return 404, {}, ""
        asked = dict(urllib.parse.parse_qsl(query))
        message = self.saml.parse_authn_request(asked["SAMLRequest"], BINDING_HTTP_REDIRECT).message
        to = self.saml.response_args(message)
        response = self.saml.create_authn_response(
            {"mail": self.email, "displayName": "Somebody"}, message.id, to["destination"], to["sp_entity_id"],
            name_id=NameID(format=NAMEID_FORMAT_EMAILADDRESS, text=self.email), sign_assertion=True, sign_response=True,
            sign_alg=SIG_RSA_SHA256, digest_alg=DIGEST_SHA256,
            authn={"class_ref": "urn:oasis:names:tc:SAML:2.0:ac:classes:Password", "authn_auth": self.url},
        )
        fields = {"SAMLResponse": base64.b64encode(str(response).encode()).decode(), "RelayState": asked["RelayState"]}
        inputs = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in fields.items())
        return 200, {"Content-Type": "text/html"}, f'<form method="post" action="{to["destination"]}">{inputs}</form>'


class PostedForm(html.parser.HTMLParser):
    """The form of a page that sends itself on, as a browser with scripts would."""

    def __init__(self, text):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.action = attributes["action"]
        elif tag == "input" and "name" in attributes:
            self.fields[attributes["name"]] = attributes["value"]


@pytest.fixture
def tls(monkeypatch):
    """A certificate that Loam and the browsers of the test trust, and its key."""
    with temporary_folder() as folder:
        certificate, key = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        monkeypatch.setenv("SSL_CERT_FILE", certificate)
        yield certificate, key


@pytest.fixture
def loam(tls):
    with temporary_folder() as folder, Loam(pathlib.Path(folder), "--sign-on-private-hosts", "127.0.0.1",
                                            "--outgoing-ca", tls[0]) as loam:
        yield loam


def enter(admin, kind):
    """Enters a provider of the kind, and tells the path of its page."""
    status, _, url = admin.submit(PROVIDERS + "/new", PROVIDERS, name="Test IdP", kind=kind)
    assert status == 200 and url.startswith(admin.url + PROVIDERS + "/"), url
    return url.removeprefix(admin.url)


def switch_on(admin, page):
    status, text, _ = admin.submit(page, page + "/rules", domains="example.org", enforced="on", creates="on")
    assert status == 200, text
    status, text, _ = admin.submit(page, page + "/switch", on="yes")
    assert status == 200 and "People can sign in by it now." in text


def follow(browser, path):
    """Goes where the path leads; a page that sends a form on is followed, and its form told."""
    status, text, url = browser.get(path)
    if "SAMLResponse" not in text:
        return status, text, url, None
    form = PostedForm(text)
    return *post(browser, form), form


def post(browser, form):
    import urllib.request
    data = urllib.parse.urlencode(form.fields).encode()
    return browser.open(urllib.request.Request(form.action, data, {"Origin": "http://127.0.0.1", "Sec-Fetch-Site":
                                                                    "cross-site"}))


def begins(page):
    return "/single-sign-on/" + page.rsplit("/", 1)[1]


def test_openid_connect(loam, tls):
    """U-06: people sign in by a provider of OpenID Connect, the page of the test shows what arrived"""
    admin = Portal(loam.url)
    admin.make_organisation()
    page = enter(admin, "oidc")
    provider = OpenIDProvider(tls, loam.url + begins(page) + "/callback")
    try:
        status, text, _ = admin.submit(page, page, name="Test IdP", issuer=provider.url, clientID="loam",
                                       clientSecret="wrong")
        assert status == 200, text
        _, text, url = admin.get(page + "/test")
        assert url == loam.url + page and "The sign-in was refused." in text
        admin.submit(page, page, name="Test IdP", issuer=provider.url, clientID="loam", clientSecret="very hidden")
        _, text, url = admin.get(page + "/test")
        assert url == loam.url + page and "The sign-in passed every check." in text, text
        assert "ada@example.org" in text and "very hidden" not in text
        switch_on(admin, page)

        ben = Portal(loam.url)
        status, text, _ = ben.get("/sign-in")
        assert "Continue with Test IdP" in text
        status, text, _ = ben.sign_in()
        assert status == 401 and "sign in with Test IdP" in text
        provider.email = "ben@example.org"
        status, text, url = ben.get(begins(page) + "?next=/account")
        assert status == 200 and url == loam.url + "/account" and "Somebody" in text
        status, text, _ = ben.submit("/account", "/sign-out")
        assert f"{provider.url}/end?" in text

        stranger = Portal(loam.url)
        provider.email = "eve@elsewhere.example"
        status, text, _ = stranger.get(begins(page))
        assert status == 403 and "for which this identity provider does not count" in text
        status, text, url = stranger.submit("/sign-in/local", "/sign-in/local", email="ada@example.org",
                                            password="correct horse battery staple")
        assert status == 200 and url == loam.url + "/"
    finally:
        provider.stop()


def test_saml(loam, tls):
    """U-06: people sign in by a SAML provider; a response that was changed, or is sent again, is refused"""
    admin = Portal(loam.url)
    admin.make_organisation()
    page = enter(admin, "saml")
    provider = SAMLProvider(tls)
    try:
        status, metadata, _ = admin.get(begins(page) + "/metadata")
        assert status == 200
        provider.learn(metadata)
        status, text, _ = admin.submit(page, page, name="Test IdP", metadata=provider.metadata)
        assert status == 200 and "was saved" in text, text
        status, text, url, _ = follow(admin, page + "/test")
        assert url == loam.url + page and "The sign-in passed every check." in text, text
        switch_on(admin, page)

        ben = Portal(loam.url)
        provider.email = "ben@example.org"
        status, text, url, form = follow(ben, begins(page) + "?next=/account")
        assert status == 200 and url == loam.url + "/account" and "Somebody" in text

        assert post(ben, form)[0] == 403
        assert post(Portal(loam.url), form)[0] == 403
        for change in (lambda xml: xml.replace("ben@example.org", "ada@example.org"),
                       lambda xml: re.sub(r"<ns\d:Signature .*?</ns\d:Signature>", "", xml, flags=re.S)):
            eve = Portal(loam.url)
            _, text, _ = eve.get(begins(page))
            form = PostedForm(text)
            xml = base64.b64decode(form.fields["SAMLResponse"]).decode()
            assert change(xml) != xml
            form.fields["SAMLResponse"] = base64.b64encode(change(xml).encode()).decode()
            status, text, _ = post(eve, form)
            assert status == 403 and "You are not signed in" in text

        # The provider's own start page: nothing of its response is believed, the sign-in begins from here.
        unasked = base64.b64encode(re.sub(r'InResponseTo="[^"]*"', "", xml).encode()).decode()
        form.fields = {"SAMLResponse": unasked}
        carol = Portal(loam.url)
        status, text, url = post(carol, form)
        assert url.startswith(provider.url + "/sso?") and "SAMLResponse" in text
    finally:
        provider.stop()


@pytest.mark.parametrize("binding", ["HTTP-Redirect", "HTTP-POST"])
def test_saml_sign_out_from_there(loam, tls, binding):
    """U-06: who signs out at a SAML provider is signed out here, once, and only by what it signed"""
    admin = Portal(loam.url)
    admin.make_organisation()
    page = enter(admin, "saml")
    provider = SAMLProvider(tls)
    binding = "urn:oasis:names:tc:SAML:2.0:bindings:" + binding
    try:
        _, metadata, _ = admin.get(begins(page) + "/metadata")
        provider.learn(metadata)
        admin.submit(page, page, name="Test IdP", metadata=provider.metadata)
        follow(admin, page + "/test")
        switch_on(admin, page)
        service = loam.url + begins(page) + "/metadata"

        def bring(browser, sent):
            return browser.get(sent.removeprefix(loam.url)) if isinstance(sent, str) else post(browser, sent)

        provider.email = "ben@example.org"
        ben, elsewhere = Portal(loam.url), Portal(loam.url)
        for browser in (ben, elsewhere):
            assert follow(browser, begins(page) + "?next=/account")[2] == loam.url + "/account"
        status, text, _ = bring(ben, provider.sign_out(service, binding, sign=False))
        assert status == 403 and "sessions here go on" in text, text
        assert ben.get("/account")[2] == loam.url + "/account"

        status, text, _ = bring(ben, provider.sign_out(service, binding, sessions=["another"]))
        assert status == 200 and "Signed out everywhere." in text, text
        assert ben.get("/account")[2] == loam.url + "/account"

        sent = provider.sign_out(service, binding)
        # Whose browser brings it does not count.
        status, text, url = bring(Portal(loam.url), sent)
        assert status == 200 and "Signed out everywhere." in text, text
        for browser in (ben, elsewhere):
            assert "/sign-in" in browser.get("/account")[2]
        assert admin.get("/account")[2] == loam.url + "/account"

        follow(ben, begins(page) + "?next=/account")
        status, text, _ = bring(ben, sent)
        assert status == 403 and "used before" in text, text
        assert ben.get("/account")[2] == loam.url + "/account"
        assert "by an identity provider" in admin.get("/audit")[1]
    finally:
        provider.stop()
