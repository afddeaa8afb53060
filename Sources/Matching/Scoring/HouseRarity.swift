/// How telling it is that a company is in this very house, in bits: in its town, by its postcode, or wherever the street is.
/// Few share a door; business parks and addresses of agents have many.
struct HouseRarity {
    var anywhere: Float = 0
    var inCity: Float = 0
    var byCode: Float = 0

    init() {}

    init(_ address: AddressKeys, _ all: Int, _ count: (PostingKey) -> Int) {
        guard address.door != 0 else { return }
        anywhere = rarity(count(CompanyKeys.house(address)), of: all)
        if address.city != 0 { inCity = rarity(count(CompanyKeys.house(address, in: UInt64(address.city))), of: all) }
        if address.postcode != .none {
            byCode = rarity(count(CompanyKeys.house(address, in: address.postcode.packed)), of: all)
        }
    }
}
