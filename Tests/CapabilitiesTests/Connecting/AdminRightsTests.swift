@testable import Capabilities
import Store
import Testing

struct AdminRightsTests {
    struct Line: Sendable, CustomTestStringConvertible {
        let act: AdminRights.Act
        /// The codes of the refusals, primary, secondary, operator, auditor and member; nil where it is allowed.
        let codes: [String?]

        var testDescription: String { "\(act)" }
    }

    private static let role = "role.not-allowed"

    static let table: [Line] = [
        Line(act: .view, codes: [nil, nil, nil, nil, role]),
        Line(act: .changeSettings, codes: [nil, nil, nil, role, role]),
        Line(act: .switchOnOff, codes: [nil, nil, nil, role, role]),
        Line(act: .connectAgain, codes: [nil, "connection.not-primary-for-connecting", nil, role, role]),
        Line(act: .changeUser, codes: [nil, nil, "session.needed", role, role]),
        Line(act: .becomeActiveAdmin, codes: [nil, nil, "session.needed", role, role]),
        Line(act: .disconnect, codes: [nil, "connection.not-primary", nil, role, role]),
    ]

    @Test("C-05 · Who may do what with a connection", arguments: table)
    func rights(_ line: Line) {
        for (standing, code) in zip(AdminRights.Standing.allCases, line.codes) {
            let refusal = AdminRights(standing).refusal(of: line.act)
            #expect(refusal?.code == code, "\(standing)")
            #expect(AdminRights(standing).allows(line.act) == (code == nil))
        }
        #expect(line.codes.count == AdminRights.Standing.allCases.count)
    }

    @Test("C-05 · The table has every act")
    func complete() { #expect(Set(AdminRightsTests.table.map(\.act)) == Set(AdminRights.Act.allCases)) }
}
