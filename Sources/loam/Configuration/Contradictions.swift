extension Configuration {
    /// Values that are right by themselves and wrong together.
    func contradictions() -> [ConfigurationError.Fault] {
        let keys = Keys.declared
        var faults: [ConfigurationError.Fault] = []
        func add(_ key: KeyDescription, _ message: String) {
            faults.append(.init(place: "\(key.name) (\(setting(of: key).source.words))", message: message))
        }
        if isSet(keys.tlsCertificate.description) != isSet(keys.tlsKey.description) {
            let given = isSet(keys.tlsCertificate.description) ? keys.tlsCertificate : keys.tlsKey
            add(given.description, "expected tls.certificate and tls.key together")
        }
        for key in [keys.smtpUser.description, keys.smtpPassword.description, keys.smtpFrom.description]
        where isSet(key) && self.smtpURL == nil {
            add(key, "expected smtp.url beside it, the server to send by")
        }
        if self.smtpURL != nil, self.smtpFrom == nil {
            add(keys.smtpURL.description, "expected smtp.from beside it, the address that mails come from")
        }
        if isSet(keys.smtpUser.description) != isSet(keys.smtpPassword.description), self.smtpURL != nil {
            let given = isSet(keys.smtpUser.description) ? keys.smtpUser.description : keys.smtpPassword.description
            add(given, "expected smtp.user and smtp.password together")
        }
        if self.sessionIdle > self.sessionLifetime {
            add(keys.sessionIdle.description, "expected at most session.lifetime")
        }
        return faults
    }
}
