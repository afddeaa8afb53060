package import Crypto

/// What a password must be: long, and not what an attacker tries first.
package enum PasswordRules {
    package static let minimumLength = 12
    static let maximumLength = 512

    /// What is wrong with the password, in a sentence; nil when nothing is. `avoiding` holds what is known of the person:
    /// addresses and names, which are easily guessed.
    package static func fault(in password: Secret, avoiding known: [String]) -> String? {
        let text = password.reveal()
        let folded = text.lowercased()
        if text.count < minimumLength { return "Use at least \(minimumLength) characters." }
        if text.utf8.count > maximumLength { return "Use at most \(maximumLength) characters." }
        if Set(folded).count < 5 || isCommon(folded) {
            return "This password is among the first that an attacker tries; choose another."
        }
        if known.flatMap(words).contains(where: { folded.contains($0) }) {
            return "Leave your name, your e-mail address and the organisation's name out of the password."
        }
        return nil
    }

    /// A common password stays common with digits and signs at its ends.
    private static func isCommon(_ folded: String) -> Bool {
        if CommonPasswords.all.contains(folded) { return true }
        var core = folded[...]
        while let last = core.last, !last.isLetter { core.removeLast() }
        while let first = core.first, !first.isLetter { core.removeFirst() }
        return core.isEmpty ? isSequence(folded) : CommonPasswords.all.contains(String(core))
    }

    /// Whether each character follows the one before it by the same step, with at most two exceptions: `1234567890123`.
    private static func isSequence(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        let steps = zip(values.dropFirst(), values).map { $0 - $1 }
        let usual = Dictionary(grouping: steps) { $0 }.values.map(\.count).max() ?? 0
        return steps.count - usual <= 2
    }

    /// The parts of a name or address that are long enough to matter.
    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count >= 4 }
            .filter { !["mail", "gmail", "com", "example"].contains($0) }
    }
}
