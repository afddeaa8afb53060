import CMalloc

/// What a batch leaves behind in the C library's heaps: most of it lies between what is still in use, and is kept for later.
enum FreedMemory {
    /// Gives whole pages of it back to the system. With batches of 10,000 records that is a seventh of what a run would hold,
    /// for a few milliseconds of each.
    static func giveBack() { malloc_trim(0) }
}
