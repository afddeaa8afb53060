import Foundation
import Glibc

/// A real nginx on this machine with TLS, HTTP/2 and a certificate of its own, in a folder that goes when it ends.
final class Nginx {
    let port: Int
    /// The certificate, which signs itself, for `localhost` and 127.0.0.1.
    let certificate: String
    private let folder: URL
    private let process: Process

    /// Answers `/` with protocol and connection number, `/big` with half a megabyte of zeros, and takes uploads at `/upload`.
    init() throws {
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "loam-nginx-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.path(percentEncoded: false)
        certificate = path + "/certificate.pem"
        port = freePort()
        try run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout",
            path + "/key.pem",
            "-out",
            certificate
        )
        try Data(count: 512 << 10).write(to: folder.appending(path: "big"))
        try Data(configuration(path, port).utf8).write(to: folder.appending(path: "nginx.conf"))
        process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/nginx")
        process.arguments = ["-p", path, "-c", path + "/nginx.conf", "-e", path + "/error.log"]
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        // Threads of the test run block the gentler signals, and a child inherits that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}

private func configuration(_ path: String, _ port: Int) -> String {
    """
    daemon off; master_process off; pid \(path)/pid;
    events { worker_connections 1024; }
    http {
        access_log off;
        client_body_temp_path \(path)/a; proxy_temp_path \(path)/b; fastcgi_temp_path \(path)/c;
        uwsgi_temp_path \(path)/d; scgi_temp_path \(path)/e;
        client_max_body_size 0;
        server {
            listen \(port) ssl http2;
            ssl_certificate \(path)/certificate.pem; ssl_certificate_key \(path)/key.pem;
            root \(path);
            add_header X-Connection $connection;
            location = / { return 200 "$server_protocol"; }
            location = /big { }
            location = /upload { dav_methods PUT; }
        }
    }
    """
}

private func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
}

/// A port that nothing listens on, from below those that the system gives to servers of other tests.
func freePort() -> Int {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    while true {
        let port = Int.random(in: 20_000..<32_000)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        let isFree = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        if isFree { return port }
    }
}
