//! What people buy in the first week: they record it themselves, or the operator does for them.

use std::collections::HashMap;

use super::slips::{COME_IN, Slips, open, refused};
use super::{Begun, PRINTED};
use crate::support::browser::Browser;
use crate::support::staff::OFFICES;
use crate::support::town::{PASSWORD, Town};

/// Rupiah by number, as the test adds them up.
pub type Bought = HashMap<String, i64>;

/// Records a purchase on the form that a browser has been led to.
async fn record(
    browser: &mut Browser<'_>,
    form: &str,
    on: &str,
    rupiah: i64,
    bought: &mut Bought,
    number: &str,
) {
    let page = browser.page(form).await;
    let amount = rupiah.to_string();
    let fields = [
        ("amount", amount.as_str()),
        ("seller", "new"),
        ("seller.name", "Warung Bu Sri"),
        ("seller.district", "Contoh"),
        ("purchased_on", on),
        ("evidence", "no_receipt"),
    ];
    browser.submit(&page, "/belanja", &fields).await.is(303);
    *bought.entry(number.to_owned()).or_default() += rupiah;
}

/// Some come in by their slips and record what they bought; the operator does so for others.
pub async fn on_thursday(town: &Town, begun: &Begun, slips: &Slips) -> Bought {
    let mut bought = Bought::new();
    let office: Vec<_> = begun.of_office(PRINTED).collect();
    let operator = office[1];
    refused(&town.client, slips, &office[2].number, &office[3].number).await;
    for (at, person) in office.iter().enumerate().skip(2).take(COME_IN) {
        let mut browser = open(&town.client, slips, &person.number).await;
        let first = 37_500 + 1_234 * i64::try_from(at).unwrap();
        record(&mut browser, "/belanja/baru", "2026-11-24", first, &mut bought, &person.number)
            .await;
        if at % 2 == 0 {
            record(
                &mut browser,
                "/belanja/baru",
                "2026-11-26",
                61_250,
                &mut bought,
                &person.number,
            )
            .await;
        }
    }
    begun.step("accounts opened by slips");
    let mut browser = open(&town.client, slips, &operator.number).await;
    for (at, person) in office.iter().enumerate().skip(2 + COME_IN).take(24) {
        let found = browser.page(&format!("/catat-untuk?cari={}", person.number)).await;
        let segment = town.segment_of(&person.number).await;
        let form = format!("/belanja/baru?untuk={segment}");
        assert!(found.contains(&form), "{form}: {found}");
        let rupiah = 80_000 + 3_333 * i64::try_from(at % 11).unwrap();
        record(&mut browser, &form, "2026-11-25", rupiah, &mut bought, &person.number).await;
    }
    // Nobody of another office is found by them.
    let elsewhere = &begun.people[PRINTED + 1 + OFFICES].number;
    let found = browser.page(&format!("/catat-untuk?cari={elsewhere}")).await;
    assert!(!found.contains("/belanja/baru?untuk="), "{found}");
    begun.step("purchases of Thursday");
    bought
}

/// Before the deadline one of them records what is missing of the week, and a purchase of the next.
pub async fn before_the_deadline(town: &Town, begun: &Begun, mut bought: Bought) -> Bought {
    let person = begun.of_office(PRINTED).nth(3).unwrap();
    let mut browser = Browser::signed_in(&town.client, &person.number, PASSWORD).await;
    record(&mut browser, "/belanja/baru", "2026-11-29", 70_000, &mut bought, &person.number).await;
    let mut next_week = Bought::new();
    record(&mut browser, "/belanja/baru", "2026-11-30", 45_000, &mut next_week, &person.number)
        .await;
    // They are well in: whoever bought enough is told so.
    let page = browser.page("/").await;
    assert!(page.contains("Rp45.000"), "{page}");
    bought
}
