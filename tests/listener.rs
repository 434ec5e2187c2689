//! What stands in front of Rocket: who dawdles is let go, and the others do not notice.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use pekan::app;
use pekan::clock::Clock;
use pekan::config::Config;
use pekan::files::Storage;
use pekan::listener::{Limits, Listener, Peers};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};

use crate::support::database::Database;
use crate::support::mail;

const ANYWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
const HEAD: &str = "GET /masuk HTTP/1.1\r\nhost: pekan\r\n";

/// Connects as one of the machine's own addresses, 127.0.0.x.
async fn connect(to: SocketAddr, x: u8) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, x], 0))).unwrap();
    socket.connect(to).await.unwrap()
}

/// All that comes until the other side closes; a reset ends it as well.
async fn rest(client: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = timeout(Duration::from_secs(20), client.read_to_end(&mut bytes)).await.expect("open");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A server that reads a body of five bytes and answers with who asked; then it waits for more.
async fn echo(mut client: TcpStream, peer: SocketAddr, peers: Peers) {
    let mut seen = Vec::new();
    while client.read_buf(&mut seen).await.is_ok_and(|length| length > 0) {
        if seen.ends_with(b"12345") {
            client.write_all(peers.address(peer).to_string().as_bytes()).await.unwrap();
            seen.clear();
        }
    }
}

/// A listener before the echo.
async fn before_the_echo(limits: Limits) -> SocketAddr {
    let server = TcpListener::bind(ANYWHERE).await.unwrap();
    let inside = server.local_addr().unwrap();
    let listener = Listener::bind(ANYWHERE, limits).await.unwrap();
    let (address, peers) = (listener.address().unwrap(), Peers::default());
    tokio::spawn(listener.pass_on(inside, peers.clone(), std::future::pending()));
    tokio::spawn(async move {
        while let Ok((client, peer)) = server.accept().await {
            tokio::spawn(echo(client, peer, peers.clone()));
        }
    });
    address
}

fn impatient() -> Limits {
    let (head, idle) = (Duration::from_secs(1), Duration::from_secs(3));
    Limits { head, idle, per_address: 2, ..Limits::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_pass_both_ways_and_the_asker_stays_known() {
    let mut client = connect(before_the_echo(impatient()).await, 7).await;
    for request in ["a\r\n\r\n12345", "again, without a head: 12345"] {
        client.write_all(request.as_bytes()).await.unwrap();
        let mut answer = [0; 9];
        client.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"127.0.0.7");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_does_not_end_is_told_so() {
    let mut client = connect(before_the_echo(impatient()).await, 7).await;
    client.write_all(HEAD.as_bytes()).await.unwrap();
    assert!(rest(&mut client).await.starts_with("HTTP/1.1 408 "));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_stops_or_dribbles_is_let_go_and_a_slow_one_is_not() {
    let address = before_the_echo(impatient()).await;
    let mut stopped = connect(address, 7).await;
    stopped.write_all(b"a\r\n\r\n123").await.unwrap();
    let begun = Instant::now();
    assert_eq!(rest(&mut stopped).await, "");
    assert!(begun.elapsed() >= Duration::from_secs(3), "{:?}", begun.elapsed());

    let mut dribbling = connect(address, 7).await;
    dribbling.write_all(b"a\r\n\r\n").await.unwrap();
    for _ in 0..20 {
        sleep(Duration::from_millis(200)).await;
        if dribbling.write_all(b"1").await.is_err() {
            break;
        }
    }
    assert_eq!(rest(&mut dribbling).await, "");

    let mut slow = connect(address, 8).await;
    slow.write_all(b"a\r\n\r\n").await.unwrap();
    for _ in 0..20 {
        sleep(Duration::from_millis(200)).await;
        slow.write_all(&[b'.'; 200]).await.unwrap();
    }
    slow.write_all(b"12345").await.unwrap();
    let mut answer = [0; 9];
    slow.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"127.0.0.8");
}

/// Asks of the echo, and is answered; the connection stays open.
async fn asked(to: SocketAddr, x: u8) -> TcpStream {
    let mut client = connect(to, x).await;
    client.write_all(b"a\r\n\r\n12345").await.unwrap();
    client.read_exact(&mut [0; 9]).await.unwrap();
    client
}

/// Is in the middle of a request.
async fn asking(to: SocketAddr, x: u8) -> TcpStream {
    let mut client = connect(to, x).await;
    client.write_all(b"a\r\n\r\n123").await.unwrap();
    client
}

fn patient() -> Limits {
    Limits { per_address: 2, place: Duration::from_secs(1), ..Limits::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_one_address_the_connection_that_was_idle_for_longest_gives_way() {
    let address = before_the_echo(patient()).await;
    let mut first = asked(address, 7).await;
    sleep(Duration::from_millis(100)).await;
    let mut second = asked(address, 7).await;
    let _third = asked(address, 7).await;
    assert_eq!(rest(&mut first).await, "");
    // Who is in the middle of something never gives way.
    second.write_all(b"123").await.unwrap();
    sleep(Duration::from_millis(300)).await;
    let _fourth = asked(address, 7).await;
    second.write_all(b"45").await.unwrap();
    second.read_exact(&mut [0; 9]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_finds_no_place_is_asked_to_come_again() {
    let address = before_the_echo(patient()).await;
    let first = asking(address, 7).await;
    let _second = asking(address, 7).await;
    let mut third = asking(address, 7).await;
    let answer = rest(&mut third).await;
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("retry-after: 5"), "{answer}");
    let _elsewhere = asked(address, 8).await;
    drop(first);
    let _fourth = asked(address, 7).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_all_places_are_taken_the_address_with_most_of_them_gives_one() {
    let limits = Limits { connections: 3, per_address: 3, ..patient() };
    let address = before_the_echo(limits).await;
    let mut quiet = asked(address, 8).await;
    let mut many = asked(address, 7).await;
    let _more = asked(address, 7).await;
    let _new = asked(address, 9).await;
    assert_eq!(rest(&mut many).await, "");
    quiet.write_all(b"12345").await.unwrap();
    quiet.read_exact(&mut [0; 9]).await.unwrap();
}

/// The application behind its listener, as `pekan serve` wires it.
async fn served(db: &Database) -> SocketAddr {
    let listener = Listener::bind(ANYWHERE, Limits::default()).await.unwrap();
    let address = listener.address().unwrap();
    let base_url = format!("http://{address}").parse().unwrap();
    let config = Config { data_dir: db.dir.path().into(), base_url, ..mail::config() };
    let figment = app::behind_a_listener(app::figment()).merge(("log_level", "off"));
    let storage = Storage::open(db.dir.path()).unwrap();
    let rocket = app::build(figment, config, db.store().await, storage, Clock::System).unwrap();
    let serving = app::reached_through(rocket, listener, std::future::pending()).launch();
    tokio::spawn(async { serving.await.expect("Rocket does not launch") });
    while !asks(address).await {
        sleep(Duration::from_millis(50)).await;
    }
    address
}

/// Whether a page comes, whole, within two seconds.
async fn asks(address: SocketAddr) -> bool {
    let page = async {
        let mut client = connect(address, 1).await;
        let request =
            format!("GET /siapkan HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
        client.write_all(request.as_bytes()).await.unwrap();
        rest(&mut client).await
    };
    let page = timeout(Duration::from_secs(2), page).await;
    page.is_ok_and(|page| page.starts_with("HTTP/1.1 200 ") && page.trim_end().ends_with("</html>"))
}

/// Sends what it is given a byte at a time, as long as anybody listens.
async fn dribble(address: SocketAddr, x: u8, start: String) {
    let mut client = connect(address, x).await;
    let mut sent = client.write_all(start.as_bytes()).await;
    while sent.is_ok() {
        sleep(Duration::from_millis(700)).await;
        sent = client.write_all(b"x").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_slow_sockets_and_pages_keep_answering() {
    let db = Database::sqlite();
    let address = served(&db).await;
    let form = format!(
        "POST /masuk HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\n\
        content-type: application/x-www-form-urlencoded\r\ncontent-length: 30000\r\n\r\n"
    );
    let mut slow = Vec::new();
    for number in 0..2_000_u16 {
        let x = 2 + u8::try_from(number / 100).unwrap();
        let start = if number % 2 == 0 { HEAD.to_owned() } else { form.clone() };
        slow.push(tokio::spawn(dribble(address, x, start)));
    }
    sleep(Duration::from_secs(1)).await;
    let open = slow.iter().filter(|task| !task.is_finished()).count();
    assert!(open > 1_900, "only {open} are held");
    for probe in 0..50 {
        assert!(asks(address).await, "probe {probe} failed");
        sleep(Duration::from_millis(100)).await;
    }
    // Their patience is over before ours is.
    let ended = timeout(Duration::from_secs(30), futures::future::join_all(slow));
    assert!(ended.await.is_ok(), "a slow socket is still open");
}

#[tokio::test]
async fn who_dawdles_after_the_answer_is_let_go_as_well() {
    let server = TcpListener::bind(ANYWHERE).await.unwrap();
    let inside = server.local_addr().unwrap();
    let limits = Limits { head: Duration::from_millis(500), ..Limits::default() };
    let listener = Listener::bind(ANYWHERE, limits).await.unwrap();
    let address = listener.address().unwrap();
    tokio::spawn(listener.pass_on(inside, Peers::default(), std::future::pending()));
    tokio::spawn(async move {
        while let Ok((mut client, _)) = server.accept().await {
            client.write_all(b"HTTP/1.1 404 Not Found\r\n\r\n").await.unwrap();
        }
    });
    let mut client = connect(address, 7).await;
    let head = "POST /nowhere HTTP/1.1\r\nhost: pekan\r\ncontent-length: 30000\r\n\r\n";
    client.write_all(head.as_bytes()).await.unwrap();
    let dawdling = async {
        while client.write_all(b"x").await.is_ok() {
            sleep(Duration::from_millis(100)).await;
        }
    };
    assert!(timeout(Duration::from_secs(10), dawdling).await.is_ok(), "it is still listened to");
}

/// What comes to a request with a body of 5 MB, once all of it has been sent, and how the sending went.
async fn answer_to_upload(address: SocketAddr, head: &str) -> String {
    let mut client = connect(address, 1).await;
    let head = format!("{head}\r\nhost: {address}\r\ncontent-length: 5000000\r\n\r\n");
    client.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..500 {
        client.write_all(&[b'x'; 10_000]).await.expect("the server has hung up");
    }
    rest(&mut client).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_comes_before_the_body_reaches_who_sends_it() {
    let db = Database::sqlite();
    let address = served(&db).await;
    let form = "content-type: multipart/form-data; boundary=x";
    for (head, status) in [
        (format!("POST /api/v1/purchases HTTP/1.1\r\n{form}"), "401"),
        (format!("POST /nowhere HTTP/1.1\r\n{form}"), "404"),
        ("POST /api/v1/tokens HTTP/1.1\r\ncontent-type: application/json".into(), "413"),
        (format!("POST /masuk HTTP/1.1\r\norigin: http://elsewhere.example\r\n{form}"), "403"),
    ] {
        for _ in 0..5 {
            let answer = answer_to_upload(address, &head).await;
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{head}: {answer:.200}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_names_one_host_and_means_its_method() {
    let db = Database::sqlite();
    let address = served(&db).await;
    let status = async |request: String| {
        let mut client = connect(address, 1).await;
        client.write_all(request.as_bytes()).await.unwrap();
        let answer = rest(&mut client).await;
        answer.get(9..12).unwrap_or_default().to_owned()
    };
    let get = |hosts: &str| format!("GET /siapkan HTTP/1.1\r\n{hosts}connection: close\r\n\r\n");
    assert_eq!(status(get(&format!("host: {address}\r\n"))).await, "200");
    assert_eq!(status(get("")).await, "400");
    assert_eq!(status(get(&format!("host: {address}\r\nhost: {address}\r\n"))).await, "400");
    for method in ["GET", "PUT", "DELETE"] {
        let body = format!("_method={method}");
        let form = format!(
            "POST /masuk HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
            content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let answered = status(form).await;
        assert!(["403", "404", "405"].contains(&answered.as_str()), "{method}: {answered}");
        assert!(method != "GET" || answered == "403", "{method}: {answered}");
    }
}
