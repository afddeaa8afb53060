/// What is to be done about an error.
package enum Remedy: Hashable, Sendable {
    /// Get a new session and repeat, once.
    case refresh
    /// Repeat after a short wait, where repeating can do no harm.
    case retry
    /// Repeat after what is told has passed; nothing is wrong with the request.
    case wait(Cause)
    /// Ask in another way.
    case adapt(Way)
    /// Tell whoever can mend it; repeating changes nothing.
    case report(Audience)

    package enum Cause: Hashable, Sendable {
        /// The org's calls of the day are used up; probe again every quarter of an hour.
        case dailyQuota
        /// Too many long calls run at once; go on with half as many.
        case concurrency
        /// Somebody else holds the record or its parent; repeat only the rows that failed.
        case lock
        /// Salesforce is under maintenance, or the interface is switched off for a while.
        case outage
    }

    package enum Way: Hashable, Sendable {
        /// The schema has changed, or a permission: describe the object again.
        case describeAgain
        /// Begin the query anew behind the last record that was read.
        case restartQuery
        /// Ask for fewer records at once.
        case narrowQuery
        /// This object is not to be had from Bulk.
        case useREST
        /// The record is there already: update it.
        case updateInstead
    }

    package enum Audience: Hashable, Sendable {
        /// The fault is of one record: kept with it, and the others go on.
        case record
        /// The connection or its permissions need an admin.
        case admin
        /// Loam asked for something that cannot be.
        case developer
    }
}
