import Telemetry

/// How an org lets people and programs in, where orgs differ or nobody could check.
package struct SignInPolicy: Sendable, Equatable {
    /// How long a session lives without being used.
    package var sessionLifetime = Duration.hours(2)
    package var codeLifetime = Duration.minutes(15)
    /// Of one user for one app; the oldest dies when there would be more.
    package var refreshTokens = 5
    /// Whether a program adds the security token to the password; browsers never do.
    package var needsSecurityToken = true
    package var failuresUntilLockout = 10
    package var lockout = Duration.minutes(15)
    /// SOAP's `login` is gone from version 65 on.
    package var newestSOAPVersion = 64

    package init() {}
}
