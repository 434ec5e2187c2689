//! Whose files are received: through a real socket, by bodies that never end. Who may not send files,
//! or sends them without the form's token in front, is answered at once and leaves nothing on the disk,
//! not even for as long as the connection lasts.

use std::net::SocketAddr;
use std::time::Duration;

use pekan::app;
use pekan::clock::Clock;
use pekan::config::Config;
use pekan::files::{Bounds, Storage};
use rocket::http::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

use crate::support::database::Database;
use crate::support::mail;
use crate::support::town::Who::{self, Dewi, Nobody, Sari};
use crate::support::town::{MULTIPART, NOW, Town, bearer, cookie, multipart};

/// The fields in which forms and calls take files.
const FIELDS: [&str; 4] = ["receipt", "document", "logo", "file"];

/// The town, also behind a socket.
struct Served {
    town: Town,
    address: SocketAddr,
}

impl Served {
    async fn build(bounds: Bounds) -> Self {
        let town = Town::build(Database::sqlite()).await;
        // A port that was free a moment ago.
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let base_url = format!("http://{free}").parse().unwrap();
        let config = Config { data_dir: town.db.dir.path().into(), base_url, ..mail::config() };
        let figment = app::figment().merge(("log_level", "off")).merge(("port", free.port()));
        let storage = Storage::open(town.db.dir.path()).unwrap().bounded(bounds);
        let clock = Clock::starting_at(NOW.parse().unwrap());
        let rocket = app::build(figment, config, town.store.clone(), storage, clock).unwrap();
        tokio::spawn(async { rocket.launch().await.expect("Rocket does not launch") });
        while TcpStream::connect(free).await.is_err() {
            sleep(Duration::from_millis(20)).await;
        }
        Self { town, address: free }
    }

    /// Every route that reads a body, with its dynamic segments filled in.
    fn routes_with_a_body(&self) -> Vec<(Method, String)> {
        let routes = self.town.client.rocket().routes();
        let writing = routes.filter(|route| !matches!(route.method, Method::Get | Method::Head));
        let filled = writing.map(|route| {
            let path = route.uri.path().split('/').map(|segment| match segment {
                dynamic if dynamic.starts_with('<') => "1",
                fixed => fixed,
            });
            (route.method, path.collect::<Vec<_>>().join("/"))
        });
        filled.collect()
    }

    /// Begins a request whose body announces 50 MB and stops after what is given.
    async fn begin(
        &self,
        who: Who,
        method: Method,
        path: &str,
        kind: &str,
        body: &[u8],
    ) -> TcpStream {
        let mut client = TcpStream::connect(self.address).await.unwrap();
        let credentials = match who {
            Nobody => String::new(),
            who if path.starts_with("/api") => {
                format!("authorization: {}\r\n", bearer(who).value())
            }
            who => format!("cookie: {}\r\n", cookie(who)),
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: {kind}\r\n{credentials}\
            content-length: 50000000\r\n\r\n",
            self.address
        );
        client.write_all(&[head.as_bytes(), body].concat()).await.unwrap();
        client
    }

    /// The status that comes although the body does not end, with where it leads.
    async fn answered(&self, client: &mut TcpStream) -> Option<(u16, String)> {
        let mut head = Vec::new();
        let read = async {
            while !head.windows(4).any(|four| four == b"\r\n\r\n") {
                if client.read_buf(&mut head).await.ok()? == 0 {
                    return None;
                }
            }
            Some(())
        };
        timeout(Duration::from_secs(5), read).await.ok()??;
        let head = String::from_utf8_lossy(&head).to_lowercase();
        let status = head.split_whitespace().nth(1)?.parse().ok()?;
        let location = head.lines().find_map(|line| line.strip_prefix("location: "));
        Some((status, location.unwrap_or_default().to_owned()))
    }

    fn waiting(&self) -> usize {
        self.town.files("tmp").len()
    }

    /// What goes wrong when somebody sends every route the beginning of files, fields in front.
    async fn walk(&self, who: Who, front: &[(&str, &str)]) -> Vec<String> {
        let mut wrong = Vec::new();
        for (method, path) in self.routes_with_a_body() {
            for field in FIELDS {
                let body = beginning(front, field);
                let mut client = self.begin(who, method, &path, MULTIPART, &body).await;
                let answer = self.answered(&mut client).await;
                let what = format!("{who:?} {method} {path} {field}");
                match answer {
                    Some((400..=499, _)) => {}
                    Some((303, to)) if to.starts_with("/masuk") => {}
                    // Calls without a body do not read it.
                    Some((200..=204, _)) if who != Nobody && path.starts_with("/api") => {}
                    other => wrong.push(format!("{what}: {other:?}")),
                }
                if self.waiting() > 0 {
                    wrong.push(format!("{what}: lies on the disk"));
                }
            }
        }
        wrong
    }
}

/// A form with these fields, and the beginning of a file.
fn beginning(front: &[(&str, &str)], field: &str) -> Vec<u8> {
    let mut body = multipart(front, &[(field, "a.jpg", &[0xFF; 512])]);
    body.truncate(body.len() - "\r\n--pekan-test-boundary--\r\n".len());
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_files_are_never_received() {
    let served = Served::build(Bounds::default()).await;
    assert!(served.routes_with_a_body().len() > 60, "where are the routes?");
    let wrong = served.walk(Nobody, &[]).await;
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_received_only_behind_the_forms_token() {
    let served = Served::build(Bounds::default()).await;
    let own = Sari.csrf();
    let forms: Vec<_> = served.routes_with_a_body();
    for front in [vec![], vec![("csrf", "x")], vec![("action", "x"), ("csrf", own.as_str())]] {
        let mut wrong = Vec::new();
        for (method, path) in forms.iter().filter(|(_, path)| !path.starts_with("/api")) {
            for who in [Sari, Dewi] {
                let body = beginning(&front, "receipt");
                let mut client = served.begin(who, *method, path, MULTIPART, &body).await;
                let answer = served.answered(&mut client).await;
                if !answer.as_ref().is_some_and(|(status, _)| (400..500).contains(status)) {
                    wrong.push(format!("{who:?} {method} {path}, {front:?}: {answer:?}"));
                }
                if served.waiting() > 0 {
                    wrong.push(format!("{who:?} {method} {path}, {front:?}: lies on the disk"));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }
    // With the token in front the same beginning is received, and gone with its connection.
    let body = beginning(&[("csrf", &own)], "receipt");
    let client = served.begin(Sari, Method::Post, "/belanja", MULTIPART, &body).await;
    until(|| served.waiting() == 1).await;
    drop(client);
    until(|| served.waiting() == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn large_calls_are_read_only_for_who_may_make_them() {
    let served = Served::build(Bounds::default()).await;
    for path in [
        "/api/v1/imports/employees",
        "/api/v1/imports/offices",
        "/api/v1/imports/placements",
        "/api/v1/imports/exemptions",
        "/api/v1/imports/holidays",
        "/api/v1/policies/1/document",
    ] {
        for field in ["file", "document"] {
            let body = beginning(&[], field);
            let mut client = served.begin(Sari, Method::Post, path, MULTIPART, &body).await;
            let answer = served.answered(&mut client).await;
            assert_eq!(answer.map(|(status, _)| status), Some(403), "{path}");
            assert_eq!(served.waiting(), 0, "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_has_so_much_room_and_a_full_disk_none() {
    let small = Bounds { person: 4096, ..Bounds::default() };
    let served = Served::build(small).await;
    let own = Sari.csrf();
    let mut held = Vec::new();
    for number in 1..=8 {
        let body = beginning(&[("csrf", &own)], "receipt");
        held.push(served.begin(Sari, Method::Post, "/belanja", MULTIPART, &body).await);
        until(|| served.waiting() == number.min(8)).await;
    }
    // The eight have 4,096 bytes between them. The next one is told so, and another person is not.
    let photo = [0xFF; 512];
    let files = [("receipt", "a.jpg", &photo[..])];
    let fields = [("csrf", own.as_str())];
    let whole = multipart(&fields, &files);
    let page = send_whole(&served, Sari, "/belanja", &whole).await;
    assert_eq!(page.0, 503, "{}", page.1);
    assert!(page.1.contains("retry-after"), "{}", page.1);
    let api =
        send_whole(&served, Dewi, "/api/v1/purchases/1/receipts", &multipart(&[], &files)).await;
    assert_eq!(api.0, 404, "{}", api.1);
    drop(held);
    until(|| served.waiting() == 0).await;

    let full = Bounds { free: u64::MAX, free_percent: 100, ..Bounds::default() };
    let served = Served::build(full).await;
    for (path, body) in
        [("/belanja", &whole), ("/api/v1/purchases/1/receipts", &multipart(&[], &files))]
    {
        let answer = send_whole(&served, Sari, path, body).await;
        assert_eq!(answer.0, 507, "{path}: {}", answer.1);
        assert!(answer.1.contains("retry-after"), "{path}: {}", answer.1);
        assert_eq!(served.waiting(), 0);
    }
}

/// Sends a body that ends. The status, and the answer in small letters.
async fn send_whole(served: &Served, who: Who, path: &str, body: &[u8]) -> (u16, String) {
    let mut client = TcpStream::connect(served.address).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: {MULTIPART}\r\ncookie: {}\r\n\
        authorization: {}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        served.address,
        cookie(who),
        bearer(who).value(),
        body.len()
    );
    client.write_all(&[head.as_bytes(), body].concat()).await.unwrap();
    let mut answer = Vec::new();
    client.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).to_lowercase();
    (answer.split_whitespace().nth(1).unwrap().parse().unwrap(), answer)
}

/// Waits until something holds; the server hears of an ended connection a moment later.
async fn until(holds: impl Fn() -> bool) {
    for _ in 0..200 {
        if holds() {
            return;
        }
        sleep(Duration::from_millis(25)).await;
    }
    panic!("not within five seconds");
}
