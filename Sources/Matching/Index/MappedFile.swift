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

    /// Has the whole file read in a row, in large pages where there are such: what many answers are about to touch here and there
    /// would else be read page by page.
    func readAhead() {
        let start = UnsafeMutableRawPointer(mutating: start)
        madvise(start, count, MADV_HUGEPAGE)
        // A system that cannot do it reads page by page.
        madvise(start, count, MADV_POPULATE_READ)
    }
}

extension MappedFile {
    /// So many elements from a place on; refused where they do not lie in the file.
    func array<Element: BitwiseCopyable>(
        of type: Element.Type,
        at offset: UInt64,
        count: UInt64
    ) throws(IndexError) -> MappedArray<Element> {
        let (stride, alignment) = (UInt64(MemoryLayout<Element>.stride), UInt64(MemoryLayout<Element>.alignment))
        guard offset % alignment == 0, offset <= UInt64(self.count), count <= (UInt64(self.count) - offset) / stride
        else { throw .damaged }
        return MappedArray(
            start: (start + Int(offset)).assumingMemoryBound(to: Element.self),
            count: Int(count)
        )
    }
}

/// Elements where they lie in a mapped file. Whoever keeps one keeps the file beside it.
///
/// Unchecked, because a pointer is not `Sendable`: what it points at is only ever read.
struct MappedArray<Element: BitwiseCopyable>: @unchecked Sendable {
    let start: UnsafePointer<Element>
    let count: Int

    @inline(__always)
    subscript(index: Int) -> Element { start[index] }

    var buffer: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

    @inline(__always)
    func buffer(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: start + range.lowerBound, count: range.count)
    }
}

/// The cards of a new file while their weights are set.
///
/// Unchecked, because a pointer is not `Sendable`: each thread writes the cards of its own range.
final class WritableMapping: @unchecked Sendable {
    private let start: UnsafeMutableRawPointer
    private let count: Int

    init(_ path: String) throws(IndexError) {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0,
            let start = mmap(nil, Int(status.st_size), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            start != MAP_FAILED
        else { throw .unwritable }
        self.start = start
        count = Int(status.st_size)
    }

    deinit { munmap(start, count) }

    func card(_ index: Int, in header: Segment.Header) -> UnsafeMutableRawPointer {
        let offsets = (start + Int(header.offsetsAt)).assumingMemoryBound(to: UInt32.self)
        return start + Int(header.cardsAt) + Int(offsets[index]) * 8
    }
}
