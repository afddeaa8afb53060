/// Every command of the program, on one screen.
enum CommandTree {
    static let loam = Command(
        "loam",
        "Loam keeps the records of a Salesforce org true, on your own server.",
        subcommands: [
            .serve,
            .work,
            .sandbox,
            .demo,
            .catalogue,
            .connection,
            .migrate,
            .backup,
            .restore,
            .doctor,
            .user,
            .key,
            .secrets,
            .match,
            .job,
            .run,
            .jobs,
            .routes,
            .config,
            .completion,
            .version,
            .help,
        ]
    )
}
