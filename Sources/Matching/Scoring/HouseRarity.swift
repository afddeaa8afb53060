/// How telling it is that a company is in this very house, in bits: in its town, by its postcode, or wherever the street is.
/// Few share a door; business parks and addresses of agents have many.
struct HouseRarity {
    var anywhere: Float = 0
    var inCity: Float = 0
    var byCode: Float = 0

    init() {}

    init(_ address: AddressKeys, _ rarity: (PostingKey) -> Float) {
        guard address.door != 0 else { return }
        anywhere = rarity(CompanyKeys.house(address))
        if address.city != 0 { inCity = rarity(CompanyKeys.house(address, in: UInt64(address.city))) }
        if address.postcode != .none { byCode = rarity(CompanyKeys.house(address, in: address.postcode.packed)) }
    }
}
