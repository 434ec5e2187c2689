//! The close, and its figures beside those that the test comes to by itself.

use rocket::http::Header;
use serde_json::{Value, json};

use super::purchases::Bought;
use super::{Begun, PRINTED};
use crate::support::browser::Browser;
use crate::support::district::at;
use crate::support::mail::config;
use crate::support::staff::{OFFICES, Person};
use crate::support::town::{PASSWORD, Town};
use pekan::clock::Clock;
use pekan::files::Storage;
use pekan::mail::Mailer;
use pekan::worker::Worker;

const MINIMUM: i64 = 100_000;

/// The worker looks once what there is to do.
pub async fn look(town: &Town, now: &str) {
    let now = at(now);
    let storage = Storage::open(town.db.dir.path()).unwrap();
    let folder = Mailer::Folder(town.db.dir.path().join("mail"));
    let clock = Clock::starting_at(now);
    let worker = Worker::new(config().into(), town.store.clone(), storage, clock, folder).unwrap();
    worker.tick(now).await;
}

/// The figures of some people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    headcount: u64,
    obliged: u64,
    exempt: u64,
    met: u64,
    short: u64,
    counted: i64,
    shortfall: i64,
}

impl Sum {
    fn add(&mut self, bought: i64, exempt: bool) {
        self.headcount += 1;
        self.counted += bought;
        if exempt {
            self.exempt += 1;
            return;
        }
        self.obliged += 1;
        self.met += u64::from(bought >= MINIMUM);
        self.short += u64::from(bought < MINIMUM);
        self.shortfall += (MINIMUM - bought).max(0);
    }

    fn told(figures: &Value) -> Self {
        let number =
            |name: &str| figures[name].as_u64().unwrap_or_else(|| panic!("{name}: {figures}"));
        let rupiah = |name: &str| i64::try_from(number(name)).unwrap();
        Self {
            headcount: number("headcount"),
            obliged: number("obliged"),
            exempt: number("exempt"),
            met: number("met"),
            short: number("short"),
            counted: rupiah("counted_amount"),
            shortfall: rupiah("shortfall_amount"),
        }
    }
}

/// Whether leave takes all of the week's working days; its Wednesday is a holiday.
fn is_away(person: &Person) -> bool {
    matches!(person.leave(), Some(("Cuti Tahunan" | "Cuti Besar", ..)))
}

async fn ask(town: &Town, token: &str, path: &str) -> Value {
    let request = town.client.get(format!("/api/v1{path}"));
    let reply = request.header(Header::new("Authorization", format!("Bearer {token}")));
    let response = reply.dispatch().await;
    assert_eq!(response.status().code, 200, "{path}");
    serde_json::from_slice(&response.into_bytes().await.unwrap()).unwrap()
}

pub async fn compare(town: &Town, begun: &Begun, bought: &Bought) {
    let mut offices = [Sum::default(); OFFICES];
    for person in &begun.people {
        let rupiah = bought.get(&person.number).copied().unwrap_or_default();
        offices[person.office].add(rupiah, is_away(person));
    }
    let login = json!({ "login": "rina", "password": PASSWORD, "name": "angka" });
    let made = town
        .api(crate::support::town::Who::Nobody, rocket::http::Method::Post, "/tokens", Some(login))
        .await;
    let token = made.is(201).json()["token"].as_str().unwrap().to_owned();
    let root = ask(town, &token, "/offices/CTH/compliance?period=2026-W48").await;
    assert_eq!((&root["period_state"], &root["amendment"]), (&json!("closed"), &Value::Null));
    // The administrator belongs to the institution itself, and bought nothing.
    let mut whole = Sum::default();
    whole.add(0, false);
    for (office, sum) in offices.iter().enumerate() {
        let children = root["children"].as_array().unwrap();
        let told = children.iter().find(|child| child["office"] == begun.offices[office]).unwrap();
        assert_eq!(Sum::told(told), *sum, "{told}");
        whole = Sum {
            headcount: whole.headcount + sum.headcount,
            obliged: whole.obliged + sum.obliged,
            exempt: whole.exempt + sum.exempt,
            met: whole.met + sum.met,
            short: whole.short + sum.short,
            counted: whole.counted + sum.counted,
            shortfall: whole.shortfall + sum.shortfall,
        };
    }
    assert_eq!(Sum::told(&root), whole);
    assert!(whole.met > 5 && whole.short > 100 && whole.exempt > 20, "{whole:?}");
    people(town, begun, bought, &token).await;
    page(town, begun, &offices[PRINTED]).await;
}

/// Everybody of the office by name, to the rupiah.
async fn people(town: &Town, begun: &Begun, bought: &Bought, token: &str) {
    let code = &begun.offices[PRINTED];
    let path = format!("/offices/{code}/compliance?period=2026-W48&employees=true");
    let told = ask(town, token, &path).await;
    let told = told["employees"].as_array().unwrap();
    assert_eq!(told.len(), begun.of_office(PRINTED).count());
    for person in begun.of_office(PRINTED) {
        let one = told.iter().find(|one| one["number"] == person.number).unwrap();
        let rupiah = bought.get(&person.number).copied().unwrap_or_default();
        let status = match rupiah {
            _ if is_away(person) => "exempt",
            MINIMUM.. => "met",
            _ => "short",
        };
        assert_eq!((&one["counted"], &one["status"]), (&json!(rupiah), &json!(status)), "{one}");
    }
}

/// The head reads the same on the page of the office.
async fn page(town: &Town, begun: &Begun, sum: &Sum) {
    let mut browser = Browser::signed_in(&town.client, "rina", PASSWORD).await;
    let page = browser.page(&format!("/unit/{}?periode=2026-W48", begun.offices[PRINTED])).await;
    let said = format!("{} dari {}", sum.met, sum.obliged);
    assert!(page.contains(&said), "{said}: {page}");
}
