/// The reference page of the configuration, printed from the keys themselves.
enum ConfigurationReference {
    static var markdown: String {
        introduction
            + Keys.sections.map { section in
                "\n## \(section.title)\n" + section.keys.map(entry).joined()
            }.joined()
    }

    private static let introduction = """
        # Configuration

        Loam runs without any. What is set is put together once, at the start, and later sources win:

        1. what is built in,
        2. the file `./loam.conf`, or the one that `--config FILE` or `LOAM_CONFIG` names,
        3. the environment,
        4. options on the command line.

        A key has one name, written in three ways: `smtp.url` is `smtp.url = …` in the file, `LOAM_SMTP_URL` in the
        environment and `--smtp-url …` on the command line. Secrets are not options, because others on the machine can read
        a command line. An empty value is the same as none.

        The file holds lines of `key = value`; a line that begins with `#` is a comment, and `[smtp]` on a line of its own
        saves the repetition of `smtp.` below it. A value may stand between double quotes, with `\\"` and `\\\\` inside.

        ```
        public-url = https://loam.example.org
        trusted-proxies = 127.0.0.1

        [smtp]
        url = smtp://mail.example.org:587
        user = loam
        from = loam@example.org
        ```

        `loam config` prints what is in force and where each value comes from. Everything wrong is reported at once; with a
        fault nothing starts, and the exit code is 64. A variable that begins with `LOAM_` and almost is one of these is
        refused as misspelled. Kubernetes sets `LOAM_PORT` by itself for a service that is called *loam*; set
        `enableServiceLinks: false`, or call it something else.

        Relative paths are relative to the folder in which Loam is started.

        """

    private static func entry(_ key: KeyDescription) -> String {
        let flag = key.isSecret ? "" : ", `--\(key.flag) \(key.placeholder)`"
        let value = key.defaultText.isEmpty ? "not set" : "`\(key.defaultText)`"
        return """

            ### `\(key.name)`

            \(key.meaning)

            - Written `\(key.variable)`\(flag)
            - Expected: \(key.expected)\(key.isSecret ? " (a secret)" : "")
            - Default: \(value)

            """
    }
}
