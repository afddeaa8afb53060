"""The portal as a browser without JavaScript sees it: pages, forms and cookies, nothing but the standard library."""
import html.parser
import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request

PASSWORD = "correct horse battery staple"


class Form(html.parser.HTMLParser):
    """The fields of the form that posts to an address."""

    def __init__(self, text, action):
        super().__init__()
        self.action, self.inside, self.fields = action, False, {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.inside = attributes.get("action") == self.action and attributes.get("method", "get").lower() == "post"
        elif tag == "input" and self.inside and "name" in attributes:
            self.fields[attributes["name"]] = attributes.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False


class Portal:
    def __init__(self, url):
        self.url = url
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path):
        return self.open(urllib.request.Request(self.url + path))

    def submit(self, page, action, **values):
        """Fills in the form of a page that posts to `action`, and sends it."""
        status, text, _ = self.get(page)
        assert status == 200, f"{page}: {status}"
        fields = Form(text, action).fields
        assert fields, f"{page} has no form that posts to {action}"
        data = urllib.parse.urlencode({**fields, **values}).encode()
        return self.open(urllib.request.Request(self.url + action, data, {"Origin": self.url}))

    def open(self, request):
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode(), answer.url
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(), answer.url

    def make_organisation(self, name="Example", email="ada@example.org"):
        status, text, url = self.submit("/first-run", "/first-run", organisation=name, name="Ada Admin", email=email,
                                        password=PASSWORD, timeZone="Europe/Zurich")
        assert status == 200 and url == self.url + "/", f"{status} {url}: {text[:2000]}"

    def sign_in(self, email="ada@example.org", password=PASSWORD):
        return self.submit("/sign-in", "/sign-in", email=email, password=password)

    def cookie_header(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
