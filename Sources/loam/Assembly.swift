import Database
import Jobs

/// Every migration of the product, in the order in which they run.
enum Schema {
    static let migrations: [Migration] = Queue.migrations
}
