//! A district of 8,000 people begins with the files that it has: a list in the shape of the national
//! staff system, the ranked list of an office, a list of leave. All of it goes through the pages, as an
//! administrator, an operator and employees use them; the figures of the first closed week are those
//! that the test has added up beside it. `PEKAN_MONDAY_PEOPLE` makes it another number of people.

mod figures;
mod files;
mod purchases;
mod slips;

use std::time::Instant;

use crate::support::browser::Browser;
use crate::support::database::Database;
use crate::support::forms::form;
use crate::support::staff::{self, Person};
use crate::support::town::Town;

/// A Friday: the policy begins on the Monday after it.
const SET_UP: &str = "2026-11-20T08:00:00+07:00";
/// Thursday of its first week.
const THURSDAY: &str = "2026-11-26T10:00:00+07:00";
/// The Tuesday after, a day before the deadline.
const TUESDAY: &str = "2026-12-01T10:00:00+07:00";
/// Right after the deadline.
const CLOSED: &str = "2026-12-03T00:05:00+07:00";

/// The office whose slips are printed.
const PRINTED: usize = 0;

struct Begun {
    people: Vec<Person>,
    /// The code of each of the offices right below the institution.
    offices: Vec<String>,
    started: Instant,
}

impl Begun {
    /// Says how long it has taken so far, for whoever runs it with `--no-capture`.
    fn step(&self, what: &str) {
        println!("{:>7.2?}  {what}", self.started.elapsed());
    }

    fn of_office(&self, office: usize) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.office == office)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_district_begins_with_its_own_files_and_closes_its_first_week() {
    let count = std::env::var("PEKAN_MONDAY_PEOPLE").map_or(8_000, |count| count.parse().unwrap());
    let (people, started) = (staff::people(count), Instant::now());
    let town = Town::empty(Database::sqlite()).await.at(SET_UP).await;
    figures::look(&town, SET_UP).await;
    let mut begun = Begun { people, offices: Vec::new(), started };
    {
        let mut browser = Browser::install(&town).await;
        begun.step("set up");
        begun.offices = files::units(&mut browser, &begun).await;
        policy(&mut browser).await;
        files::people(&mut browser, &begun).await;
        files::ranked_list(&mut browser, &begun).await;
        holidays(&mut browser).await;
        files::leave(&mut browser, &begun).await;
        roles(&town, &mut browser, &begun).await;
    }
    let town = town.at(THURSDAY).await;
    let slips = slips::print(&town, &begun).await;
    let bought = purchases::on_thursday(&town, &begun, &slips).await;
    let town = town.at(TUESDAY).await;
    figures::look(&town, TUESDAY).await; // a worker that rested for longer would not believe its clock
    let bought = purchases::before_the_deadline(&town, &begun, bought).await;
    figures::look(&town, CLOSED).await;
    begun.step("closed");
    let town = town.at(CLOSED).await;
    figures::compare(&town, &begun, &bought).await;
    begun.step("compared");
}

/// Everybody owes Rp100.000 a week from the next Monday on: a preset as it is proposed.
async fn policy(browser: &mut Browser<'_>) {
    let page = browser.page("/admin/kebijakan/baru?contoh=lumajang").await;
    let basis = [("legal_basis", "SE Bupati Contoh 500/1/2026"), ("office", "CTH")];
    let fields = form(&page, "/admin/kebijakan").with(&basis);
    assert_eq!(
        (fields.get("effective_from"), fields.get("minimum_amount")),
        ("2026-11-23", "100.000")
    );
    browser.upload("/admin/kebijakan", &fields, &[]).await.is(303);
}

/// Those of the year, and a day of the district's own.
async fn holidays(browser: &mut Browser<'_>) {
    let page = browser.page("/admin/libur?tahun=2026").await;
    browser.submit(&page, "/admin/libur/bawaan", &[]).await.is(303);
    let page = browser.page("/admin/libur?tahun=2026").await;
    let own = [("date", "2026-11-25"), ("name", "Hari Jadi Kabupaten Contoh")];
    browser.submit(&page, "/admin/libur", &own).await.is(303);
}

/// Each office and the institution get a head, and one of them an operator.
async fn roles(town: &Town, browser: &mut Browser<'_>, begun: &Begun) {
    let heads = begun.people.iter().filter(|person| person.is_head());
    let heads = heads.map(|person| (person, "head"));
    let operator = begun.of_office(PRINTED).nth(1).map(|person| (person, "operator"));
    for (person, role) in heads.chain(operator) {
        let path = format!("/admin/pegawai/{}", town.segment_of(&person.number).await);
        let page = browser.page(&path).await;
        let given = [("role_office", begun.offices[person.office].as_str()), ("role", role)];
        browser.submit(&page, &format!("{path}/peran"), &given).await.is(303);
    }
    let path = format!("/admin/pegawai/{}", town.segment_of("rina").await);
    let page = browser.page(&path).await;
    let given = [("role_office", "CTH"), ("role", "head")];
    browser.submit(&page, &format!("{path}/peran"), &given).await.is(303);
    let step = browser.page("/admin/persiapan/7").await;
    assert!(step.contains("Setiap unit kerja sudah punya kepala"), "{step}");
    begun.step("heads and an operator");
}
