import Crypto
import HTTP

extension SignIn {
    /// `POST /services/Soap/u/59.0`: `login` and `logout`, which count as calls where a sign-in by OAuth does not.
    func soap(_ request: Request, counting count: CountCall) async throws -> Response {
        do {
            let version = request.parameters["version"] ?? ""
            let call = try SOAPCall(parsing: try await request.body.collect(upTo: 1 << 16))
            guard let number = Double(version), (31...Double(policy.newestSOAPVersion)).contains(number) else {
                throw SOAPFault.unsupportedVersion
            }
            switch call {
            case .login(let username, let password):
                let person = try await person(username, Secret(password))
                try count()
                return try await login(person, version: version, at: Origin(of: request))
            case .logout(let sessionID):
                guard try await sessions.end(sessionID) else { throw SOAPFault.invalidSession }
                try count()
                return .soapLogout
            }
        } catch let fault as SOAPFault {
            return fault.response
        } catch let error as OrgError {
            return SOAPFault(error.code, error.message).response
        }
    }

    private func person(_ username: String, _ password: Secret) async throws -> Person {
        let person: Person
        do {
            person = try await passwords.check(username, withToken: password)
        } catch let refusal as Passwords.Refusal {
            switch refusal {
            case .noSecurityToken: throw SOAPFault.securityTokenNeeded
            case .lockedOut: throw SOAPFault.lockedOut
            case .wrong, .inactive: throw SOAPFault.invalidLogin
            }
        }
        guard try await org.caller(userID: person.id).mayUseAPI else {
            throw SOAPFault.disabled
        }
        return person
    }

    private func login(_ person: Person, version: String, at origin: Origin) async throws -> Response {
        let (token, _) = try await sessions.begin(.soap, of: person.id)
        func address(_ api: String) -> String {
            origin.url + "/services/Soap/\(api)/\(version)/" + organization.shortID
        }
        return LoginResult(
            sessionID: token.reveal(),
            serverURL: address("u"),
            metadataServerURL: address("m"),
            person: person,
            organization: organization,
            secondsValid: Int(policy.sessionLifetime.components.seconds)
        ).response
    }
}
