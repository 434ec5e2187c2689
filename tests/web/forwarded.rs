//! Whose requests are counted together behind a proxy of ours: those of the client that the proxy names.

use pekan::app;
use pekan::clock::Clock;
use pekan::config::Config;
use pekan::files::Storage;
use rocket::http::{ContentType, Header};
use rocket::local::asynchronous::Client;

use crate::support::database::Database;
use crate::support::mail::config;
use crate::support::town::Who::Nobody;
use crate::support::town::{NOW, Town, cookie};

/// Letters that one client may ask for in a while.
const LETTERS: usize = 20;

async fn behind_a_proxy() -> (Client, Town) {
    let town = Town::build(Database::sqlite()).await;
    let config = Config {
        data_dir: town.db.dir.path().into(),
        base_url: "http://127.0.0.1:8000".parse().unwrap(),
        trusted_proxies: vec!["127.0.0.1/32".parse().unwrap(), "10.0.0.0/8".parse().unwrap()],
        ..config()
    };
    let storage = Storage::open(town.db.dir.path()).unwrap();
    let figment = app::figment().merge(("log_level", "off"));
    let clock = Clock::At(NOW.parse().unwrap());
    let rocket = app::build(figment, config, town.store.clone(), storage, clock).unwrap();
    (Client::untracked(rocket).await.unwrap(), town)
}

/// How many of 30 letters were taken that came with these lines of `X-Forwarded-For`.
async fn taken(client: &Client, forwarded: impl Fn(usize) -> String) -> usize {
    let mut taken = 0;
    for number in 0..30 {
        let body = format!("csrf={}&login=orang-{number}", Nobody.csrf());
        let request = client.post("/lupa-sandi").cookie(cookie(Nobody)).header(ContentType::Form);
        let request = request.remote("127.0.0.1:4000".parse().unwrap());
        let request = request.header(Header::new("Host", "127.0.0.1:8000"));
        let request = request.header(Header::new("X-Forwarded-For", forwarded(number)));
        taken += usize::from(request.body(body).dispatch().await.status().code == 303);
    }
    taken
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_client_writes_itself_makes_nobody_else_of_it() {
    let lines: [fn(usize) -> String; 5] = [
        // The proxy appends: what stands before it was written by the client.
        |n| format!("198.51.100.{n}, 203.0.113.1"),
        |n| format!("198.51.100.{n}, 203.0.113.2:{}", 5000 + n),
        // Behind what cannot be read stands nobody: it is the proxy's own.
        |n| format!("198.51.100.{n}, unknown"),
        // Two proxies of ours, the second in another network.
        |n| format!("198.51.100.{n}, 203.0.113.3, 10.1.2.3"),
        // Somebody with a network of IPv6 has as many addresses as they like.
        |n| format!("2001:db8:7:7::{n:x}"),
    ];
    for (number, line) in lines.iter().enumerate() {
        let (client, _town) = behind_a_proxy().await;
        let taken = taken(&client, line).await;
        // One more every three seconds.
        assert!((LETTERS..LETTERS + 8).contains(&taken), "{number}: {taken} with {}", line(1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_of_one_proxy_are_counted_apart() {
    let (client, _town) = behind_a_proxy().await;
    assert_eq!(taken(&client, |n| format!("198.51.100.{n}")).await, 30);
    assert_eq!(taken(&client, |n| format!("2001:db8:{n:x}::1")).await, 30);
}
