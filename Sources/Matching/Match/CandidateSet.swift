/// The candidates of one record with how much their keys tell, without a repetition; a workspace.
///
/// A class over plain memory, because it is in the hottest loop: no reference is counted and no bound checked twice.
final class CandidateSet {
    static let most = 1536
    private static let size = 4096
    /// Weights are told apart by quarters of a bit at first.
    private static let steps = 512

    private var count = 0
    private let places: UnsafeMutablePointer<CatalogueIndex.Place>
    private let weights: UnsafeMutablePointer<Float>
    /// Whether a candidate was taken already.
    private let isDone: UnsafeMutablePointer<Bool>
    private let open: UnsafeMutablePointer<Int32>
    private let edge: UnsafeMutablePointer<Int32>
    private let counts: UnsafeMutablePointer<Int32>
    /// The entry in each slot and the turn in which it was written.
    private let slots: UnsafeMutablePointer<UInt64>
    private var turn: UInt64 = 0
    private let all: Int
    /// How telling a key is by how many have it, up to the most that a key leads to.
    private let rarities: UnsafeMutablePointer<Float>

    /// Of so many entries.
    init(of all: Int) {
        self.all = all
        rarities = .allocate(capacity: PostingKey.wide + 1)
        for total in 0...PostingKey.wide { rarities[total] = Matching.rarity(total, of: all) }
        places = .allocate(capacity: CandidateSet.most)
        weights = .allocate(capacity: CandidateSet.most)
        isDone = .allocate(capacity: CandidateSet.most)
        slots = .allocate(capacity: CandidateSet.size)
        slots.initialize(repeating: 0, count: CandidateSet.size)
        open = .allocate(capacity: CandidateSet.most)
        edge = .allocate(capacity: CandidateSet.most)
        counts = .allocate(capacity: CandidateSet.steps)
    }

    deinit {
        places.deallocate()
        weights.deallocate()
        isDone.deallocate()
        open.deallocate()
        edge.deallocate()
        counts.deallocate()
        slots.deallocate()
        rarities.deallocate()
    }

    func clear() {
        count = 0
        turn += 1
    }

    @inline(__always)
    func rarity(_ total: Int) -> Float {
        total <= PostingKey.wide ? rarities[total] : Matching.rarity(total, of: all)
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

    /// Takes so many of those that were not taken yet, the ones with the greatest weights; among equals those that lie first.
    func takeLikeliest(_ most: Int, into chosen: inout [CatalogueIndex.Place]) {
        chosen.removeAll(keepingCapacity: true)
        var isOpen = 0
        for candidate in 0..<count where !isDone[candidate] {
            open[isOpen] = Int32(candidate)
            isOpen += 1
        }
        guard isOpen > most else {
            for place in 0..<isOpen { take(open[place], into: &chosen) }
            return
        }
        counts.update(repeating: 0, count: CandidateSet.steps)
        // The step in which the last place is taken; only within it the order is looked at closely.
        var last = 0
        for place in 0..<isOpen {
            let step = step(open[place])
            counts[step] += 1
            last = max(last, step)
        }
        var above = 0
        while last > 0, above + Int(counts[last]) < most {
            above += Int(counts[last])
            last -= 1
        }
        var atEdge = 0
        for place in 0..<isOpen {
            let step = step(open[place])
            if step > last {
                take(open[place], into: &chosen)
            } else if step == last {
                edge[atEdge] = open[place]
                atEdge += 1
            }
        }
        let (places, weights) = (places, weights)
        var likely = UnsafeMutableBufferPointer(start: edge, count: atEdge)
        likely.sort {
            let (one, other) = (Int($0), Int($1))
            return weights[one] != weights[other]
                ? weights[one] > weights[other] : places[one].packed < places[other].packed
        }
        for place in 0..<min(atEdge, most - above) { take(likely[place], into: &chosen) }
    }

    @inline(__always)
    private func step(_ candidate: Int32) -> Int {
        min(CandidateSet.steps - 1, max(0, Int(weights[Int(candidate)] * 4)))
    }

    @inline(__always)
    private func take(_ candidate: Int32, into chosen: inout [CatalogueIndex.Place]) {
        isDone[Int(candidate)] = true
        chosen.append(places[Int(candidate)])
    }
}
