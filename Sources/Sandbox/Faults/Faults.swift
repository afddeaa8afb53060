import HTTP
import Synchronization

/// The faults that are switched on, and how often each has struck.
package final class Faults: Sendable {
    /// A fault with its history.
    struct Active: Sendable {
        let id: Int
        let fault: Fault
        var seen = 0
        var struck = 0
        var dice: Dice
    }

    private struct State {
        var active: [Active] = []
        var lastID = 0
    }

    private let state = Mutex(State())
    private let count = Atomic<Int>(0)

    package init(_ faults: [Fault] = []) {
        for fault in faults { add(fault) }
    }

    /// Cheap, because every request and every batch asks.
    var isEmpty: Bool { count.load(ordering: .relaxed) == 0 }

    var all: [Active] { state.withLock(\.active) }

    @discardableResult
    package func add(_ fault: Fault) -> Int {
        state.withLock { state in
            state.lastID += 1
            state.active.append(Active(id: state.lastID, fault: fault, dice: Dice(seed: fault.seed)))
            count.store(state.active.count, ordering: .relaxed)
            return state.lastID
        }
    }

    /// Takes these faults in the place of all that were there.
    package func replace(with faults: [Fault]) {
        state.withLock { $0.active = [] }
        count.store(0, ordering: .relaxed)
        for fault in faults { add(fault) }
    }

    /// Whether there was such a fault.
    func remove(_ id: Int) -> Bool {
        state.withLock { state in
            let before = state.active.count
            state.active.removeAll { $0.id == id }
            count.store(state.active.count, ordering: .relaxed)
            return state.active.count < before
        }
    }

    /// The fault of this kind that strikes here and now, if one does. Asking counts.
    package func strike(_ kind: Fault.Kind, method: String = "", path: String = "") -> Fault? {
        guard !isEmpty else { return nil }
        return state.withLock { state in
            for index in state.active.indices where state.active[index].fault.kind == kind {
                guard state.active[index].fault.fits(method: method, path: path) else { continue }
                if state.active[index].strikes() { return state.active[index].fault }
            }
            return nil
        }
    }

    func strike(_ kind: Fault.Kind, _ request: Request) -> Fault? {
        isEmpty ? nil : strike(kind, method: request.method.name, path: request.path)
    }
}

extension Faults.Active {
    fileprivate mutating func strikes() -> Bool {
        seen += 1
        guard seen > fault.after else { return false }
        if let times = fault.times, struck >= times { return false }
        if fault.probability < 1, dice.roll() >= fault.probability { return false }
        struck += 1
        return true
    }
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
struct Dice: Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// At least 0 and less than 1.
    mutating func roll() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Double(mixed >> 11) * 0x1p-53
    }
}
