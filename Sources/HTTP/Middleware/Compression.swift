/// Packs answers with gzip where it pays: text of some length, for clients that take it.
///
/// A secret beside text that an attacker chooses can be read off the length of the packed answer (BREACH), if the
/// attacker's page can make the victim's browser ask many times. So an answer to a request that the browser marks as
/// coming from another site is not packed, and neither is one that sets a cookie. Event streams are not packed, because
/// an event must not wait for the packer. A handler opts out by setting Content-Encoding itself.
package struct Compression: Sendable {
    private let shortest: Int

    /// Leaves answers shorter than this alone: they fit into one packet anyway.
    package init(shortest: Int = 1024) {
        self.shortest = shortest
    }

    package var middleware: Middleware {
        { [self] request, next in
            let response = try await next(request)
            guard isCandidate(response) else { return response }
            var packed = response
            packed.fields.append(.vary, "Accept-Encoding")
            guard ContentCoding.negotiated(for: request.fields[.acceptEncoding]) == .gzip,
                request.fields["Sec-Fetch-Site"] != "cross-site", !response.fields.contains(.setCookie)
            else { return packed }
            packed.body =
                switch response.body {
                case .stream(let stream): .stream(stream.gzipped)
                default: .bytes(try await Gzip.pack(response.body.collect()))
                }
            packed.fields[.contentEncoding] = "gzip"
            if let tag = response.fields[.etag].flatMap({ EntityTag(parsing: $0) }) {
                // Other bytes than the plain answer's, though they mean the same: that is what weak tags say.
                packed.fields[.etag] = EntityTag(tag.text, isWeak: true).description
            }
            return packed
        }
    }

    private func isCandidate(_ response: Response) -> Bool {
        switch response.body {
        case .empty, .events: return false
        case .stream: break
        case .bytes, .text, .embedded: guard (response.body.count ?? 0) >= shortest else { return false }
        }
        guard !response.status.forbidsBody, response.status != .partialContent,
            !response.fields.contains(.contentEncoding), let type = response.fields[.contentType]
        else { return false }
        return MediaType.isCompressible(type)
    }
}

extension ByteStream {
    /// The same bytes, packed while they are written. The length is no longer known beforehand.
    fileprivate var gzipped: ByteStream {
        let write = write
        return ByteStream { writer in
            let gzip = Gzip()
            try await write(ByteWriter { try await writer.write(gzip.add($0)) })
            try await writer.write(gzip.finish())
        }
    }
}
