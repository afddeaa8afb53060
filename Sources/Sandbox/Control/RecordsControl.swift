import Database
import HTTP

/// Takes and restores snapshots of the whole org, and loads records from CSV files, over HTTP.
struct RecordsControl: Sendable {
    let signIn: SignIn
    let admission: ControlAdmission

    private var org: Org { signIn.org }

    var routes: [Route] {
        [
            .post("/sandbox/snapshot", access: .control, admission.controlled(snapshot)),
            Route(
                .post,
                "/sandbox/restore",
                access: .control,
                bodyLimit: RecordsControl.largest,
                admission.controlled(restore)
            ),
            Route(
                .post,
                "/sandbox/records",
                access: .control,
                bodyLimit: RecordsControl.largest,
                admission.controlled(load)
            ),
        ]
    }

    /// As large as a disk may be: who may send it may also fill the org in any other way.
    private static let largest = 1 << 40

    private func snapshot(_ request: Request) async throws -> Response {
        let scratch = try ScratchFolder()
        let path = scratch.path + "/org.snapshot"
        try await org.snapshot(to: path)
        // Open, it outlives its folder.
        let file = try SpooledFile(path: path, isNew: false)
        return .file(file, 0..<file.size, type: "application/octet-stream")
    }

    private func restore(_ request: Request) async throws -> Response {
        let scratch = try ScratchFolder()
        let path = scratch.path + "/org.snapshot"
        try await receive(request.body, into: SpooledFile(path: path, isNew: true))
        do {
            try await org.restore(from: path)
        } catch let error as ImportError {
            throw Problem.notLoaded(error.description)
        } catch let error as DatabaseError {
            throw Problem.notLoaded(error.message)
        }
        // What is known by heart is of the org as it was before.
        signIn.sessions.forget()
        await signIn.keys.forget()
        org.forgetCallers()
        return .noContent
    }

    private func receive(_ body: RequestBody, into file: SpooledFile) async throws {
        var size = 0
        for try await piece in body {
            try file.write(piece, at: size)
            size += piece.count
        }
    }

    /// Each part of the form is a file, named as its object: `-F Account=@accounts.csv`.
    private func load(_ request: Request) async throws -> Response {
        let scratch = try ScratchFolder()
        var file: SpooledFile?
        var size = 0
        for try await event in try request.multipart() {
            switch event {
            case .part(let part):
                // The name becomes a file's, so it must be an object's.
                guard let object = org.schema.object(part.name) else {
                    throw Problem.notLoaded("There is no object \(part.name). Name each part after one, as Account.")
                }
                file = try SpooledFile(path: "\(scratch.path)/\(object.name).csv", isNew: true)
                size = 0
            case .bytes(let bytes):
                try file?.write(bytes, at: size)
                size += bytes.count
            case .endOfPart: file = nil
            }
        }
        do {
            return try report(try await org.load(folder: scratch.path))
        } catch let error as ImportError {
            throw Problem.notLoaded(error.description.replacing(scratch.path + "/", with: ""))
        }
    }

    private func report(_ report: ImportReport) throws -> Response {
        var json = JSONWriter()
        json.beginObject()
        json.key("counts")
        json.beginObject()
        for (object, count) in report.counts.sorted(by: { $0.key < $1.key }) {
            json.key(object)
            json.integer(count)
        }
        json.endObject()
        json.member("ignoredColumns", report.ignoredColumns)
        json.endObject()
        return .json(bytes: json.bytes)
    }
}

extension Problem {
    fileprivate static func notLoaded(_ detail: String) -> Problem {
        Problem(.badRequest, code: "sandbox.not-loaded", title: "This could not be loaded.", detail: detail)
    }
}
