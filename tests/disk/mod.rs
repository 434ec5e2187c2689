//! The built binary on a disk that fails: what it has acknowledged is there.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use pekan::store::Store;
use pekan::store::holidays;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::support::database::Database;
use crate::support::town::{self, Town, Who};

/// `pekan serve` over a database with a district, its disk under our control.
struct Served {
    town: Town,
    faults: PathBuf,
    library: PathBuf,
    process: Child,
    port: u16,
}

impl Served {
    async fn start() -> Self {
        let town = Town::build(Database::sqlite()).await;
        let dir = town.db.dir.path();
        let (faults, library) = (dir.join("faults"), dir.join("faults.so"));
        std::fs::write(&faults, "").unwrap();
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .arg(&library)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/disk/faults.c"))
            .status();
        assert!(built.expect("cc is there: SQLite was built by it").success());
        let port = 0;
        let process = Command::new("true").spawn().unwrap();
        let mut served = Self { town, faults, library, process, port };
        served.restart().await;
        served
    }

    /// Kills the process and starts the next one.
    async fn restart(&mut self) {
        self.kill();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        self.port = free.local_addr().unwrap().port();
        drop(free);
        self.process = Command::new(env!("CARGO_BIN_EXE_pekan"))
            .args(["serve", "--no-worker"])
            .env("LD_PRELOAD", &self.library)
            .env("DISK_FAULTS", &self.faults)
            .env("PEKAN_DATABASE_URL", &self.town.db.url)
            .env("PEKAN_DATA_DIR", self.town.db.dir.path())
            .env("PEKAN_NOW", town::NOW)
            .env("ROCKET_PORT", self.port.to_string())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..400 {
            if TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("the server does not start");
    }

    fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    fn disk(&self, fault: &str) {
        std::fs::write(&self.faults, fault).unwrap();
    }

    /// Status and text of an answer.
    async fn ask(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\n\
            Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            Who::Dewi.token(),
            body.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        (answer[9..12].parse().unwrap(), answer)
    }

    async fn put_holiday(&self, day: &str) -> (u16, String) {
        let body = r#"{ "name": "Banjir", "kind": "public" }"#;
        self.ask("PUT", &format!("/api/v1/holidays/{day}"), body).await
    }

    /// The holidays that a process would find which opened the database now.
    async fn stored(&mut self) -> Vec<String> {
        self.kill();
        let store = Store::open(&self.town.db.url).await.unwrap();
        let (from, to) = ("2027-01-01".parse().unwrap(), "2027-12-31".parse().unwrap());
        let days = holidays::between(store.reader(), from, to).await.unwrap();
        days.iter().map(|holiday| holiday.day.to_string()).collect()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Writes before, during and after a fault that passes.
async fn heals_after(fault: &str, refused: &[u16]) {
    let mut served = Served::start().await;
    assert_eq!(served.put_holiday("2027-01-01").await.0, 200);
    served.disk(fault);
    for _ in 0..5 {
        let (status, answer) = served.put_holiday("2027-02-02").await;
        assert!(refused.contains(&status), "{answer}");
        assert!(answer.to_lowercase().contains("\r\nretry-after: "), "{answer}");
        assert_eq!(served.ask("GET", "/api/v1/holidays?year=2027", "").await.0, 200);
    }
    served.disk("");
    assert_eq!(served.put_holiday("2027-03-03").await.0, 200);
    assert_eq!(served.ask("GET", "/readyz", "").await.0, 200);
    assert_eq!(served.put_holiday("2027-04-04").await.0, 200);
    assert_eq!(served.stored().await, ["2027-01-01", "2027-03-03", "2027-04-04"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_go_on_once_a_full_disk_has_space_again() {
    heals_after("full", &[503, 507]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_go_on_after_writes_that_the_disk_refused() {
    heals_after("write", &[503]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_failed_ends_all_writes_until_a_restart() {
    let mut served = Served::start().await;
    assert_eq!(served.put_holiday("2027-01-01").await.0, 200);
    assert_eq!(served.ask("GET", "/readyz", "").await.0, 200);
    served.disk("sync");
    assert_eq!(served.put_holiday("2027-02-02").await.0, 503);
    served.disk("");
    for _ in 0..3 {
        assert_eq!(served.put_holiday("2027-03-03").await.0, 503);
    }
    let (status, answer) = served.ask("GET", "/readyz", "").await;
    assert_eq!(status, 503);
    assert!(answer.contains("writes have stopped"), "{answer}");
    assert_eq!(served.ask("GET", "/api/v1/holidays?year=2027", "").await.0, 200);
    served.restart().await;
    assert_eq!(served.ask("GET", "/readyz", "").await.0, 200);
    assert_eq!(served.put_holiday("2027-04-04").await.0, 200);
    let stored = served.stored().await;
    // The day whose sync failed may be there: its answer says that it is not known to be.
    assert!(stored.iter().filter(|day| *day != "2027-02-02").eq(["2027-01-01", "2027-04-04"]));
}
