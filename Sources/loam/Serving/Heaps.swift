import CMalloc
import Glibc

/// How many heaps the C library keeps. Each of its threads would get one of its own, and what was freed in one is not used by the
/// others: a run, whose batches wander between threads, would hold half as much memory again.
enum Heaps {
    /// Two for each core: with one, many callers at once wait for each other, and a fifth fewer are answered. Whoever sets the C
    /// library's own variable has it their way.
    static func keepFew() {
        guard getenv("MALLOC_ARENA_MAX") == nil else { return }
        mallopt(M_ARENA_MAX, Int32(clamping: 2 * max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }
}
