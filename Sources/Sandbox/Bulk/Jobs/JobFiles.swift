import Glibc
import Synchronization

/// The files of an org's jobs: in its folder, or without a name for an org in memory.
final class JobFiles: Sendable {
    enum Part: Sendable {
        /// An upload, and one that is still on its way.
        case upload, arriving
        case successful, failed, results, index
        /// Of one batch of Bulk API 1.0.
        case request(String)
        case result(String)

        var name: String {
            switch self {
            case .upload: "upload.csv"
            case .arriving: "arriving.csv"
            case .successful: "successful.csv"
            case .failed: "failed.csv"
            case .results: "results.csv"
            case .index: "results.index"
            case .request(let batch): "\(batch).request"
            case .result(let batch): "\(batch).result"
            }
        }
    }

    private let folder: String?
    private let unnamed = Mutex<[String: [String: SpooledFile]]>([:])

    /// A job's folder lies in the folder that is given.
    init(folder: String?) {
        self.folder = folder
    }

    /// An empty file, in the place of one that was there.
    func make(_ part: Part, of job: String) throws(FileError) -> SpooledFile {
        guard let folder else {
            let file = try SpooledFile(unnamedIn: FlatFolder.temporary)
            unnamed.withLock { $0[job, default: [:]][part.name] = file }
            return file
        }
        for path in [folder, "\(folder)/\(job)"] where mkdir(path, 0o700) != 0 && errno != EEXIST {
            throw FileError(doing: "make the folder \(path)")
        }
        return try SpooledFile(path: "\(folder)/\(job)/\(part.name)", isNew: true)
    }

    /// The file as it is; nil when there is none.
    func find(_ part: Part, of job: String) throws(FileError) -> SpooledFile? {
        guard let folder else { return unnamed.withLock { $0[job]?[part.name] } }
        let path = "\(folder)/\(job)/\(part.name)"
        guard access(path, F_OK) == 0 else { return nil }
        return try SpooledFile(path: path, isNew: false)
    }

    /// Gives a file the name of another part, all at once.
    func rename(_ part: Part, to other: Part, of job: String) throws(FileError) {
        guard let folder else {
            unnamed.withLock { $0[job, default: [:]][other.name] = $0[job]?.removeValue(forKey: part.name) }
            return
        }
        guard Glibc.rename("\(folder)/\(job)/\(part.name)", "\(folder)/\(job)/\(other.name)") == 0 else {
            throw FileError(doing: "rename \(part.name) of \(job)")
        }
    }

    func removeAll(of job: String) {
        guard let folder else {
            unnamed.withLock { $0[job] = nil }
            return
        }
        FlatFolder.remove("\(folder)/\(job)")
    }
}
