@testable import Mail
import Testing

@Suite struct SMTPDialogueTests {
    @Test(
        "A line that is no answer is passed over, however broken",
        arguments: ["", "1 abc", "12 abc", "    ", "-   ", "5505 x", "abc  ", "1\u{0} 22 333 4"]
    )
    func brokenLines(line: String) {
        var dialogue = SMTPDialogue()
        var line = line
        line.withUTF8 { dialogue.heard(UnsafeRawBufferPointer($0)) }
        #expect(dialogue.isAnswered)
        #expect(dialogue.reply == nil)
    }

    @Test("The number of the last answer counts, also of one in several lines")
    func answers() {
        var dialogue = SMTPDialogue()
        for var line in ["250-mail.example.org", "250 SIZE", "550 5.1.1 No such user"] {
            line.withUTF8 { dialogue.heard(UnsafeRawBufferPointer($0)) }
        }
        #expect(dialogue.reply == 550)
        #expect(dialogue.enhancedReply == "5.1.1")
    }
}
