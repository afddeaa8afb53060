import COpenSSL

/// Bytes that nobody can guess, from the system by way of OpenSSL.
package enum Random {
    package static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            // Without randomness nothing here is safe, and there is nobody to ask: stop.
            precondition(RAND_bytes(buffer.baseAddress, Int32(count)) == 1, "The system gives no random bytes")
            filled = count
        }
    }

    /// A text of this many random bytes that can stand in a URL, a header or a cookie.
    package static func token(bytes count: Int = 32) -> String {
        Base64.encode(bytes(count), .url)
    }
}
