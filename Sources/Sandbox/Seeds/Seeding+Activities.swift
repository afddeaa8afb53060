import Database
import Telemetry

extension Seeding {
    var tasks: Crop {
        Crop(
            object: "Task",
            columns: [
                "Id", "WhoId", "AccountId", "Subject", "ActivityDate", "Status", "Priority", "IsHighPriority",
                "IsClosed",
                "TaskSubtype", "CompletedDateTime", "CreatedDate", "CreatedById", "LastModifiedDate",
                "LastModifiedById",
                "SystemModstamp", "OwnerId",
            ],
            rows: plan.tasks
        ) { row, ink, writer in
            var dice = SeedDice(plan.seed, 13, row)
            let life = SeededLife(row: row, of: plan.tasks, until: plan.until, &dice)
            let owner = owner(&dice)
            let isOfContact = plan.leads == 0 || plan.contacts > 0 && dice.chance(60)
            let person = dice.below(isOfContact ? plan.contacts : plan.leads)
            let due = life.made / 86400 + Int64(dice.below(21))
            let isClosed = due < plan.until.seconds / 86400 && dice.chance(85)
            let isHigh = dice.chance(12)
            writer.text(id("Task", row))
            writer.text(id(isOfContact ? "Contact" : "Lead", person))
            if isOfContact, let account = account(ofContact: person) {
                writer.text(id("Account", account))
            } else {
                writer.null()
            }
            let subject = dice.skewed(Words.taskSubjects.count)
            writer.text(Words.taskSubjects[subject])
            if dice.chance(5) { writer.null() } else { writer.day(due, &ink) }
            writer.text(isClosed ? "Completed" : dice.chance(75) ? "Not Started" : "In Progress")
            writer.text(isHigh ? "High" : "Normal")
            writer.flag(isHigh)
            writer.flag(isClosed)
            writer.text(subject == 0 ? "Call" : subject == 1 ? "Email" : "Task")
            if isClosed { writer.moment(max(life.made, due * 86400 + 36000), &ink) } else { writer.null() }
            writer.audit(life, owner: owner, by: people.isEmpty ? administrator : owner, &ink)
            try writer.endRow()
        }
    }

    var campaigns: Crop {
        Crop(
            object: "Campaign",
            columns: [
                "Id", "Name", "Type", "Status", "StartDate", "EndDate", "BudgetedCost", "IsActive", "NumberOfLeads",
                "NumberOfContacts", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById",
                "SystemModstamp", "OwnerId",
            ],
            rows: plan.campaigns
        ) { row, ink, writer in
            var dice = SeedDice(plan.seed, 14, row)
            let life = SeededLife(row: row, of: plan.campaigns, until: plan.until, &dice)
            let owner = owner(&dice)
            let start = life.made / 86400 + 30
            let isOver = start + 30 < plan.until.seconds / 86400
            let leads = members(ofCampaign: row).filter { isLead(member: $0) }.count
            writer.text(id("Campaign", row))
            writer.value(&ink, &dice) { ink, _ in
                ink.write(Words.campaignThemes[row % Words.campaignThemes.count])
                ink.write(" ")
                ink.write(row + 1)
            }
            writer.text(Words.campaignTypes[dice.below(Words.campaignTypes.count)])
            writer.text(isOver ? "Completed" : "In Progress")
            writer.day(start, &ink)
            writer.day(start + 30, &ink)
            writer.real(Double(1 + dice.below(40)) * 500)
            writer.flag(!isOver)
            writer.integer(Int64(leads))
            writer.integer(Int64(members(ofCampaign: row).count - leads))
            writer.audit(life, owner: owner, by: people.isEmpty ? administrator : owner, &ink)
            try writer.endRow()
        }
    }

    /// Members follow one another by campaign, and within a campaign by the person, so that nobody is in one twice.
    private func members(ofCampaign campaign: Int) -> Range<Int> {
        let share = plan.members / plan.campaigns
        return campaign * share..<(campaign == plan.campaigns - 1 ? plan.members : (campaign + 1) * share)
    }

    private func isLead(member: Int) -> Bool {
        plan.contacts == 0 || plan.leads > 0 && place(ofMember: member) % (plan.contacts + plan.leads) >= plan.contacts
    }

    /// Where the member stands when contacts and leads are one list that each campaign goes through in equal steps.
    private func place(ofMember member: Int) -> Int {
        let campaign = min(member / max(plan.members / plan.campaigns, 1), plan.campaigns - 1)
        let people = members(ofCampaign: campaign)
        let step = max((plan.contacts + plan.leads) / people.count, 1)
        return (member - people.lowerBound) * step + campaign % step
    }

    var members: Crop {
        Crop(
            object: "CampaignMember",
            columns: [
                "Id", "CampaignId", "LeadId", "ContactId", "Status", "HasResponded", "LeadOrContactId", "Type",
                "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp",
            ],
            rows: plan.members
        ) { row, ink, writer in
            var dice = SeedDice(plan.seed, 15, row)
            let life = SeededLife(row: row, of: plan.members, until: plan.until, &dice)
            let campaign = min(row / max(plan.members / plan.campaigns, 1), plan.campaigns - 1)
            let isLead = isLead(member: row)
            let place = place(ofMember: row)
            let person =
                isLead ? id("Lead", (place - plan.contacts) % plan.leads) : id("Contact", place % plan.contacts)
            let hasResponded = dice.chance(22)
            writer.text(id("CampaignMember", row))
            writer.text(id("Campaign", campaign))
            if isLead { writer.text(person) } else { writer.null() }
            if isLead { writer.null() } else { writer.text(person) }
            writer.text(hasResponded ? "Responded" : "Sent")
            writer.flag(hasResponded)
            writer.text(person)
            writer.text(isLead ? "Lead" : "Contact")
            writer.moment(life.made, &ink)
            writer.text(administrator)
            writer.moment(life.changed, &ink)
            writer.text(administrator)
            writer.moment(life.changed, &ink)
            try writer.endRow()
        }
    }
}
