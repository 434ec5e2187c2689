//! The built binary, served on a port of its own, and asked over real sockets.

use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};

use super::database::Database;
use super::town::{self, Who};

pub struct Served {
    pub process: Child,
    pub port: u16,
}

/// What is sent.
pub struct Call<'a> {
    pub who: Who,
    pub line: &'a str,
    pub kind: &'a str,
    pub headers: &'a str,
    pub body: &'a [u8],
    /// The last part of the address it comes from: 127.0.0.x.
    pub from: u8,
}

impl Default for Call<'_> {
    fn default() -> Self {
        let (line, kind) = ("GET /healthz", "application/json");
        Self { who: Who::Nobody, line, kind, headers: "", body: b"", from: 1 }
    }
}

impl Served {
    /// Starts the server over a database in which the town stands already.
    pub async fn start(db: &Database, arguments: &[&str], set: &[(&str, &str)]) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let process = Command::new(binary())
            .args(arguments)
            .env("PEKAN_DATABASE_URL", &db.url)
            .env("PEKAN_DATA_DIR", db.dir.path())
            .env("PEKAN_NOW", town::NOW)
            .env("ROCKET_PORT", port.to_string())
            .env_remove("PEKAN_BASE_URL")
            .envs(set.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let served = Self { process, port };
        for _ in 0..600 {
            if served.ask(Call::default()).await.is_some_and(|(status, _)| status == 200) {
                return served;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("the server does not start");
    }

    pub fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    pub fn asker(&self) -> Asker {
        Asker { port: self.port }
    }

    pub async fn ask(&self, call: Call<'_>) -> Option<(u16, String)> {
        self.asker().ask(call).await
    }

    pub fn resident_megabytes(&self) -> u64 {
        let status = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    }
}

/// The binary that was built with the tests, or the one that `PEKAN_BINARY` names.
fn binary() -> OsString {
    std::env::var_os("PEKAN_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_pekan").into())
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Somebody who knows where the server is.
#[derive(Clone, Copy)]
pub struct Asker {
    port: u16,
}

impl Asker {
    pub async fn connect(self, from: u8) -> Option<TcpStream> {
        let socket = TcpSocket::new_v4().ok()?;
        socket.bind(SocketAddr::from(([127, 0, 0, from], 0))).ok()?;
        socket.connect(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))).await.ok()
    }

    pub fn request(self, call: &Call<'_>) -> Vec<u8> {
        let Call { who, line, kind, headers, body, .. } = call;
        let (port, token, length) = (self.port, who.token(), body.len());
        let by = match who {
            Who::Nobody => String::new(),
            _ => format!("Authorization: Bearer {token}\r\n"),
        };
        let head = format!(
            "{line} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{by}{headers}Content-Type: {kind}\r\n\
            Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        [head.as_bytes(), body].concat()
    }

    /// Status and text of the answer; `None` where none came within half a minute.
    pub async fn ask(self, call: Call<'_>) -> Option<(u16, String)> {
        let request = self.request(&call);
        let answered = async {
            let mut stream = self.connect(call.from).await?;
            // Who is refused early may be answered before all was sent.
            let _ = stream.write_all(&request).await;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await.ok()?;
            let answer = String::from_utf8_lossy(&answer).into_owned();
            Some((answer.get(9..12)?.parse().ok()?, answer))
        };
        timeout(Duration::from_secs(30), answered).await.ok().flatten()
    }
}
