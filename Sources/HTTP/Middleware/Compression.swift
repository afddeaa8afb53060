/// Packs answers with gzip where it pays: text of some length, for clients that take it.
///
/// A secret beside text that an attacker chooses can be read off the length of the packed answer (BREACH), if the
/// attacker's page can make the victim's browser ask many times. So an answer to a request that the browser marks as
/// coming from another site is not packed, and neither is one that sets a cookie. Event streams are not packed, because
/// an event must not wait for the packer. A handler opts out by setting Content-Encoding or Vary itself.
package struct Compression: Sendable {
    private let shortest: Int

    /// Leaves answers shorter than this alone: they fit into one packet anyway.
    package init(shortest: Int = 1024) {
        self.shortest = shortest
    }

    /// Whether the answer may go out packed to some and plain to others.
    func mayPack(_ response: Response) -> Bool {
        switch response.body {
        case .empty, .events: return false
        // A handler that tells the length wants the client to know it, and packed nobody does.
        case .stream(let stream): guard stream.length == nil else { return false }
        case .bytes, .text: guard (response.body.count ?? 0) >= shortest else { return false }
        }
        guard !response.status.forbidsBody, response.status != .partialContent,
            !response.fields.contains(.contentEncoding),
            !response.fields.contains(.vary)
                || !response.fields.list(.vary).contains(where: { $0.lowercased() == "accept-encoding" })
        else { return false }
        // Most answers are.
        if response.fields.value(of: .contentType, hasPrefix: "application/json") { return true }
        return response.fields[.contentType].map { MediaType.isCompressible($0) } ?? false
    }

    /// Packs an answer that may be packed for a client that takes it so; of a 304 only the tag changes.
    func pack(_ response: inout Response, for request: Request) {
        guard ContentCoding.negotiated(for: request.fields[.acceptEncoding]) == .gzip,
            request.fields["Sec-Fetch-Site"] != "cross-site", !response.fields.contains(.setCookie)
        else { return }
        if let tag = response.fields[.etag].flatMap({ EntityTag(parsing: $0) }) {
            // Other bytes than the plain answer's, though they mean the same: that is what weak tags say.
            response.fields[.etag] = EntityTag(tag.text, isWeak: true).description
        }
        switch response.body {
        case .empty, .events: return
        case .bytes(let bytes): response.body = .bytes(Gzip.pack(bytes))
        case .text(let text): response.body = .bytes(Gzip.pack(Array(text.utf8)))
        case .stream(let stream): response.body = .stream(stream.gzipped)
        }
        response.fields[.contentEncoding] = "gzip"
    }
}

extension ByteStream {
    /// The same bytes, packed while they are written.
    fileprivate var gzipped: ByteStream {
        let write = write
        return ByteStream { writer in
            let gzip = Gzip()
            try await write(ByteWriter { try await writer.write(gzip.add($0)) })
            try await writer.write(gzip.finish())
        }
    }
}
