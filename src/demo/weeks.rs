//! The purchases of the weeks, with the totals that follow from them.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::district::{District, Person};
use super::events;
use super::rng::Rng;
use super::{DemoError, Plan, Progress};
use crate::rules::channel::BuiltIn;
use crate::rules::purchase::{Funding, State};
use crate::rules::seller_confirmation::SellerAnswer;
use crate::rules::{Bought, ExemptionReason, Period, PurchaseId, SellerId, Tally, Zone, purchase};
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::facts::lock_for_fact_change;
use crate::store::purchases::{self, PurchaseRow};
use crate::store::{Txn, totals};

const SEED: u64 = 47;
/// People whose purchases are written together, and rows in one statement.
const PEOPLE: usize = 40;
const ROWS: usize = 500;

pub async fn record_weeks(
    txn: &Txn,
    district: &District,
    plan: Plan,
    now: DateTime<Utc>,
    progress: &Progress,
) -> Result<(), DemoError> {
    let mut rng = Rng::new(SEED);
    let weeks = Period::week_of(Zone::Wib.date(now)).last(plan.weeks);
    for (number, group) in district.people.chunks(PEOPLE).enumerate() {
        let mut rows = Vec::new();
        let mut sums = Vec::new();
        let mut leave = Vec::new();
        for person in group {
            let own = if person.id == district.featured {
                featured_week(&mut rng, district, person, &weeks, now)
            } else {
                weeks.iter().flat_map(|w| week(&mut rng, district, person, w, now)).collect()
            };
            sums.extend(
                tallies(&own, &district.classes)
                    .into_iter()
                    .map(|(period, sum)| (person.id, period, sum)),
            );
            rows.extend(own);
            leave.extend(person.leave.iter().map(|e| leave_row(district, person, e, now)));
        }
        let facts = lock_for_fact_change(txn).await?;
        for row in leave {
            exemptions::insert(&facts, row).await?;
        }
        for rows in rows.chunks(ROWS) {
            purchases::insert_many(&facts, rows.to_vec()).await?;
        }
        for sums in sums.chunks(ROWS) {
            totals::insert_many(txn, sums).await?;
        }
        progress(number * PEOPLE + group.len(), district.people.len() + plan.photos);
    }
    Ok(())
}

fn leave_row(
    district: &District,
    person: &Person,
    leave: &crate::rules::Exemption,
    now: DateTime<Utc>,
) -> ExemptionRow {
    let (days, reason) = ((leave.from, leave.to), ExemptionReason::AnnualLeave);
    let asked = ExemptionRow::requested(person.id, days, reason, person.id, now);
    if person.id == district.administrator {
        asked
    } else {
        asked.approved(district.administrator, now)
    }
}

fn week(
    rng: &mut Rng,
    district: &District,
    person: &Person,
    week: &Period,
    now: DateTime<Utc>,
) -> Vec<PurchaseRow> {
    let away = person.leave.iter().any(|leave| leave.from <= week.start && week.end <= leave.to);
    let amounts = if away { Vec::new() } else { person.habit.week(rng) };
    let mut rows = Vec::new();
    for amount in amounts {
        // Pay day is far, Friday is near: half of it is bought towards the weekend.
        let day = week.start + Days::new([0, 1, 2, 3, 4, 4, 4, 5, 6][rng.index(9)]);
        let minutes = rng.between(7 * 60, 20 * 60);
        let late = rng.percent(2);
        let delay = if late { rng.between(8, 20) } else { i64::from(rng.percent(15)) };
        rows.extend(purchase(rng, district, person, day, amount, (minutes, delay), now));
    }
    rows
}

/// The employee whose login is shown has bought twice this week, and Rp35.000 is missing.
fn featured_week(
    rng: &mut Rng,
    district: &District,
    person: &Person,
    weeks: &[Period],
    now: DateTime<Utc>,
) -> Vec<PurchaseRow> {
    let (current, earlier) = weeks.split_last().expect("a plan has at least one week");
    let mut rows: Vec<_> =
        earlier.iter().flat_map(|w| week(rng, district, person, w, now)).collect();
    let today = Zone::Wib.date(now);
    for (days, amount) in [(1, 25_000), (2, 40_000)] {
        let day = (current.start + Days::new(days)).min(today);
        let early = 60; // one in the morning: also when the demonstration starts at breakfast
        rows.extend(purchase(rng, district, person, day, amount, (early, 0), now));
    }
    rows
}

/// One purchase, unless its time has not come yet. `recorded` are minutes of the day and days after.
fn purchase(
    rng: &mut Rng,
    district: &District,
    person: &Person,
    day: NaiveDate,
    amount: i64,
    recorded: (i64, i64),
    now: DateTime<Utc>,
) -> Option<PurchaseRow> {
    let (minutes, delay) = recorded;
    let recorded_at = Zone::Wib.instant(day.and_time(NaiveTime::MIN))
        + TimeDelta::minutes(minutes)
        + TimeDelta::days(delay);
    if recorded_at > now {
        return None;
    }
    let old = now - recorded_at > TimeDelta::days(10);
    let own = person.id == district.administrator;
    let (state, reason) = match rng.between(0, 199) {
        0..=2 if old && !own => (State::Rejected, Some("Struk tidak terbaca")),
        3..=4 if old => (State::Voided, Some("Tercatat dua kali")),
        5..=64 if old && !own => (State::Verified, None),
        _ => (State::Recorded, None),
    };
    let shop = if rng.percent(80) {
        person.habit.favourites[rng.index(3)] % district.sellers.len()
    } else {
        rng.index(district.sellers.len())
    };
    let (channel, event_id) = events::way(rng.between(0, 99), day, &district.events);
    let shop = if channel == BuiltIn::SalePoint.into() { shop % events::MAKERS } else { shop };
    let ordered = channel == BuiltIn::Marketplace.into();
    let decided = state != State::Recorded;
    let decider = if state == State::Voided { person.id } else { district.administrator };
    Some(PurchaseRow {
        id: PurchaseId::NONE,
        employee_id: person.id,
        recorded_by: person.id,
        purchased_on: day,
        amount,
        receipt_amount: None,
        seller_id: district.sellers[shop].0,
        order_number: ordered.then(|| format!("INV/{}", recorded_at.timestamp())),
        channel,
        event_id,
        description: None,
        funding: Funding::Personal,
        no_receipt: false,
        state,
        recorded_at,
        looks_like: None,
        seller_answer: said(shop, amount, old),
        idempotency_key: format!("demo-{:016x}", rng.draw()),
        fingerprint: String::new(),
        decided_by: decided.then_some(decider),
        decided_at: decided.then_some(recorded_at + TimeDelta::days(2)),
        reason: reason.map(str::to_owned),
        version: 1,
        attention: None,
    })
}

/// What the seller has said: one in six sellers answers, and does not know some that was bought lately.
fn said(shop: usize, amount: i64, old: bool) -> Option<SellerAnswer> {
    let denied = !old && amount % 7_000 == 0;
    shop.is_multiple_of(6).then_some(if denied {
        SellerAnswer::Denied
    } else {
        SellerAnswer::Confirmed
    })
}

fn tallies(
    rows: &[PurchaseRow],
    classes: &HashMap<SellerId, Vec<String>>,
) -> BTreeMap<Period, Tally> {
    let mut tallies: BTreeMap<Period, Tally> = BTreeMap::new();
    for row in rows {
        let counts = purchase::counts(row.state, row.funding, false);
        for period in [Period::week_of(row.purchased_on), Period::month_of(row.purchased_on)] {
            let tally = tallies.entry(period).or_default();
            if counts {
                let (on, amount, recorded_at) = (row.purchased_on, row.amount, row.recorded_at);
                let classes = classes.get(&row.seller_id).cloned().unwrap_or_default();
                tally.add(&period, Bought { on, amount, recorded_at, classes });
            }
        }
    }
    tallies
}
