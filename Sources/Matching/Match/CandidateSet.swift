/// The candidates of one record with how much their keys tell, without a repetition; a workspace.
struct CandidateSet {
    private(set) var places: [CatalogueIndex.Place] = []
    private(set) var weights: [Float] = []
    /// The entry in each slot plus one, and the turn in which it was written.
    private var slots: [UInt32]
    private var turns: [UInt32]
    private var turn: UInt32 = 0
    private static let size = 4096
    static let most = 1536

    init() {
        slots = Array(repeating: 0, count: CandidateSet.size)
        turns = Array(repeating: 0, count: CandidateSet.size)
        places.reserveCapacity(CandidateSet.most)
        weights.reserveCapacity(CandidateSet.most)
    }

    var count: Int { places.count }

    mutating func clear() {
        places.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        turn &+= 1
        if turn == 0 {
            for index in turns.indices { turns[index] = 0 }
            turn = 1
        }
    }

    @inline(__always)
    mutating func add(_ place: CatalogueIndex.Place, _ weight: Float) {
        var slot = Int(truncatingIfNeeded: (place.packed &* 0x9E37_79B9_7F4A_7C15) >> 52)
        while turns[slot] == turn {
            let index = Int(slots[slot]) - 1
            if places[index] == place {
                weights[index] += weight
                return
            }
            slot = (slot + 1) & (CandidateSet.size - 1)
        }
        guard places.count < CandidateSet.most else { return }
        places.append(place)
        weights.append(weight)
        turns[slot] = turn
        slots[slot] = UInt32(places.count)
    }
}
