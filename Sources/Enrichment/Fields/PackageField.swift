/// The fields that Loam's package brings into an org.
package enum PackageField {
    package static let companyID: CRMField = "Loam_Company_ID__c"
    package static let contactID: CRMField = "Loam_Contact_ID__c"
    package static let firstUpdated: CRMField = "Loam_First_Updated__c"
    package static let lastUpdated: CRMField = "Loam_Last_Updated__c"
    package static let enrichStatus: CRMField = "Loam_Enrich_Status__c"
    package static let noMatchReason: CRMField = "Loam_No_Match_Reason__c"
    package static let personHasMoved: CRMField = "Loam_Person_Has_Moved__c"
}
