import Dispatch
import Synchronization
import Telemetry

/// Hands mails to a mail server, one after the other.
package final class MailSender: Sendable {
    private let server: SMTPServer
    private let queue = DispatchQueue(label: "loam.mail")

    package init(_ server: SMTPServer) { self.server = server }

    /// Returns once the server has taken the mail for all of its recipients; throws `MailError` when it has not.
    ///
    /// A mail may have been taken although this throws: a connection can end between the server's decision and its word.
    package func send(_ message: MailMessage) async throws {
        let outcome: Result<Void, any Error>
        do {
            try await Trace.span("smtp send", kind: .client, ["server.address": server.host]) {
                try await perform(message)
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        let label =
            switch outcome {
            case .success: "sent"
            case .failure(let error as MailError): error.isTemporary ? "put off" : "refused"
            case .failure: "cancelled"
            }
        Metrics.current.add(to: .mailsSent, [MetricLabel("outcome", label)])
        try outcome.get()
    }

    private func perform(_ message: MailMessage) async throws {
        guard !message.to.isEmpty else {
            throw MailError(.recipient, isTemporary: false, "The mail has no recipient; give it one.")
        }
        let cancelled = CancelFlag()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                queue.async { [server] in
                    done.resume(with: Result { try SMTPTransfer(message, to: server, cancelled: cancelled).perform() })
                }
            }
        } onCancel: {
            cancelled.set()
        }
    }
}

/// Set by the task that waits, read by the thread that sends.
final class CancelFlag: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    func set() { flag.store(true, ordering: .relaxed) }
}
