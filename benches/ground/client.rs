//! A small HTTP client that keeps connections busy and counts.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What the nth request asks for.
pub type Asked<'a> = &'a (dyn Fn(usize) -> Request + Sync);

pub struct Request {
    line: String,
    headers: String,
    body: String,
}

impl Request {
    /// A page, with the browser's cookies.
    pub fn page(path: impl std::fmt::Display, cookies: &str) -> Self {
        Self {
            line: format!("GET {path}"),
            headers: format!("Cookie: {cookies}\r\n"),
            body: String::new(),
        }
    }

    /// A call of the API.
    pub fn api(line: &str, token: &str) -> Self {
        let headers = format!("Authorization: Bearer {token}\r\n");
        Self { line: line.to_owned(), headers, body: String::new() }
    }

    /// The same with a body and a key of its own.
    pub fn with_json(mut self, key: &str, body: String) -> Self {
        let length = body.len();
        let kind = "Content-Type: application/json";
        self.headers = format!(
            "{}Idempotency-Key: {key}\r\n{kind}\r\nContent-Length: {length}\r\n",
            self.headers
        );
        self.body = body;
        self
    }
}

/// What a round came to.
pub struct Loaded {
    /// Requests per second.
    pub rate: f64,
    pub p99: Duration,
}

/// Keeps `connections` busy for `round`; prints and returns what it came to.
pub async fn load(
    name: &str,
    address: &str,
    connections: usize,
    round: Duration,
    asked: Asked<'_>,
) -> Loaded {
    let number = AtomicUsize::new(0);
    let started = Instant::now();
    let busy = (0..connections).map(|_| one(address, started + round, &number, asked));
    let mut times: Vec<Duration> = futures::future::join_all(busy).await.concat();
    let first = times[0];
    times.sort_unstable();
    let answered = u32::try_from(times.len()).unwrap_or(u32::MAX);
    let rate = f64::from(answered) / started.elapsed().as_secs_f64();
    let (median, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!(
        "{name:<12} {rate:>8.0} requests/s, first {first:.1?}, median {median:.1?}, p99 {p99:.1?}"
    );
    Loaded { rate, p99 }
}

async fn one(
    address: &str,
    until: Instant,
    number: &AtomicUsize,
    asked: Asked<'_>,
) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let mut times = Vec::new();
    let mut buffer = vec![0; 1 << 20];
    while Instant::now() < until {
        let Request { line, headers, body } = asked(number.fetch_add(1, Ordering::Relaxed));
        let request = format!("{line} HTTP/1.1\r\nHost: {address}\r\n{headers}\r\n{body}");
        let sent = Instant::now();
        stream.write_all(request.as_bytes()).await.unwrap();
        answer(&mut stream, &mut buffer, &line).await;
        times.push(sent.elapsed());
    }
    times
}

/// Reads one answer whole; anything but 200 and 201 ends the measurement.
async fn answer(stream: &mut TcpStream, buffer: &mut [u8], path: &str) {
    let mut read = 0;
    loop {
        let count = stream.read(&mut buffer[read..]).await.unwrap();
        assert!(count > 0, "the connection was closed");
        read += count;
        let Some(end) = buffer[..read].windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&buffer[..end]).to_lowercase();
        let done = head.starts_with("http/1.1 200") || head.starts_with("http/1.1 201");
        assert!(done, "{path}: {head}");
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        if read >= end + 4 + length.trim().parse::<usize>().unwrap() {
            return;
        }
    }
}

pub async fn until_ready(address: &str) {
    while TcpStream::connect(address).await.is_err() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Whether the server on this port says that it is ready.
pub fn answers(port: u16) -> bool {
    let Ok(mut stream) = std::net::TcpStream::connect(("127.0.0.1", port)) else { return false };
    let request = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let mut answer = String::new();
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.1 200")
}
