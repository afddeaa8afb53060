/// A mail server for tests, with Python's own TLS and its own reading of mails, so that nothing of ours judges itself.
///
/// `python3 -c SCRIPT FOLDER MODES…`: prints a port for each word of modes (`starttls+login`), keeps what it takes as JSON
/// in the folder, and does what the recipient's mailbox says: `grey` is put off, `gone` refused, `hang` gets no answer,
/// and so on. Ends with whoever started it, and takes the folder along.
let mailServerScript = #"""
    import base64, email, email.policy, json, os, shutil, socket, ssl, sys, threading
    folder = sys.argv[1]
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder + "/certificate.pem", folder + "/key.pem")

    def keep(sender, recipients, data, secure, user):
        mail = email.message_from_bytes(data, policy=email.policy.default)
        html = mail.get_body(("html",))
        record = {
            "sender": sender, "recipients": recipients, "secure": secure, "user": user,
            "from": [[a.display_name, a.addr_spec] for a in mail["From"].addresses],
            "to": [[a.display_name, a.addr_spec] for a in mail["To"].addresses],
            "subject": mail["Subject"], "id": mail["Message-ID"],
            "text": mail.get_body(("plain",)).get_content(), "html": html.get_content() if html else None,
            "defects": [str(d) for part in mail.walk() for d in part.defects],
        }
        name = "%s/mail-%d" % (folder, threading.get_native_id())
        with open(name + ".part", "w") as file:
            json.dump(record, file)
        os.rename(name + ".part", name + ".json")

    def serve(connection, modes):
        secure = "implicit" in modes
        if secure:
            connection = tls.wrap_socket(connection, server_side=True)
        stream = connection.makefile("rwb")
        def say(text):
            stream.write(text.encode() + b"\r\n")
            stream.flush()
        if "full" in modes:
            return say("421 4.3.2 Too busy")
        if "closed" in modes:
            return say("554 5.7.1 Not from you")
        if "nonsense" in modes:
            return say("SSH-2.0-OpenSSH_9.2")
        say("220 test ESMTP")
        sender, recipients, user = None, [], None
        while line := stream.readline().decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "EHLO":
                say("250-test")
                if "starttls" in modes and not secure:
                    say("250-STARTTLS")
                if "login" in modes:
                    say("250-AUTH PLAIN")
                say("250 SIZE 100000")
            elif verb == "STARTTLS":
                say("220 Go ahead")
                connection = tls.wrap_socket(connection, server_side=True)
                stream, secure = connection.makefile("rwb"), True
            elif verb == "AUTH":
                word = line.split(" ")[2] if len(line.split(" ")) > 2 else (say("334 "), stream.readline())[1]
                _, name, password = base64.b64decode(word).decode().split("\0")
                user = name if password == "right" else None
                say("235 2.7.0 Welcome" if user else "535 5.7.8 Wrong password for " + name)
            elif verb == "MAIL":
                sender = line[10:].split(">")[0].lstrip("<")
                if "login" in modes and not user:
                    say("530 5.7.0 Authentication required")
                elif sender.startswith("banned"):
                    say("553 5.7.1 %s may not send" % sender)
                elif sender.startswith("slow"):
                    say("451 4.7.1 %s, later" % sender)
                else:
                    say("250 2.1.0 Ok")
            elif verb == "RCPT":
                recipient = line[8:].split(">")[0].lstrip("<")
                box = recipient.split("@")[0]
                if box == "hang":
                    stream.read()
                    return
                if box == "drop":
                    return
                recipients.append(recipient)
                say({"grey": "451 4.7.1 %s is greylisted", "gone": "550 5.1.1 %s is unknown", "full": "452 4.2.2 %s is full",
                     "bye": "421 4.3.0 closing, %s"}.get(box, "250 2.1.5 Ok").replace("%s", recipient))
            elif verb == "DATA":
                say("354 Go on")
                data = b""
                while (line := stream.readline()) not in (b".\r\n", b""):
                    data += line[1:] if line.startswith(b".") else line
                if b"REFUSE" in data:
                    say("554 5.6.0 Unwanted")
                elif b"LATER" in data:
                    say("451 4.3.0 Not now")
                elif b"DROP" in data:
                    return
                else:
                    keep(sender, recipients, data, secure, user)
                    say("250 2.0.0 Taken")
            elif verb == "QUIT":
                return say("221 Bye")
            else:
                say("502 What")

    def talk(connection, modes):
        try:
            serve(connection, modes)
        except (OSError, ssl.SSLError):
            pass
        connection.close()

    def listen(listener, modes):
        while True:
            threading.Thread(target=talk, args=(listener.accept()[0], modes), daemon=True).start()

    ports = []
    for modes in sys.argv[2:]:
        listener = socket.create_server(("127.0.0.1", 0), backlog=20)
        ports.append(str(listener.getsockname()[1]))
        threading.Thread(target=listen, args=(listener, modes.split("+")), daemon=True).start()
    print(*ports, flush=True)
    sys.stdin.read()
    shutil.rmtree(folder)
    """#
