//! The built binary is told to stop: quickly, and no request is lost on the way.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::support::database::Database;

struct Served {
    process: Child,
    port: u16,
}

impl Served {
    async fn start(db: &Database) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let process = Command::new(env!("CARGO_BIN_EXE_pekan"))
            .arg("serve")
            .env("PEKAN_DATABASE_URL", &db.url)
            .env("PEKAN_DATA_DIR", db.dir.path())
            .env("ROCKET_PORT", port.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let served = Self { process, port };
        for _ in 0..400 {
            if let Ok(mut client) = served.connect().await
                && served.ask(&mut client).await.is_some()
            {
                return served;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("the server does not start");
    }

    async fn connect(&self) -> std::io::Result<TcpStream> {
        TcpStream::connect(("127.0.0.1", self.port)).await
    }

    /// Asks on a connection that stays open. Returns whether it is to be used again; `None` where no
    /// answer came.
    async fn ask(&self, client: &mut TcpStream) -> Option<bool> {
        asked(client, self.port).await
    }

    /// Tells it to stop and waits until it has.
    async fn stop(&mut self) -> Duration {
        let begun = Instant::now();
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").arg(pid).status().unwrap().success());
        while self.process.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < Duration::from_mins(1), "it does not stop");
            sleep(Duration::from_millis(20)).await;
        }
        begun.elapsed()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn asked(client: &mut TcpStream, port: u16) -> Option<bool> {
    let request = format!("GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n");
    client.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\nok\n") {
        if client.read_buf(&mut answer).await.ok()? == 0 {
            return None;
        }
    }
    let head = String::from_utf8_lossy(&answer).to_lowercase();
    Some(!head.contains("connection: close"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_does_not_wait_for_idle_connections_and_leaves_one_file() {
    let db = Database::sqlite();
    let mut served = Served::start(&db).await;
    let mut idle = served.connect().await.unwrap();
    assert_eq!(served.ask(&mut idle).await, Some(true));
    let _silent = served.connect().await.unwrap();
    sleep(Duration::from_millis(500)).await;
    let took = served.stop().await;
    assert!(took < Duration::from_secs(3), "{took:?}");
    let log = db.dir.path().join("pekan.db-wal");
    assert!(!Path::exists(&log), "what was written last is not in the database file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_waits_for_what_is_under_way() {
    let db = Database::sqlite();
    let mut served = Served::start(&db).await;
    let mut slow = served.connect().await.unwrap();
    let head = format!(
        "POST /api/v1/tokens HTTP/1.1\r\nhost: 127.0.0.1:{}\r\n\
        content-type: application/json\r\ncontent-length: 10000\r\n\r\n",
        served.port
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    let sending = tokio::spawn(async move {
        for _ in 0..10 {
            sleep(Duration::from_millis(300)).await;
            slow.write_all(&[b' '; 1000]).await.unwrap();
        }
        let mut answer = String::new();
        slow.read_to_string(&mut answer).await.unwrap();
        (answer, Instant::now())
    });
    sleep(Duration::from_millis(500)).await;
    served.stop().await;
    let stopped = Instant::now();
    let (answer, answered) = sending.await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    assert!(stopped - answered < Duration::from_secs(2), "{:?}", stopped - answered);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_is_lost_at_a_stop() {
    let db = Database::sqlite();
    let mut served = Served::start(&db).await;
    let port = served.port;
    let clients: Vec<_> = (0..8)
        .map(|_| {
            tokio::spawn(async move {
                let (mut answered, mut lost) = (0, 0);
                while let Ok(mut client) = TcpStream::connect(("127.0.0.1", port)).await {
                    loop {
                        match asked(&mut client, port).await {
                            Some(again) => {
                                answered += 1;
                                if !again {
                                    break;
                                }
                            }
                            None => {
                                lost += 1;
                                break;
                            }
                        }
                        sleep(Duration::from_millis(3)).await;
                    }
                }
                (answered, lost)
            })
        })
        .collect();
    sleep(Duration::from_secs(1)).await;
    served.stop().await;
    for client in clients {
        let (answered, lost) = client.await.unwrap();
        assert!(answered > 20, "{answered}");
        assert_eq!(lost, 0);
    }
}
