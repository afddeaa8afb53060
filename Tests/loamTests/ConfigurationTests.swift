import TestSupport
import Testing

@testable import loam

@Suite struct ConfigurationTests {
    private func read(
        file: String? = nil,
        environment: [String: String] = [:],
        flags: [String: String] = [:]
    ) throws(ConfigurationError) -> Configuration {
        let content = file.map { (path: "loam.conf", content: ConfigurationFile(parsing: $0)) }
        return try Configuration(file: content, environment: environment, flags: flags)
    }

    private func faults(
        file: String? = nil,
        environment: [String: String] = [:],
        flags: [String: String] = [:]
    ) -> [String] {
        do {
            _ = try read(file: file, environment: environment, flags: flags)
            return []
        } catch {
            return error.faults.map { "\($0.place): \($0.message)" }
        }
    }

    @Test("with nothing set, every key has its default")
    func defaults() throws {
        let configuration = try read()
        #expect(configuration.port == 8080)
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.data == "./loam-data")
        #expect(configuration.database == nil)
        #expect(configuration.limitsHead == 16 << 10)
        #expect(configuration.stopWithin == .seconds(30))
        #expect(configuration.kinds == [])
        for key in Keys.all { #expect(configuration.setting(of: key).source == .builtIn) }
    }

    @Test("every default can be read by its own key, and every key is listed in a section")
    func everyKey() {
        for key in Keys.all { #expect(key.accepts(key.defaultText), "\(key.name)") }
        #expect(Mirror(reflecting: Keys.declared).children.count == Keys.all.count)
    }

    @Test("a later source wins: built in, file, environment, command line")
    func order() throws {
        let file = "port = 1"
        #expect(try read(file: file).port == 1)
        #expect(try read(file: file, environment: ["LOAM_PORT": "2"]).port == 2)
        let all = try read(file: file, environment: ["LOAM_PORT": "2"], flags: ["port": "3"])
        #expect(all.port == 3)
        #expect(all.setting(of: Keys.declared.port.description).source == .flag("port"))
    }

    @Test("an empty value takes back what an earlier source set")
    func emptyTakesBack() throws {
        let configuration = try read(file: "public-url = https://a.example", environment: ["LOAM_PUBLIC_URL": ""])
        #expect(configuration.publicURL == nil)
    }

    @Test("every fault of every source is reported, with key, source and what was expected, and no value")
    func allAtOnce() {
        let found = faults(
            file: """
                prot = 1
                [log]
                level = loud
                nonsense
                """,
            environment: ["LOAM_SLOTS": "hunter2", "LOAM_DATABSE": "x"],
            flags: ["port": "99999"]
        )
        #expect(
            found == [
                "loam.conf, line 4: expected a line such as key = value",
                "prot (loam.conf, line 1): there is no such key (did you mean port?)",
                "log.level (loam.conf, line 3): expected debug, info, notice, warning or error",
                "slots (environment, LOAM_SLOTS): expected a whole number from 0 to 1,024",
                "LOAM_DATABSE (environment, LOAM_DATABSE): there is no such key (did you mean LOAM_DATABASE?)",
                "port (command line, --port): expected a port from 0 (any free one) to 65535",
            ]
        )
    }

    @Test("variables that a platform sets beside ours are left alone")
    func foreignVariables() {
        let environment = [
            "LOAM_SERVICE_HOST": "10.0.0.1", "LOAM_PORT_8080_TCP_ADDR": "10.0.0.1", "LOAM_TEST_POSTGRES": "x",
            "LOAM_BINARY": "x", "PATH": "/bin",
        ]
        #expect(faults(environment: environment).isEmpty)
    }

    @Test(
        "values that are wrong together are refused",
        arguments: [
            (
                ["tls.certificate": "a"],
                "tls.certificate (command line, --tls-certificate): expected tls.certificate and tls.key together"
            ),
            (["tls.key": "a"], "tls.key (command line, --tls-key): expected tls.certificate and tls.key together"),
            (
                ["smtp.from": "a@b"],
                "smtp.from (command line, --smtp-from): expected smtp.url beside it, the server to send by"
            ),
            (
                ["smtp.url": "smtp://h"],
                "smtp.url (command line, --smtp-url): expected smtp.from beside it, the address that mails come from"
            ),
            (["session.idle": "31d"], "session.idle (command line, --session-idle): expected at most session.lifetime"),
        ]
    )
    func contradictions(flags: [String: String], message: String) {
        #expect(faults(flags: flags) == [message])
    }

    @Test(
        "times and sizes have units",
        arguments: [
            ("500ms", Duration.milliseconds(500)), ("30s", .seconds(30)), ("5 m", .seconds(300)),
            ("2H", .seconds(7200)),
        ]
    )
    func durations(text: String, expected: Duration) {
        #expect(Format.duration(.zero ... .seconds(86400)).read(text) == expected)
    }

    @Test(
        "times and sizes without sense are refused",
        arguments: ["", "5", "-5s", "s", "5x", "5.5s", "99999999999999999999s", "9223372036854775807d", "2d"]
    )
    func noDuration(text: String) {
        #expect(Format.duration(.zero ... .seconds(86400)).read(text) == nil)
    }

    @Test(
        "sizes are multiples of 1,024",
        arguments: [("900", 900), ("32KB", 32768), ("16mb", 16 << 20), ("1 GB", 1 << 30), ("7B", 7)]
    )
    func sizes(text: String, expected: Int) {
        #expect(Format.bytes(0...(1 << 40)).read(text) == expected)
    }

    @Test(
        "networks are addresses with an optional prefix length",
        arguments: ["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"]
    )
    func networks(text: String) {
        #expect(Format.network.read(text) == text)
    }

    @Test(
        "what is no network is refused",
        arguments: ["", "localhost", "10.0.0.0/33", "::/129", "1.2.3", "10.0.0.0/", "1.2.3.4/-1", "10.0.0.0\0/8"]
    )
    func noNetworks(text: String) {
        #expect(Format.network.read(text) == nil)
    }

    @Test(
        "a URL is shown without its password",
        arguments: [
            ("postgres://u:p@h/d", "postgres://u:‹secret›@h/d"), ("postgres://u@h/d", "postgres://u@h/d"),
            ("postgres://u:p@x@h/d", "postgres://u:‹secret›@h/d"),
            ("postgres://u:a#b?c@h/d", "postgres://u:‹secret›@h/d"),
            ("postgres://u:a/b@h/d", "postgres://u:‹secret›@h/d"),
            ("postgres://u:\u{301}p@h/d", "postgres://u:‹secret›@h/d"),
            ("postgres://h/d?user=a@b&sslPassword=p", "postgres://h/d?user=a@b&sslPassword=‹secret›"),
            ("postgres:///d?user=u&password=p&host=/s", "postgres:///d?user=u&password=‹secret›&host=/s"),
            ("/var/lib/loam.db", "/var/lib/loam.db"), ("http://h/a:b@c", "http://h/a:b@c"),
        ]
    )
    func passwords(url: String, shown: String) {
        #expect(withoutPassword(url) == shown)
    }

    @Test("the reference page in the documentation is the one that the program prints")
    func reference() async {
        let recorded = RecordedTerminal()
        #expect(await CommandTree.loam.run(["config", "--reference"], in: recorded.surroundings()) == .done)
        #expect(Golden.difference(of: recorded.output, fromFile: "docs/operate/configuration.md") == nil)
    }

    @Test("'loam config' names the source of each value and shows no secret")
    func configCommand() async {
        let recorded = RecordedTerminal()
        let environment = ["LOAM_METRICS_TOKEN": "hunter2", "LOAM_DATABASE": "postgres://u:hunter2@h/d"]
        let code = await CommandTree.loam.run(
            ["config", "--json", "--port", "9"],
            in: recorded.surroundings(environment: environment)
        )
        #expect(code == .done)
        #expect(!recorded.output.contains("hunter2"))
        #expect(recorded.output.contains("\"value\": \"postgres://u:‹secret›@h/d\""))
        #expect(recorded.output.contains("\"source\": \"environment, LOAM_METRICS_TOKEN\""))
        #expect(recorded.output.contains("\"source\": \"command line, --port\""))
    }

    @Test("a configuration file that was named and is not there is a failure")
    func missingFile() async {
        let recorded = RecordedTerminal()
        let code = await CommandTree.loam.run(
            ["config", "--config", "/nowhere/loam.conf"],
            in: recorded.surroundings()
        )
        #expect(code == .failed)
        #expect(recorded.error.hasPrefix("Error: There is no configuration file at /nowhere/loam.conf."))
    }
}
