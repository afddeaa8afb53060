import HTTP

/// Whether a form was sent from one of our own pages, by what the browser says of where it comes from.
enum RequestOrigin {
    static func check(_ request: Request) throws(Problem) {
        if let site = request.fields["Sec-Fetch-Site"] {
            guard site == "same-origin" || site == "none" else { throw .otherSite }
            return
        }
        // Older browsers name the origin; what names neither is no browser, and is stopped by the form's token.
        guard let origin = request.fields[.origin] else { return }
        guard let host = request.host, origin == "https://" + host || origin == "http://" + host else {
            throw .otherSite
        }
    }
}

extension Problem {
    static var otherSite: Problem {
        Problem(
            .forbidden,
            code: "form.other-site",
            title: "This form was sent from another site, so nothing was done; open the page here and send it again."
        )
    }

    static var staleForm: Problem {
        Problem(
            .forbidden,
            code: "form.stale",
            title:
                "This form is from an earlier visit, so nothing was done; go back, reload the page and send it again."
        )
    }
}
