import FoundationEssentials
import Glibc
import Telemetry

@main
struct Main {
    static func main() async {
        let surroundings = Surroundings(
            terminal: .standard,
            environment: ProcessInfo.processInfo.environment,
            clock: .system
        )
        let code = await CommandTree.loam.run(Array(CommandLine.arguments.dropFirst()), in: surroundings)
        exit(code.rawValue)
    }
}
