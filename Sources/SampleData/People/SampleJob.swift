/// A job: where in the company, how high, and what stands on the card.
struct SampleJob: Sendable {
    let title: String
    let department: String
    let level: String

    init(_ chance: inout Chance) {
        let department = chance.pick(SampleJob.departments)
        self.department = department.name
        switch chance.below(100) {
        case 0..<6:
            level = "C-Level"
            title =
                chance.happens(0.4)
                ? chance.pick(["CEO", "Chief Executive Officer", "Owner", "Managing Director"]) : department.chief
        case 6..<14:
            level = "VP"
            title = chance.pick(["VP", "VP of", "Vice President,", "SVP"]) + " " + department.field
        case 14..<28:
            level = "Director"
            title = chance.pick(["Director of ", "Head of ", "Senior Director, "]) + department.field
        case 28..<58:
            level = "Manager"
            title = department.field + " " + chance.pick(["Manager", "Team Lead", "Supervisor", "Manager EMEA"])
        default:
            level = "Staff"
            title = chance.pick(["", "", "Senior ", "Junior ", "Lead "]) + chance.pick(department.jobs)
        }
    }

    private struct Department {
        let name: String
        let field: String
        let chief: String
        let jobs: [String]
    }

    private static let departments: [Department] = [
        (
            "Sales", "Sales", "Chief Revenue Officer",
            "Account Executive|Sales Representative|Key Account Manager|Inside Sales Rep"
        ),
        ("Sales", "Business Development", "Chief Commercial Officer", "Business Development Rep|Partner Manager"),
        (
            "Marketing", "Marketing", "Chief Marketing Officer",
            "Marketing Specialist|Content Writer|Product Marketer|SEO Analyst"
        ),
        ("Finance", "Finance", "CFO", "Accountant|Controller|Financial Analyst|Payroll Clerk|Bookkeeper"),
        (
            "Engineering", "Engineering", "CTO",
            "Software Engineer|Mechanical Engineer|Design Engineer|Developer|QA Engineer"
        ),
        (
            "IT", "Information Technology", "CIO",
            "Systems Administrator|IT Support Specialist|Data Engineer|Network Engineer"
        ),
        (
            "Human Resources", "Human Resources", "Chief People Officer",
            "Recruiter|HR Business Partner|Talent Specialist"
        ),
        ("Operations", "Operations", "COO", "Operations Analyst|Logistics Coordinator|Plant Operator|Project Manager"),
        ("Operations", "Supply Chain", "Chief Supply Chain Officer", "Buyer|Procurement Specialist|Planner"),
        ("Legal", "Legal", "General Counsel", "Counsel|Paralegal|Compliance Officer"),
        ("Customer Service", "Customer Success", "Chief Customer Officer", "Customer Success Manager|Support Agent"),
        (
            "Research", "Research and Development", "Chief Scientific Officer",
            "Scientist|Lab Technician|Research Associate"
        ),
        ("Medical", "Clinical Services", "Chief Medical Officer", "Nurse|Physician|Pharmacist|Therapist"),
    ].map { Department(name: $0.0, field: $0.1, chief: $0.2, jobs: $0.3.parts("|")) }
}
