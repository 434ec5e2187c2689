//! What a table of people and periods says of somebody is what reports say of them.

use pekan::rules::{Glance, Period, Status};
use pekan::standing::assess;
use pekan::standing::glance::Glances;

use super::{CLOSE, LATER, close, week};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};

on_both_databases!(a_glance_is_what_reports_say, of_years_that_are_closed_no_purchases_are_read);

fn glance(status: Status, counted: i64, minimum: Option<i64>) -> Glance {
    Glance { status, counted, minimum }
}

async fn a_glance_is_what_reports_say(db: Database) {
    let d = District::new(&db).await;
    let met = d.employee("Met", d.health).await;
    let short = d.employee("Short", d.senduro).await;
    for week in ["2026-11-11", "2026-11-18", "2026-11-25"] {
        d.purchase(met, week, 120_000).await;
    }
    d.purchase(short, "2026-11-18", 65_000).await;
    for label in ["2026-W46", "2026-W47"] {
        close(&d, label, CLOSE).await;
    }
    // Whom no report of a closed week counts may have bought in it.
    let new = d.employee("New", d.health).await;
    d.purchase(new, "2026-11-18", 40_000).await;

    let periods: Vec<Period> = ["2026-W46", "2026-W47", "2026-W48"].map(week).to_vec();
    let rulebook = d.store.rulebook().await.unwrap();
    let (db, now, ids) = (d.store.reader(), at(LATER), [met, short, new]);
    let found = Glances::of_people(db, &rulebook, &ids, &periods, now).await.unwrap();
    let mut people = assess::people(db, &ids, &periods).await.unwrap();
    assess::load_closed_results(db, &rulebook, &mut people, &periods).await.unwrap();
    for person in &people {
        for period in &periods {
            let said = person.assess(&rulebook, period, now).glance();
            let seen = found.of(person.id).unwrap().in_period(period);
            assert_eq!(seen, said, "{} {}", person.id, period.label());
        }
    }
    let of = |who, at: usize| found.of(who).unwrap().in_period(&periods[at]);
    let asked = Some(100_000);
    assert_eq!([0, 1, 2].map(|at| of(met, at)), [glance(Status::Met, 120_000, asked); 3]);
    assert_eq!(of(short, 1), glance(Status::Short, 65_000, asked));
    assert_eq!(of(short, 2), glance(Status::Open, 0, asked));
    assert_eq!(of(new, 0), glance(Status::NotObliged, 0, None));
    assert_eq!(of(new, 1), glance(Status::NotObliged, 40_000, None));
    assert_eq!(of(new, 2), glance(Status::Open, 0, asked));
}

async fn of_years_that_are_closed_no_purchases_are_read(db: Database) {
    let d = District::new(&db).await;
    let met = d.employee("Met", d.health).await;
    d.purchase(met, "2026-11-18", 120_000).await;
    close(&d, "2026-W47", CLOSE).await;
    // A total that nobody reads could say anything.
    let changed = "UPDATE period_totals SET purchases = 'unreadable' WHERE start_on = '2026-11-16'";
    crate::support::execute(&d.store, changed).await;
    let rulebook = d.store.rulebook().await.unwrap();
    let closed = [week("2026-W47")];
    for periods in [&closed[..], &[closed[0], closed[0].next()]] {
        let (db, now) = (d.store.reader(), at(LATER));
        let found = Glances::of_people(db, &rulebook, &[met], periods, now).await.unwrap();
        let seen = found.of(met).unwrap().in_period(&closed[0]);
        assert_eq!(seen, glance(Status::Met, 120_000, Some(100_000)));
    }
}
