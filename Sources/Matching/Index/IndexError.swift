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
