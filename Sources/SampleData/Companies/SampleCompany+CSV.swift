import Tabular

extension SampleCompany {
    static let header = """
        source_id,name,other_names,website,phone,street,city,region,postcode,country,industry,naics,sic,employees,revenue,\
        founded,ticker,parent_source_id,status,description,linkedin
        """

    func write(to row: inout CSVWriter) {
        let others = formerNames.map { "former:" + $0 } + tradingNames.map { "trading:" + $0 } + aliases
        row.cells(sourceID, fullName, others.joined(separator: "; "), website)
        row.cells(phone.national.isEmpty ? "" : phone.international)
        row.cells(address.street, address.city, address.region, address.postcode, nation.name)
        row.cells(
            industry.name,
            industry.naics,
            industry.sic,
            String(employees),
            String(revenue),
            String(founded),
            ticker
        )
        row.cells(parent.map(SampleCompany.sourceID) ?? "", status)
        row.cells(name.core + " works in " + industry.lowercaseName + " from " + address.city + ".")
        row.cells("https://www.linkedin.com/company/" + name.core.slug(between: "-"))
        row.endRow()
    }
}
