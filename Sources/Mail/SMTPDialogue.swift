/// How far a conversation with a mail server has come, and the last number that it gave.
struct SMTPDialogue {
    enum Step { case greeting, signIn, sender, recipient, content }

    private(set) var step = Step.greeting
    /// Whether the other side said anything at all.
    private(set) var isAnswered = false
    private(set) var reply: Int?
    private(set) var enhancedReply: String?
    private var isOver = false

    /// A line of ours; only its first word is looked at, since what follows may be a password.
    mutating func said(_ line: UnsafeRawBufferPointer) {
        switch String(decoding: line.prefix(4), as: UTF8.self).uppercased() {
        case "AUTH": step = .signIn
        case "MAIL": step = .sender
        case "RCPT": step = .recipient
        case "DATA": step = .content
        // libcurl takes its leave after a refusal; the answer to that is not the one that counts.
        case "QUIT": isOver = true
        default: break
        }
    }

    /// A line of the server's, such as `550 5.1.1 No such user`; only the numbers are kept.
    mutating func heard(_ line: UnsafeRawBufferPointer) {
        isAnswered = true
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard !isOver, line.count >= 4, let first = words.first,
            first.count == 3 || first.dropFirst(3).first == UInt8(ascii: "-"),
            let number = Int(String(decoding: first.prefix(3), as: UTF8.self))
        else { return }
        reply = number
        let second = words.count > 1 ? String(decoding: words[1], as: UTF8.self) : ""
        let parts = second.split(separator: ".", omittingEmptySubsequences: false)
        let isEnhanced = parts.count == 3 && parts.allSatisfy { (1...3).contains($0.utf8.count) && Int($0) != nil }
        enhancedReply = isEnhanced ? second : nil
    }
}
