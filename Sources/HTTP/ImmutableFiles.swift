/// Files whose address holds a hash of their bytes, and so never changes its meaning.
///
/// A browser asks for such a file once and keeps it for good; a new release has new addresses. The files are packed
/// when the server starts, as tightly as gzip can, because each is sent often.
package struct ImmutableFiles: Sendable {
    package struct File: Sendable {
        let path: String
        let type: String
        let bytes: [UInt8]

        /// A file at a whole path, such as `/assets/app-3f2a90bc.css`, and the Content-Type to send it with.
        package init(at path: String, type: String, _ bytes: [UInt8]) {
            self.path = path
            self.type = type
            self.bytes = bytes
        }
    }

    private let files: [File]

    package init(_ files: [File]) {
        self.files = files
    }

    /// A route for each file, open to anyone.
    package var routes: [Route] { files.map(route) }

    private func route(_ file: File) -> Route {
        let tag = EntityTag(file.path)
        var fields: Fields = [
            .contentType: file.type, .cacheControl: "public, max-age=31536000, immutable", .etag: tag.description,
        ]
        let plain = Response(.ok, fields: fields, body: .bytes(file.bytes))
        let packed = MediaType.isCompressible(file.type) ? Gzip.pack(file.bytes, level: Gzip.thoroughly) : file.bytes
        guard packed.count < file.bytes.count else {
            return Route(get: RoutePattern(file.path), access: .open, atOnce: { _ in plain })
        }
        fields.append(.vary, "Accept-Encoding")
        let unpacked = Response(.ok, fields: fields, body: .bytes(file.bytes))
        fields[.etag] = EntityTag(tag.text, isWeak: true).description
        let gzipped = Response(.ok, fields: fields + [.contentEncoding: "gzip"], body: .bytes(packed))
        return Route(get: RoutePattern(file.path), access: .open) { request in
            ContentCoding.negotiated(for: request.fields[.acceptEncoding]) == .gzip ? gzipped : unpacked
        }
    }
}
