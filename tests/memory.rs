//! What the binary, as it is started, does with memory that it no longer needs.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use pekan::secret::FormToken;

struct Server {
    process: Child,
    port: u16,
    _dir: tempfile::TempDir,
}

impl Server {
    fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new(env!("CARGO_BIN_EXE_pekan"))
            .args(["serve", "--no-worker"])
            .current_dir(dir.path())
            .env("PEKAN_DATA_DIR", dir.path())
            .env("ROCKET_PORT", port.to_string())
            .env_remove("GLIBC_TUNABLES")
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { process, port, _dir: dir };
        for _ in 0..600 {
            if server.ask("GET /healthz HTTP/1.1").is_some_and(|answer| answer.contains(" 200 ")) {
                return server;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("the server does not answer");
    }

    fn ask(&self, start: &str) -> Option<String> {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let (line, body) = start.split_once("\r\n\r\n").unwrap_or((start, ""));
        let rest = format!("Host: 127.0.0.1:{}\r\nConnection: close", self.port);
        let length = body.len();
        write!(socket, "{line}\r\n{rest}\r\nContent-Length: {length}\r\n\r\n{body}").ok()?;
        let mut answer = String::new();
        socket.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    fn sign_in(&self, login: &str) -> String {
        let csrf = FormToken::of("visit").masked();
        let head = "Content-Type: application/x-www-form-urlencoded\r\nCookie: __Host-visit=visit";
        let form = format!("csrf={csrf}&login={login}&password=tebakan");
        self.ask(&format!("POST /masuk HTTP/1.1\r\n{head}\r\n\r\n{form}")).unwrap()
    }

    fn resident_megabytes(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[test]
fn what_passwords_needed_is_given_back() {
    let server = Server::start();
    // Everything that stays, such as templates and connections, is there after the first.
    assert!(server.sign_in("siapa").contains(" 422 "));
    let before = server.resident_megabytes();
    thread::scope(|scope| {
        for client in 0..8 {
            let server = &server;
            scope.spawn(move || (0..6).map(|n| server.sign_in(&format!("s{client}x{n}"))).count());
        }
    });
    thread::sleep(Duration::from_millis(500));
    let after = server.resident_megabytes();
    // Each of the 48 took 19 MiB.
    assert!(after < before + 40, "{before} MB before, {after} MB after");
}
