import Telemetry

/// Every key of the configuration. Add one here and in `sections`, nowhere else.
struct Keys: Sendable {
    static let declared = Keys()

    let data = Key(
        "data",
        .path,
        default: "./loam-data",
        placeholder: "DIR",
        "The folder of the database file and the sealing key. It is made at the first start, open to its owner only."
    )
    let database = Key(
        "database",
        .optional(.database),
        "Where the data lives: postgres://USER@HOST/NAME, or the path of an SQLite file. Without it, loam.db in the "
            + "data folder."
    )
    let databaseConnections = Key(
        "database-connections",
        .whole(2...500),
        default: "16",
        "How many connections to PostgreSQL this process may hold at once. The limit of the server must cover the sum "
            + "over all processes. SQLite has one writer and as many readers as the machine has cores."
    )
    let sealingKey = Key(
        "sealing-key",
        .optional(.text),
        secret: true,
        "The text of the sealing key, instead of the file sealing.key in the data folder. Processes that share a "
            + "database need the same one."
    )

    let host = Key(
        "host",
        .text,
        default: "127.0.0.1",
        placeholder: "HOST",
        "The address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 for every IPv4 address, :: for every "
            + "address."
    )
    let port = Key(
        "port",
        .port,
        default: "8080",
        "The port to listen on; 0 takes any free one and prints it. Links in mails then need public-url."
    )
    let publicURL = Key(
        "public-url",
        .optional(.url("http", "https", example: "https://loam.example.org")),
        "The address that people type, for links in mails and for cookies. Without it, the address that Loam listens on."
    )
    let tlsCertificate = Key(
        "tls.certificate",
        .optional(.path),
        placeholder: "FILE",
        "The certificate chain in PEM form, the server's own certificate first. With it, Loam speaks TLS itself."
    )
    let tlsKey = Key(
        "tls.key",
        .optional(.path),
        placeholder: "FILE",
        "The certificate's private key in PEM form."
    )
    let trustedProxies = Key(
        "trusted-proxies",
        .list(of: .network, expected: "addresses or networks between commas such as 127.0.0.1,10.0.0.0/8"),
        "The reverse proxies that may say by X-Forwarded-For and X-Forwarded-Proto who is asking and how. From everyone "
            + "else these headers are ignored."
    )
    let stopWithin = Key(
        "stop-within",
        .duration(.zero ... .minutes(60)),
        default: "30s",
        "How long requests and steps of jobs under way may take to finish after SIGTERM. What is not done by then is cut "
            + "off, and another process takes the jobs over."
    )

    let limitsHead = Key(
        "limits.head",
        .bytes(4096...(1 << 20)),
        default: "16KB",
        "The largest head of a request: its line and its header fields. Each open connection holds a third more memory."
    )
    let limitsHeadTime = Key(
        "limits.head-time",
        .duration(.seconds(1) ... .hours(1)),
        default: "15s",
        "How long a client may take to send the head of its request."
    )
    let limitsBodyTime = Key(
        "limits.body-time",
        .duration(.seconds(1) ... .hours(1)),
        default: "30s",
        "A client that sends a body must get 16 KB of it through in each such span. How large a body may be is up to what "
            + "it is sent to."
    )
    let limitsIdle = Key(
        "limits.idle",
        .duration(.seconds(1) ... .hours(1)),
        default: "75s",
        "A connection on which nothing is asked for so long is closed."
    )
    let limitsConnections = Key(
        "limits.connections",
        .whole(8...1_000_000),
        default: "10000",
        "How many connections may be open at once. Each is an open file; Loam raises its own limit as far as it may."
    )
    let limitsConnectionsPerAddress = Key(
        "limits.connections-per-address",
        .whole(1...1_000_000),
        default: "256",
        "How many of them one address may hold. This machine and trusted proxies are not counted."
    )
    let limitsAPIRate = Key(
        "limits.api-rate",
        .whole(1...1_000_000),
        default: "50",
        "How many requests a second an API key may make, in each process. More are answered with 429 and the time to "
            + "wait."
    )
    let limitsAPIBurst = Key(
        "limits.api-burst",
        .whole(1...1_000_000),
        default: "200",
        "How many requests at once an API key may make after it was quiet for a while."
    )

    let logFormat = Key(
        "log.format",
        .choice("auto", "human", "json"),
        default: "auto",
        "How log lines look: human for a terminal, json for a collector. auto is human where standard error is a "
            + "terminal and json elsewhere."
    )
    let logLevel = Key(
        "log.level",
        .choice("debug", "info", "notice", "warning", "error"),
        default: "info",
        "The least important lines that are still written."
    )
    let metricsToken = Key(
        "metrics.token",
        .optional(.text),
        secret: true,
        "Whoever sends it as a bearer token may read /metrics. Without it only this machine may, directly and not "
            + "through a proxy."
    )
    let otlpEndpoint = Key(
        "otlp.endpoint",
        .optional(.url("http", "https", example: "http://collector:4318")),
        "Where traces go, by OTLP over HTTP. Without it none are recorded and none leave the host."
    )
    let otlpHeaders = Key(
        "otlp.headers",
        .list(of: .headerField, expected: "header fields between commas such as authorization=Bearer abc"),
        secret: true,
        "Header fields to send with traces, as name=value between commas."
    )

    let slots = Key(
        "slots",
        .whole(0...1024),
        default: "4",
        "How many jobs this process works on at once; 0 for none."
    )
    let kinds = Key(
        "kinds",
        .list(of: .text, expected: "kinds of jobs between commas"),
        placeholder: "KIND,...",
        "The kinds of jobs that this process takes. Without it, all that it knows."
    )

    let workPort = Key(
        "work-port",
        .optional(.port),
        "The port on which 'loam work' answers /health, /ready and /metrics, at the same host as a server would. Without "
            + "it, it answers nothing."
    )

    let smtpURL = Key(
        "smtp.url",
        .optional(.url("smtp", "smtps", example: "smtp://mail.example.org:587")),
        "The mail server: smtp:// begins in the clear and may change to TLS, smtps:// is TLS from the start. Without it "
            + "mails are not sent; administrators read them in the portal."
    )
    let smtpUser = Key(
        "smtp.user",
        .optional(.text),
        placeholder: "NAME",
        "The name to sign in with at the mail server."
    )
    let smtpPassword = Key("smtp.password", .optional(.text), secret: true, "The password to it.")
    let smtpFrom = Key(
        "smtp.from",
        .optional(.email),
        "The address that mails come from."
    )
    let smtpTLS = Key(
        "smtp.starttls",
        .choice("auto", "required", "preferred"),
        default: "auto",
        "Whether smtp:// must change to TLS before anything of a mail is said. preferred goes on in the clear with a server "
            + "that cannot. auto is required where a password crosses a network, and preferred elsewhere."
    )

    let sessionIdle = Key(
        "session.idle",
        .duration(.minutes(5) ... .days(365)),
        default: "12h",
        "A person who does nothing for so long is signed out."
    )
    let sessionLifetime = Key(
        "session.lifetime",
        .duration(.minutes(5) ... .days(365)),
        default: "30d",
        "A person signs in again after so long in any case."
    )

    let runsKeepValues = Key(
        "runs.keep-values",
        .duration(.days(1) ... .days(3650)),
        default: "180d",
        "For so long after its end a run can be taken back, and a preview carried out. Then what it read and replaced is "
            + "dropped; its figures and what it found of each record stay."
    )

    let outgoingProxy = Key(
        "outgoing.proxy",
        .optional(.url("http", "https", "socks5h", example: "http://proxy.example.org:3128")),
        "The proxy through which Loam reaches other systems, the mail server left out. Without it, the variables "
            + "http_proxy, https_proxy and no_proxy count."
    )
    let outgoingCA = Key(
        "outgoing.ca",
        .optional(.path),
        placeholder: "FILE",
        "Certificates in PEM form that Loam trusts when it calls other systems, instead of the machine's."
    )

    let salesforcePrivateHosts = Key(
        "salesforce.private-hosts",
        .list(of: .text, expected: "host names or addresses between commas such as 127.0.0.1,sandbox.example.org"),
        placeholder: "HOST,...",
        "Hosts of Salesforce orgs that may lie at private addresses and speak without TLS, as a sandbox org on this machine "
            + "does. Every other org is called by TLS and at public addresses only."
    )
    let signOnPrivateHosts = Key(
        "sign-on.private-hosts",
        .list(of: .text, expected: "host names or addresses between commas such as id.corp.example.org,10.0.0.7"),
        placeholder: "HOST,...",
        "Hosts of identity providers that may lie at private addresses. Every other provider is called at public addresses "
            + "only."
    )

    struct Section: Sendable {
        let title: String
        let keys: [KeyDescription]
    }

    /// The order of the reference page.
    static let sections: [Section] = {
        let keys = Keys.declared
        return [
            Section(
                title: "Data",
                keys: [
                    keys.data.description, keys.database.description, keys.databaseConnections.description,
                    keys.sealingKey.description,
                ]
            ),
            Section(
                title: "Address",
                keys: [
                    keys.host.description, keys.port.description, keys.publicURL.description,
                    keys.tlsCertificate.description, keys.tlsKey.description, keys.trustedProxies.description,
                    keys.stopWithin.description,
                ]
            ),
            Section(
                title: "Limits",
                keys: [
                    keys.limitsHead.description, keys.limitsHeadTime.description, keys.limitsBodyTime.description,
                    keys.limitsIdle.description, keys.limitsConnections.description,
                    keys.limitsConnectionsPerAddress.description, keys.limitsAPIRate.description,
                    keys.limitsAPIBurst.description,
                ]
            ),
            Section(
                title: "Logs, metrics, traces",
                keys: [
                    keys.logFormat.description, keys.logLevel.description, keys.metricsToken.description,
                    keys.otlpEndpoint.description, keys.otlpHeaders.description,
                ]
            ),
            Section(
                title: "Work",
                keys: [keys.slots.description, keys.kinds.description, keys.workPort.description]
            ),
            Section(
                title: "Mail",
                keys: [
                    keys.smtpURL.description, keys.smtpUser.description, keys.smtpPassword.description,
                    keys.smtpFrom.description, keys.smtpTLS.description,
                ]
            ),
            Section(title: "Sessions", keys: [keys.sessionIdle.description, keys.sessionLifetime.description]),
            Section(title: "Runs", keys: [keys.runsKeepValues.description]),
            Section(
                title: "Calls to other systems",
                keys: [
                    keys.outgoingProxy.description, keys.outgoingCA.description,
                    keys.salesforcePrivateHosts.description, keys.signOnPrivateHosts.description,
                ]
            ),
        ]
    }()

    static let all: [KeyDescription] = sections.flatMap(\.keys)
}
