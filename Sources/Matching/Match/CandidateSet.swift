/// The candidates of one record with how much their keys tell, without a repetition; a workspace.
///
/// A class over plain memory, because it is in the hottest loop: no reference is counted and no bound checked twice.
final class CandidateSet {
    static let most = 1536
    private static let size = 4096

    private(set) var count = 0
    let places: UnsafeMutablePointer<CatalogueIndex.Place>
    let weights: UnsafeMutablePointer<Float>
    /// Whether a candidate was weighed already.
    let isDone: UnsafeMutablePointer<Bool>
    /// The entry in each slot and the turn in which it was written.
    private let slots: UnsafeMutablePointer<UInt64>
    private var turn: UInt64 = 0

    init() {
        places = .allocate(capacity: CandidateSet.most)
        weights = .allocate(capacity: CandidateSet.most)
        isDone = .allocate(capacity: CandidateSet.most)
        slots = .allocate(capacity: CandidateSet.size)
        slots.initialize(repeating: 0, count: CandidateSet.size)
    }

    deinit {
        places.deallocate()
        weights.deallocate()
        isDone.deallocate()
        slots.deallocate()
    }

    func clear() {
        count = 0
        turn += 1
    }

    @inline(__always)
    func add(_ place: CatalogueIndex.Place, _ weight: Float) {
        var slot = Int(truncatingIfNeeded: (place.packed &* 0x9E37_79B9_7F4A_7C15) >> 52)
        while slots[slot] >> 16 == turn {
            let index = Int(slots[slot] & 0xFFFF)
            if places[index] == place {
                weights[index] += weight
                return
            }
            slot = (slot + 1) & (CandidateSet.size - 1)
        }
        guard count < CandidateSet.most else { return }
        places[count] = place
        weights[count] = weight
        isDone[count] = false
        slots[slot] = turn << 16 | UInt64(count)
        count += 1
    }
}
