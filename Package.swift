// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

func c(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}
func swift(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}
func tests(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        swiftSettings: strict
    )
}

let xmlsec: SwiftSetting = .unsafeFlags(["-Xcc", "-I/usr/include/xmlsec1"])

let package = Package(
    name: "loam",
    products: [.executable(name: "loam", targets: ["loam"])],
    targets: [
        c("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        c("CPostgres", pkgConfig: "libpq", apt: "libpq-dev"),
        c("CMicroHTTPD", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev"),
        c("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        c("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        c("CArgon2", pkgConfig: "libargon2", apt: "libargon2-dev"),
        c("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        c("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),
        c("CXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        // Not by its own description: that defines macros, which the package manager prohibits with a warning. The shim
        // defines them, and `xmlsec` says where the headers are.
        c("CXMLSec", pkgConfig: "libxml-2.0", apt: "libxmlsec1-dev"),
        c("CPublicSuffix", pkgConfig: "libpsl", apt: "libpsl-dev"),
        .systemLibrary(name: "CPrefetch", path: "Sources/C/CPrefetch"),
        .systemLibrary(name: "CMalloc", path: "Sources/C/CMalloc"),
        // C++ behind a C header.
        .target(
            name: "CPhoneNumber",
            path: "Sources/C/CPhoneNumber",
            linkerSettings: [.linkedLibrary("phonenumber")]
        ),
        .target(
            name: "CSimdJSON",
            path: "Sources/C/CSimdJSON",
            // A fault not asked for would be thrown, and nothing above could catch it: so that it does not compile.
            cxxSettings: [.define("SIMDJSON_EXCEPTIONS", to: "0")],
            linkerSettings: [.linkedLibrary("simdjson")]
        ),
        .target(name: "CAssets", path: "Sources/C/CAssets", exclude: ["files"]),

        swift("Telemetry"),
        swift("Tabular", "CZlib", "CZstd", "CSimdJSON"),
        swift("Crypto", "COpenSSL", "CArgon2"),
        swift("HTML"),
        swift("Database", "CSQLite", "CPostgres", "Telemetry"),
        swift("HTTP", "CMicroHTTPD", "CCurl", "CZlib", "Crypto", "Telemetry"),
        swift("Mail", "CCurl", "Crypto", "Telemetry"),
        swift("Jobs", "Database", "Crypto", "Telemetry"),
        swift("Matching", "CPhoneNumber", "CPrefetch", "CPublicSuffix"),
        swift("Enrichment", "Matching", "Telemetry"),
        swift("Directory", "Telemetry"),
        swift("SampleData", "Tabular"),
        swift("Salesforce", "HTTP", "Tabular", "Crypto", "Telemetry"),
        .target(
            name: "SSO",
            dependencies: ["HTTP", "Crypto", "CXMLSec", "CZlib", "Telemetry"],
            swiftSettings: strict + [xmlsec]
        ),
        swift("Store", "Enrichment", "Directory", "Jobs", "Database", "Crypto", "Telemetry", "CZstd"),
        .target(
            name: "Capabilities",
            dependencies: [
                "Store", "Salesforce", "SSO", "Enrichment", "Matching", "Directory", "Tabular", "Jobs", "Mail",
                "Database", "HTTP", "HTML", "Crypto", "Telemetry", "CMalloc",
            ],
            swiftSettings: strict
        ),
        .target(
            name: "API",
            dependencies: [
                "Capabilities", "Store", "Salesforce", "Enrichment", "Matching", "Jobs", "HTTP", "HTML", "Crypto",
                "Telemetry",
            ],
            swiftSettings: strict
        ),
        swift("SCIM", "Capabilities", "Store", "Directory", "HTTP", "Telemetry"),
        .target(
            name: "Portal",
            dependencies: [
                "Capabilities", "Store", "Salesforce", "Enrichment", "Matching", "Jobs", "HTTP", "HTML", "Crypto",
                "CAssets", "Telemetry",
            ],
            swiftSettings: strict
        ),
        swift("Sandbox", "HTTP", "Database", "Tabular", "Crypto", "HTML", "CXML2", "CAssets", "Telemetry"),
        .executableTarget(
            name: "loam",
            dependencies: [
                "API", "SCIM", "Portal", "Sandbox", "Capabilities", "Store", "Jobs", "Database", "HTTP", "Mail",
                "Crypto",
                "Salesforce", "Enrichment", "Matching", "SampleData", "Tabular", "Telemetry", "CMalloc",
            ],
            swiftSettings: strict
        ),

        .target(
            name: "TestSupport",
            dependencies: ["Database", "HTTP", "Telemetry"],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        tests("Telemetry"),
        tests("Crypto"),
        tests("HTML"),
        tests("Database", "CSQLite", "Telemetry"),
        tests("HTTP", "Crypto", "Telemetry"),
        tests("Mail", "Crypto", "Telemetry"),
        tests("Jobs", "Database", "Telemetry"),
        tests("Matching"),
        tests("Enrichment", "Crypto", "Matching", "Telemetry"),
        tests("Directory", "Telemetry"),
        tests("SampleData"),
        tests("Tabular"),
        .testTarget(
            name: "SSOTests",
            dependencies: ["SSO", "TestSupport", "HTTP", "Crypto", "CXMLSec", "CZlib", "Telemetry"],
            swiftSettings: strict + [xmlsec]
        ),
        tests("Store", "Enrichment", "Directory", "Jobs", "Database", "Crypto", "Telemetry"),
        .testTarget(
            name: "CapabilitiesTests",
            dependencies: [
                "Capabilities", "TestSupport", "Sandbox", "Salesforce", "SSO", "Enrichment", "Matching", "Directory",
                "Store",
                "Jobs",
                "Database", "Mail", "HTTP", "Crypto", "Telemetry",
            ],
            swiftSettings: strict
        ),
        tests("SCIM", "Capabilities", "Store", "Directory", "Database", "HTTP", "Crypto", "Telemetry"),
        tests("API", "Sandbox", "Capabilities", "Store", "Jobs", "Database", "HTTP", "Mail", "Crypto", "Telemetry"),
        tests(
            "Portal",
            "Sandbox",
            "Capabilities",
            "Store",
            "Enrichment",
            "Matching",
            "Jobs",
            "Database",
            "HTTP",
            "HTML",
            "Mail",
            "Crypto",
            "Telemetry"
        ),
        tests("Sandbox", "Database", "HTTP", "Crypto", "HTML", "Telemetry"),
        tests("Salesforce", "Sandbox", "HTTP", "Tabular", "Crypto", "Telemetry"),
        tests("loam", "Sandbox", "Enrichment", "Store", "Jobs", "Database", "HTTP", "Crypto", "Telemetry"),
    ],
    cLanguageStandard: .c2x,
    cxxLanguageStandard: .cxx17
)

// The tests of some parts, and only what they need, for a short turn while working on one: LOAM_TESTS=Sandbox swift test
if let parts = Context.environment["LOAM_TESTS"]?.split(separator: ",") {
    var wanted = parts.map { "\($0)Tests" }
    var kept: [Target] = []
    while let name = wanted.popLast() {
        guard let target = package.targets.first(where: { $0.name == name }), !kept.contains(where: { $0.name == name })
        else { continue }
        kept.append(target)
        wanted += target.dependencies.compactMap { if case .byNameItem(let name, _) = $0 { name } else { nil } }
    }
    package.targets = kept
    package.products = []
}

// Programs for proofs and fuzzing: docs/decisions/0005-manifest-per-purpose.md
if Context.environment["LOAM_PROOFS"] != nil {
    package.targets.append(
        .executableTarget(
            name: "loam-proof",
            dependencies: [
                "SampleData", "Matching", "Tabular", "Capabilities", "Database", "Jobs", "HTTP", "Telemetry",
            ],
            path: "Benchmarks/Sources",
            swiftSettings: strict
        )
    )
}
if Context.environment["LOAM_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "loam-fuzz",
            dependencies: [
                "Capabilities", "Sandbox", "Salesforce", "Enrichment", "Matching", "Directory", "SSO", "Tabular",
                "HTTP",
                "Mail", "Store", "Jobs", "Database", "HTML",
                "Crypto", "Telemetry",
            ],
            path: "Tests/Fuzz/Sources",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])],
            // libFuzzer and its `main`; the package manager's own linker cannot say what it misses and falls over.
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
        )
    )
}
