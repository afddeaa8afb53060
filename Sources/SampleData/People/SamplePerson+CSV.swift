import Tabular

extension SamplePerson {
    static let header = """
        source_id,first_name,last_name,email,email_status,direct_phone,mobile_phone,title,department,level,company_source_id,\
        company_name,company_domain,company_since,former_companies,city,region,country,accuracy,last_verified
        """

    func write(to row: inout CSVWriter, in world: SampleWorld) {
        row.cells(sourceID, name.first, name.last, email, emailStatus)
        row.cells(direct?.international ?? "", mobile?.international ?? "", job.title, job.department, job.level)
        row.cells(employer.sourceID, employer.fullName, employer.domain, String(since))
        row.cells(formerEmployers.map { world.identity(of: $0).name.full }.joined(separator: "; "))
        row.cells(employer.address.city, employer.address.region, nation.name, String(accuracy), verified)
        row.endRow()
    }
}
