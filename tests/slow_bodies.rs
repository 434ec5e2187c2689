//! A request counts from the instant at which all of it is there, by the right that its asker has then; and
//! those that do not end fill no memory for others.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::support::database::Database;
use crate::support::served::{Asker, Call, Served};
use crate::support::town::{Town, Who};

struct Slow {
    asker: Asker,
    key: &'static str,
    amount: i64,
}

impl Slow {
    /// Records a purchase; the last byte comes once `before_the_end` is over.
    async fn buys(self, who: Who, before_the_end: impl Future<Output = ()>) -> u16 {
        let body = format!(
            r#"{{ "purchased_on": "2026-11-20", "amount": {}, "channel": "in_person",
            "seller": {{ "name": "Warung {}" }}, "evidence": "no_receipt" }}"#,
            self.amount, self.key
        );
        let headers = format!("Idempotency-Key: {}\r\n", self.key);
        let line = "POST /api/v1/purchases";
        let (body, from) = (body.as_bytes(), 1);
        let call = Call { who, line, kind: "application/json", headers: &headers, body, from };
        let request = self.asker.request(&call);
        let (end, beginning) = request.split_last().unwrap();
        let mut client = self.asker.connect(from).await.unwrap();
        client.write_all(beginning).await.unwrap();
        before_the_end.await;
        client.write_all(&[*end]).await.unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        answer[9..12].parse().unwrap()
    }
}

async fn begun() -> (Town, Served) {
    let town = Town::build(Database::sqlite()).await;
    let served = Served::start(&town.db, &["serve", "--no-worker"], &[]).await;
    (town, served)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ends_later_is_recorded_later() {
    let (town, served) = begun().await;
    let asker = served.asker();
    // A deadline may lie between the two beginnings and the two ends.
    let meanwhile = async {
        let quick = Slow { asker, key: "quick", amount: 30_000 };
        assert_eq!(quick.buys(Who::Budi, std::future::ready(())).await, 201);
    };
    let slow = Slow { asker, key: "slow", amount: 40_000 };
    assert_eq!(slow.buys(Who::Sari, meanwhile).await, 201);
    let mut purchases = town.purchases().await;
    purchases.sort_by_key(|purchase| purchase.row.recorded_at);
    let owners: Vec<_> = purchases.iter().map(|purchase| purchase.row.employee_id).collect();
    assert_eq!(owners, [town.people[&Who::Budi], town.people[&Who::Sari]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_key_is_revoked_meanwhile_records_nothing() {
    let (town, served) = begun().await;
    let asker = served.asker();
    let revoked = async {
        let line = "DELETE /api/v1/tokens/current";
        let ended = asker.ask(Call { who: Who::Sari, line, ..Call::default() }).await;
        assert!(ended.is_some_and(|(status, _)| status == 204));
    };
    let slow = Slow { asker, key: "revoked", amount: 40_000 };
    assert_eq!(slow.buys(Who::Sari, revoked).await, 401);
    assert_eq!(town.purchases().await.len(), 0);
}

/// Sends all of a body of the largest size but its last byte, and waits.
async fn unfinished(asker: Asker, from: u8, number: usize) -> TcpStream {
    let body = vec![b' '; 1 << 20];
    let (line, headers) = ("POST /api/v1/purchases", format!("Idempotency-Key: held-{number}\r\n"));
    let call =
        Call { who: Who::Sari, line, headers: &headers, body: &body, from, ..Call::default() };
    let mut client = asker.connect(from).await.unwrap();
    let request = asker.request(&call);
    client.write_all(&request[..request.len() - 1]).await.unwrap();
    client
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_for_which_there_is_no_room_are_asked_to_come_again() {
    let (_town, served) = begun().await;
    let asker = served.asker();
    let mut held = Vec::new();
    // More than the 32 MiB that one client may hold: some of these are answered before they end.
    for number in 0..36 {
        held.push(unfinished(asker, 7, number).await);
    }
    let small =
        |from| Call { who: Who::Budi, line: "POST /api/v1/purchases", from, ..Call::default() };
    let mut answered = Vec::new();
    for client in &mut held {
        let mut answer = vec![0; 4096];
        let waited = Duration::from_millis(100);
        if let Ok(Ok(read)) = timeout(waited, client.read(&mut answer)).await {
            answered.push(String::from_utf8_lossy(&answer[..read]).into_owned());
        }
    }
    assert!((4..=8).contains(&answered.len()), "{answered:?}");
    for answer in &answered {
        assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
        assert!(answer.to_lowercase().contains("\r\nretry-after: "), "{answer}");
    }
    let (status, _) = asker.ask(small(9)).await.unwrap();
    assert_eq!(status, 422, "somebody elsewhere is judged by what they send");
    drop(held);
    for _ in 0..100 {
        if asker.ask(small(7)).await.is_some_and(|(status, _)| status == 422) {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("what was held is not given back");
}
