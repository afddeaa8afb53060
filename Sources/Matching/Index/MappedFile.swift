import Glibc

/// A file that is read where it lies in memory; shared by all processes that map it.
///
/// Unchecked, because a pointer is not `Sendable`: the memory is only ever read, and unmapped when the last owner is gone.
package final class MappedFile: @unchecked Sendable {
    let start: UnsafeRawPointer
    let count: Int

    init(_ path: String) throws(IndexError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0,
            let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
        else { throw .unreadable }
        // Answers touch it here and there.
        madvise(start, Int(status.st_size), MADV_RANDOM)
        self.start = UnsafeRawPointer(start)
        count = Int(status.st_size)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: start), count) }
}

/// Why an index cannot be used.
package enum IndexError: Error, CustomStringConvertible {
    case unreadable, damaged, otherVersion, unwritable

    package var description: String {
        switch self {
        case .unreadable: "A file of the matching index cannot be read; build the index again."
        case .damaged: "A file of the matching index is damaged; build the index again."
        case .otherVersion: "The matching index was written by another version of the program; build it again."
        case .unwritable: "The matching index cannot be written; look whether the disk is full and the folder writable."
        }
    }
}
