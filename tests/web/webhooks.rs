//! Systems of the district are told what happens: signed, again where it fails, never what is settled, and
//! never twice what another channel has said.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use pekan::rules::mail::MailState;
use pekan::secret;
use pekan::store::employees;
use pekan::store::webhooks::{Delivery, newest};
use pekan::txn_job;
use pekan::webhook::Client;
use pekan::workflows::mail::queue_reminders;
use pekan::workflows::webhooks::deliver::deliver_due;
use serde_json::{Value, json};

use super::bought;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::config;
use crate::support::town::Who::{Budi, Dewi, Hadi, Rina, Sari};
use crate::support::town::{NOW, Town, Who};
use rocket::http::Method::Post;

on_both_databases!(
    what_no_mail_brings_goes_to_the_gateway_and_leaves_the_page,
    what_fails_is_sent_again_with_the_same_id_and_nobody_is_followed,
    a_receiver_that_is_dead_is_paused_until_somebody_resumes_it,
    what_happens_is_told_and_what_is_no_longer_so_is_not,
    only_an_address_of_a_receiver_is_taken
);

const PATH: &str = "/admin/webhook";

/// What a receiver does with one request.
#[derive(Clone, Copy)]
enum Manner {
    Answer(u16),
    /// Reads it and says nothing until the other side gives up.
    Silent,
    /// Closes the line in the middle of its answer.
    CutEarly,
    /// Sends whoever asks elsewhere: to itself.
    Elsewhere,
}

struct Received {
    line: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Received {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(own, _)| own == name);
        &found.unwrap_or_else(|| panic!("{name} in {:?}", self.headers)).1
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A receiver on a port of this machine: it does one thing after the other, the last again and again.
struct Receiver {
    url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Receiver {
    fn start(manners: &[Manner]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/kirim", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let (all, manners, own) = (received.clone(), manners.to_vec(), url.clone());
        std::thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let manner = *manners.get(number).or(manners.last()).unwrap();
                serve(stream.unwrap(), manner, &own, &all);
            }
        });
        Self { url, received }
    }

    fn take(&self) -> Vec<Received> {
        std::mem::take(&mut *self.received.lock().unwrap())
    }
}

fn serve(mut stream: TcpStream, manner: Manner, own: &str, all: &Mutex<Vec<Received>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let headers: Vec<(String, String)> = lines
        .iter()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    let body = String::from_utf8(body).unwrap();
    all.lock().unwrap().push(Received { line: lines.remove(0), headers, body });
    let answer = match manner {
        Manner::Answer(status) => {
            format!("HTTP/1.1 {status} X\r\ncontent-length: 8\r\nconnection: close\r\n\r\nditerima")
        }
        Manner::Silent => {
            let _ = stream.read(&mut [0]);
            return;
        }
        Manner::CutEarly => "HTTP/1.1 20".to_owned(),
        Manner::Elsewhere => format!(
            "HTTP/1.1 302 X\r\nlocation: {own}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        ),
    };
    let _ = stream.write_all(answer.as_bytes());
}

/// HMAC-SHA256 as RFC 2104 has it, by SHA-256 alone.
fn hmac(key: &[u8], content: &[u8]) -> Vec<u8> {
    let digest = |bytes: &[u8]| -> Vec<u8> {
        let hexadecimal = secret::sha256(bytes);
        (0..64)
            .step_by(2)
            .map(|i| u8::from_str_radix(&hexadecimal[i..i + 2], 16).unwrap())
            .collect()
    };
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let padded = |pad: u8| block.map(|byte| byte ^ pad).to_vec();
    let inner = digest(&[padded(0x36), content.to_vec()].concat());
    digest(&[padded(0x5c), inner].concat())
}

/// As a receiver proves that a request is ours.
fn must_be_signed(key: &str, received: &Received) {
    let key = STANDARD.decode(key.strip_prefix("whsec_").unwrap()).unwrap();
    assert!((24..=64).contains(&key.len()));
    let (id, at) = (received.header("webhook-id"), received.header("webhook-timestamp"));
    let signature = hmac(&key, format!("{id}.{at}.{}", received.body).as_bytes());
    let expected = format!("v1,{}", STANDARD.encode(signature));
    assert_eq!(received.header("webhook-signature"), expected);
    assert_eq!(received.header("content-type"), "application/json");
    assert!(received.line.starts_with("POST /kirim HTTP/1.1"), "{}", received.line);
}

#[test]
fn a_signature_is_that_of_other_implementations() {
    let key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let (id, body) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", "{\"test\": 2432232314}");
    let signature = secret::webhook_signature(key, id, 1_614_265_330, body);
    // By Python's hmac.
    assert_eq!(signature.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    assert_eq!(secret::webhook_signature("rahasia", id, 0, body), None);
}

/// Adds a receiver on its page. Returns the key that it shows.
async fn added(town: &Town, url: &str, kinds: &[&str]) -> String {
    let mut form = vec![("url", url)];
    form.extend(kinds.iter().map(|kind| (*kind, "1")));
    let page = town.post(Dewi, PATH, &form).await.is(200).text();
    let (_, rest) = page.split_once("<code>whsec_").expect("a key");
    let key = format!("whsec_{}", rest.split_once('<').unwrap().0);
    let again = town.get(Dewi, PATH).await.is(200).text();
    assert!(again.contains(url) && !again.contains("whsec_"), "it is shown once: {again}");
    key.replace("&#x2F;", "/").replace("&#x3D;", "=").replace("&#43;", "+")
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn deliver(town: &Town, now: DateTime<Utc>) -> usize {
    deliver_due(&town.store, &config(), &Client::default(), now, 100).await.unwrap()
}

async fn deliveries(town: &Town) -> Vec<Delivery> {
    newest(town.store.reader(), 100).await.unwrap()
}

async fn by_telephone(town: &Town, who: Who) {
    let id = town.id(who);
    let done: Result<(), pekan::store::Error> = town
        .store
        .write(txn_job!(|txn| {
            let mut row = employees::lock(txn, id).await?.unwrap();
            (row.email, row.phone) = (None, Some("0812-3456-7890".into()));
            employees::update(txn, row).await
        }))
        .await;
    done.unwrap();
}

async fn what_no_mail_brings_goes_to_the_gateway_and_leaves_the_page(db: Database) {
    let town = Town::build(db).await;
    let gateway = Receiver::start(&[Manner::Answer(202)]);
    let key = added(&town, &gateway.url, &["message"]).await;
    by_telephone(&town, Budi).await;
    by_telephone(&town, Hadi).await;
    queue_reminders(&town.store, instant(NOW)).await.unwrap();
    assert!(town.get(Budi, "/").await.is(200).text().contains("/pemberitahuan/"));
    // Hadi has met it before anything left; Sari has a mail; Budi is told.
    bought(&town, Hadi, "h", "100.000").await;
    let now = instant(NOW) + TimeDelta::minutes(1);
    assert_eq!(deliver(&town, now).await, 2);
    let [received] = gateway.take().try_into().unwrap_or_else(|_| panic!("one"));
    must_be_signed(&key, &received);
    let at: i64 = received.header("webhook-timestamp").parse().unwrap();
    assert_eq!(at, now.timestamp());
    let told = received.json();
    assert_eq!(told["type"], "message");
    assert_eq!(
        told["data"],
        json!({
            "kind": "midweek", "number": Budi.number(), "name": "Budi", "phone": "+6281234567890",
            "language": "id", "link": "https://pekan.lumajangkab.go.id/belanja/baru",
            "text": "Belanja UMKM pekan ini: kurang Rp100.000 lagi. Catat sampai Rabu, 25 November 2026 \
                     pukul 23.59 WIB.",
        })
    );
    assert!(!town.get(Budi, "/").await.is(200).text().contains("/pemberitahuan/"), "told already");
    assert_eq!(deliver(&town, now + TimeDelta::days(1)).await, 0);
    let mut states: Vec<_> = deliveries(&town).await.iter().map(|one| one.state.name()).collect();
    states.sort_unstable();
    assert_eq!(states, ["obsolete", "sent"]);
    let page = town.get(Dewi, PATH).await.is(200).text();
    assert!(page.contains("202 diterima"), "the receiver's words: {page}");
    let trail = town.get(Dewi, "/admin/audit").await.is(200).text();
    assert!(trail.contains("menambahkan penerima webhook") && !trail.contains("whsec_"), "{trail}");
}

async fn what_fails_is_sent_again_with_the_same_id_and_nobody_is_followed(db: Database) {
    let town = Town::build(db).await;
    let manners = [
        Manner::Answer(500),
        Manner::CutEarly,
        Manner::Elsewhere,
        Manner::Silent,
        Manner::Answer(200),
    ];
    let receiver = Receiver::start(&manners);
    let key = added(&town, &receiver.url, &["purchase.recorded"]).await;
    bought(&town, Sari, "s", "40.000").await;
    let mut now = instant(NOW) + TimeDelta::minutes(1);
    let mut ids = Vec::new();
    for (reply, seconds) in [("500 diterima", 5), ("", 5), ("302", 5), ("timeout", 30), ("200", 5)]
    {
        let begun = Instant::now();
        assert_eq!(deliver(&town, now).await, 1, "{reply}");
        assert!(begun.elapsed() < Duration::from_secs(seconds), "{:?}", begun.elapsed());
        let [received] = receiver.take().try_into().unwrap_or_else(|_| panic!("one: {reply}"));
        must_be_signed(&key, &received);
        assert_eq!(received.header("webhook-timestamp"), now.timestamp().to_string());
        ids.push(received.header("webhook-id").to_owned());
        let row = deliveries(&town).await.remove(0);
        assert!(row.reply.contains(reply), "{reply}: {}", row.reply);
        assert!(deliver(&town, now).await == 0, "not at once again");
        now += TimeDelta::hours(1);
    }
    ids.dedup();
    assert_eq!(ids.len(), 1, "a receiver can drop the copy");
    let row = deliveries(&town).await.remove(0);
    assert_eq!((row.state, row.attempts), (MailState::Sent, 5));
}

async fn a_receiver_that_is_dead_is_paused_until_somebody_resumes_it(db: Database) {
    let town = Town::build(db).await;
    let receiver = Receiver::start(&[Manner::Answer(410), Manner::Answer(200)]);
    added(&town, &receiver.url, &["purchase.recorded"]).await;
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    added(&town, &format!("http://{nobody}/"), &["purchase.recorded"]).await;
    bought(&town, Sari, "s", "40.000").await;
    let mut now = instant(NOW) + TimeDelta::minutes(1);
    for attempt in 1..=12 {
        assert_eq!(deliver(&town, now).await, if attempt == 1 { 2 } else { 1 }, "{attempt}");
        now += TimeDelta::hours(8);
    }
    bought(&town, Sari, "t", "50.000").await;
    assert_eq!(deliver(&town, now).await, 0, "both are paused");
    let page = town.get(Dewi, PATH).await.is(200).text();
    assert_eq!(page.matches("Dijeda sejak").count(), 2, "{page}");
    assert!(page.contains("12 kali dicoba") && page.contains("410 diterima"), "{page}");
    assert_eq!(receiver.take().len(), 1);

    let first = page.split_once("/lanjutkan").unwrap().0.rsplit('/').next().unwrap().to_owned();
    town.post(Dewi, &format!("{PATH}/{first}/lanjutkan"), &[]).await.is(303);
    assert_eq!(deliver(&town, now).await, 2, "what failed, and what waited");
    assert_eq!(receiver.take().len(), 2);
    let failed = deliveries(&town).await.into_iter().find(|one| one.state == MailState::Failed);
    let retry = format!("{PATH}/kiriman/{}/ulangi", failed.unwrap().id);
    town.post(Dewi, &retry, &[]).await.is(303);
    town.post(Dewi, &retry, &[]).await.is(409);
    town.post(Dewi, &format!("{PATH}/{first}/akhiri"), &[]).await.is(303);
    town.post(Dewi, &format!("{PATH}/{first}/akhiri"), &[]).await.is(404);
    bought(&town, Sari, "u", "60.000").await;
    assert_eq!(deliver(&town, now).await, 0);
    assert!(receiver.take().is_empty(), "it has ended");
}

async fn what_happens_is_told_and_what_is_no_longer_so_is_not(db: Database) {
    let town = Town::build(db).await;
    let receiver = Receiver::start(&[Manner::Answer(204)]);
    let key =
        added(&town, &receiver.url, &["purchase.recorded", "period.closed", "policy.added"]).await;
    by_telephone(&town, Budi).await;
    queue_reminders(&town.store, instant(NOW)).await.unwrap();
    assert!(deliveries(&town).await.is_empty(), "it is told of no messages");
    bought(&town, Sari, "s", "40.000").await;
    bought(&town, Budi, "b", "50.000").await;
    let void = town.purchases().await.into_iter().find(|one| one.row.amount == 50_000).unwrap().row;
    let void = format!("/belanja/{}/batal", void.id);
    town.post(Budi, &void, &[("reason", "keliru"), ("version", "1")]).await.is(303);
    let policy = json!({ "title": "Imbauan", "legal_basis": "SE 9", "mode": "appeal", "period": "week",
        "office": "DKP", "effective_from": "2027-01-04", "confirm": true });
    town.api(Dewi, Post, "/policies", Some(policy)).await.is(201);
    let town = town.signed_in_at("2026-11-27T09:00:00+07:00").await;
    town.api(Dewi, Post, "/periods/2026-W47/close", None).await.is(200);
    assert_eq!(deliver(&town, instant("2026-11-27T09:05:00+07:00")).await, 4);
    let received = receiver.take();
    for one in &received {
        must_be_signed(&key, one);
    }
    let told: Vec<Value> = received.iter().map(Received::json).collect();
    let of = |kind: &str| -> Vec<&Value> {
        told.iter().filter(|one| one["type"] == kind).map(|one| &one["data"]).collect()
    };
    let [purchase] = of("purchase.recorded")[..] else { panic!("{told:?}") };
    assert_eq!(purchase["employee"], Sari.number());
    assert_eq!(
        (&purchase["amount"], &purchase["seller"]),
        (&json!(40_000), &json!("Warung Bu Sri"))
    );
    let [policy] = of("policy.added")[..] else { panic!("{told:?}") };
    assert_eq!((&policy["title"], &policy["office"]), (&json!("Imbauan"), &json!("DKP")));
    let [closed] = of("period.closed")[..] else { panic!("{told:?}") };
    assert_eq!(*closed, json!({ "period": "2026-W47", "from": "2026-11-16", "to": "2026-11-22" }));
    let gone = deliveries(&town).await.into_iter().filter(|one| one.state == MailState::Obsolete);
    assert_eq!(gone.count(), 1, "the voided purchase");
}

async fn only_an_address_of_a_receiver_is_taken(db: Database) {
    let town = Town::build(db).await;
    for (url, said) in [
        ("http://gerbang.go.id/", "tidak terenkripsi"),
        ("https://169.254.169.254/latest", "jaringan mesin ini sendiri"),
        ("gerbang", "tidak dapat dipakai"),
        ("", "tidak dapat dipakai"),
    ] {
        let page = town.post(Dewi, PATH, &[("url", url), ("message", "1")]).await.is(422).text();
        assert!(page.contains(said), "{url}: {page}");
        assert!(page.contains("name=\"message\" value=\"1\" checked"), "kept: {page}");
    }
    let none = town.post(Dewi, PATH, &[("url", "https://gerbang.go.id/")]).await.is(422).text();
    assert!(none.contains("Pilih sedikitnya satu"), "{none}");
    town.post(Rina, PATH, &[("url", "https://gerbang.go.id/"), ("message", "1")]).await.is(403);
    assert!(town.get(Dewi, PATH).await.is(200).text().contains("Belum ada penerima"));
}
