/// The fixed part of a person's card; behind it lie mailboxes, phones, former employers and the letters.
struct PersonHead: BitwiseCopyable {
    var number: Int64 = 0
    /// The number of the company, -1 for none.
    var company: Int64 = -1
    var address = AddressKeys()
    var whole: UInt64 = 0
    /// `NicknameClasses` in two halves, because cards lie at multiples of eight.
    var nicknames: (UInt64, UInt64) = (0, 0)
    var companyJoined: UInt64 = 0
    var companyBag: UInt64 = 0
    var companyDomain: UInt64 = 0
    var identity: UInt64 = 0
    var family: UInt32 = 0
    var given: UInt32 = 0
    var sound: UInt32 = 0
    var initials: UInt32 = 0
    /// Year, month and day as one number; 0 for unknown.
    var birthDate: UInt32 = 0
    var cityHead: UInt32 = 0
    var cityTail: UInt32 = 0
    var mails: UInt8 = 0
    var phones: UInt8 = 0
    var formers: UInt8 = 0
    /// How many letters the family name, the first given name and the identity have, one behind the other.
    var familyCount: UInt8 = 0
    var givenCount: UInt8 = 0
    var identityCount: UInt8 = 0
    var level: UInt8 = 0
    var department: UInt8 = 0
    var accuracy: UInt8 = 255
    var source: UInt8 = 0

    var nicknameClasses: NicknameClasses {
        NicknameClasses(lines: unsafeBitCast(SIMD2<UInt64>(nicknames.0, nicknames.1), to: SIMD8<UInt16>.self))
    }
}

/// A mailbox on a person's card.
struct MailPart: BitwiseCopyable {
    var key: UInt64 = 0
    var local: UInt64 = 0
    /// 0 where anyone has mail.
    var domain: UInt64 = 0
}

/// A person's card where it lies.
struct PersonView {
    let base: UnsafeRawPointer

    @inline(__always)
    var head: UnsafePointer<PersonHead> { base.assumingMemoryBound(to: PersonHead.self) }
    @inline(__always)
    var mails: UnsafePointer<MailPart> {
        (base + MemoryLayout<PersonHead>.stride).assumingMemoryBound(to: MailPart.self)
    }
    @inline(__always)
    var phones: UnsafePointer<UInt64> {
        UnsafeRawPointer(mails + Int(head.pointee.mails)).assumingMemoryBound(to: UInt64.self)
    }
    @inline(__always)
    var formers: UnsafePointer<UInt64> { phones + Int(head.pointee.phones) }
    private var letters: UnsafePointer<UInt8> {
        UnsafeRawPointer(formers + Int(head.pointee.formers)).assumingMemoryBound(to: UInt8.self)
    }

    var family: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: letters, count: Int(head.pointee.familyCount))
    }
    var given: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: letters + Int(head.pointee.familyCount), count: Int(head.pointee.givenCount))
    }
    var identity: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: letters + Int(head.pointee.familyCount) + Int(head.pointee.givenCount),
            count: Int(head.pointee.identityCount)
        )
    }
    /// The id that the person had in its file.
    var source: UnsafeBufferPointer<UInt8> {
        let head = head.pointee
        let before = Int(head.familyCount) + Int(head.givenCount) + Int(head.identityCount)
        return UnsafeBufferPointer(start: letters + before, count: Int(head.source))
    }
}
