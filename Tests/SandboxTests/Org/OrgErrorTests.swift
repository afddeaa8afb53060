import Testing

@testable import Sandbox

struct OrgErrorTests {
    @Test("X-04 · an unknown address answers as Salesforce does")
    func notFound() {
        #expect(OrgError.notFound.status == 404)
        #expect(OrgError.notFound.code == "NOT_FOUND")
        #expect(OrgError.notFound.message == "The requested resource does not exist")
    }
}
