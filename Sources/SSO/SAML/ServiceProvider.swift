package import Crypto

/// Loam as a SAML identity provider knows it.
package struct ServiceProvider: Sendable {
    package let entityID: String
    /// Where the browser brings responses (ACS).
    package let consumer: String
    /// Where the browser brings word that the person has signed out at the provider.
    package let signOut: String
    /// Signs what we send, where the provider wants that.
    package let key: RSAPrivateKey
    package let certificate: Certificate

    package init(
        entityID: String,
        consumer: String,
        signOut: String,
        key: RSAPrivateKey,
        certificate: Certificate
    ) {
        self.entityID = entityID
        self.consumer = consumer
        self.signOut = signOut
        self.key = key
        self.certificate = certificate
    }

    /// What the provider's administrator imports.
    package func metadata(signsRequests: Bool) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <md:EntityDescriptor xmlns:md="\(SAMLNames.metadata)" entityID="\(escaped(entityID))">
          <md:SPSSODescriptor AuthnRequestsSigned="\(signsRequests)" WantAssertionsSigned="true" \
        protocolSupportEnumeration="\(SAMLNames.protocol)">
            <md:KeyDescriptor use="signing">
              <ds:KeyInfo xmlns:ds="\(SAMLNames.signature)">
                <ds:X509Data><ds:X509Certificate>\(Base64.encode(certificate.der))</ds:X509Certificate></ds:X509Data>
              </ds:KeyInfo>
            </md:KeyDescriptor>
            <md:SingleLogoutService Binding="\(SAMLNames.redirect)" Location="\(escaped(signOut))"/>
            <md:SingleLogoutService Binding="\(SAMLNames.post)" Location="\(escaped(signOut))"/>
            <md:NameIDFormat>\(SAMLNames.emailFormat)</md:NameIDFormat>
            <md:AssertionConsumerService Binding="\(SAMLNames.post)" Location="\(escaped(consumer))" index="0" \
        isDefault="true"/>
          </md:SPSSODescriptor>
        </md:EntityDescriptor>

        """
    }
}
