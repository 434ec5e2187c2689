use pekan::rules::Placement;
use pekan::rules::employee::Change;
use pekan::rules::place_draft::PlaceDraft;
use pekan::store::{employees, placements, roles};
use pekan::text::Language;
use pekan::workflows;

use super::{DEWI, District, conflict, invalid, person, told};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};

const SARI: &str = "199003122015022001";

pub async fn career(d: &District, number: &str) -> Vec<Placement> {
    placements::of(d.store.reader(), d.id(number).await).await.unwrap()
}

pub fn to(office: &str, from: &str) -> PlaceDraft {
    PlaceDraft { office: Some(office.into()), from: from.into(), ..Default::default() }
}

on_both_databases!(
    a_person_is_added_with_a_placement,
    numbers_are_one_persons_and_addresses_may_be_several,
    of_two_at_the_same_moment_one_is_added,
    every_fault_of_a_person_is_told,
    a_person_is_edited,
    a_transfer_leaves_neither_gap_nor_overlap,
    who_leaves_may_come_back
);

async fn a_person_is_added_with_a_placement(db: Database) {
    let d = District::build(&db).await;
    let mut draft = person(SARI, "DKP");
    draft.place.position_level = Some("Eselon IV".into());
    let added = workflows::employees::add(&d.store, &d.dewi, draft).await.unwrap();
    assert_eq!((added.number.as_str(), added.warnings.len()), (SARI, 0));
    let sari = employees::by_number(d.store.reader(), SARI).await.unwrap().unwrap();
    assert_eq!(sari.email, Some(format!("p{SARI}@example.go.id")));
    assert_eq!(sari.password_hash, None);
    let place = &career(&d, SARI).await[0];
    assert_eq!((place.position_level.as_str(), place.to), ("echelon_4", None));

    // A number that is no NIP is accepted, and named.
    let local =
        workflows::employees::add(&d.store, &d.dewi, person("HONORER-7", "DKP")).await.unwrap();
    assert_eq!(local.warnings.iter().map(told).collect::<Vec<_>>(), ["number: nip-not-18-digits"]);
}

async fn numbers_are_one_persons_and_addresses_may_be_several(db: Database) {
    let d = District::build(&db).await;
    d.hire(SARI, "DKP").await;
    let add = |draft| workflows::employees::add(&d.store, &d.dewi, draft);
    assert_eq!(conflict(add(person(SARI, "DKP")).await), "number: number-taken");
    let mut other = person("2", "DKP");
    other.email = format!("p{SARI}@EXAMPLE.go.id");
    add(other.clone()).await.unwrap();
    let change = Change { email: Some(other.email), ..Change::default() };
    let (dewi, _) = workflows::employees::edit(&d.store, &d.dewi, DEWI, change).await.unwrap();
    assert_eq!(dewi.email, Some(format!("p{SARI}@example.go.id")));
    let none = Change { email: Some(" ".into()), ..Change::default() };
    let (dewi, _) = workflows::employees::edit(&d.store, &d.dewi, DEWI, none).await.unwrap();
    assert_eq!(dewi.email, None);
}

async fn of_two_at_the_same_moment_one_is_added(db: Database) {
    let d = District::build(&db).await;
    let adding = (0..8).map(|_| workflows::employees::add(&d.store, &d.dewi, person(SARI, "DKP")));
    let outcomes = futures::future::join_all(adding).await;
    let (added, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    assert_eq!((added.len(), refused.len()), (1, 7));
    for outcome in refused {
        assert_eq!(conflict(outcome), "number: number-taken");
    }
}

async fn every_fault_of_a_person_is_told(db: Database) {
    let d = District::build(&db).await;
    let mut draft = person("1.98503E+17", "NOWHERE");
    draft.name = " ".into();
    draft.email = "sari".into();
    draft.phone = Some("x".into());
    draft.place.employment_type = Some("relawan".into());
    draft.place.from = "2026-02-30".into();
    assert_eq!(
        invalid(workflows::employees::add(&d.store, &d.dewi, draft).await),
        [
            "email: email-unusable",
            "employment_type: unknown-choice",
            "from: not-a-date",
            "name: missing",
            "number: number-scientific",
            "office: office-unknown",
            "phone: phone-unusable",
        ]
    );
    d.hire(SARI, "DKP").await;
    let sari = d.by(SARI).await;
    assert_refused!(
        workflows::employees::add(&d.store, &sari, person("8", "DKP")).await,
        Forbidden
    );
    assert_refused!(
        workflows::employees::edit(&d.store, &sari, SARI, Change::default()).await,
        Forbidden
    );
}

async fn a_person_is_edited(db: Database) {
    let d = District::build(&db).await;
    let id = d.hire(SARI, "DKP").await;
    let change = Change {
        number: Some("7".into()),
        name: Some("Sari Utami".into()),
        phone: Some("0812-345".into()),
        language: Some("en".into()),
        ..Change::default()
    };
    let (after, warnings) =
        workflows::employees::edit(&d.store, &d.dewi, SARI, change).await.unwrap();
    assert_eq!(
        (after.id, after.phone.as_deref(), after.language.map(Language::name)),
        (id, Some("0812345"), Some("en"))
    );
    assert_eq!(warnings.len(), 1);
    assert_eq!(d.audited().await[0], "employee.edit");
    let clear =
        Change { phone: Some(String::new()), language: Some(String::new()), ..Change::default() };
    let (after, _) = workflows::employees::edit(&d.store, &d.dewi, "7", clear).await.unwrap();
    assert_eq!((after.phone, after.language, after.name.as_str()), (None, None, "Sari Utami"));
    let broken =
        Change { name: Some(String::new()), language: Some("jv".into()), ..Change::default() };
    assert_eq!(
        invalid(workflows::employees::edit(&d.store, &d.dewi, "7", broken).await),
        ["language: unknown-choice", "name: missing"]
    );
    assert_refused!(
        workflows::employees::edit(&d.store, &d.dewi, SARI, Change::default()).await,
        NotFound
    );
}

async fn a_transfer_leaves_neither_gap_nor_overlap(db: Database) {
    let d = District::build(&db).await;
    d.hire(SARI, "DKP").await;
    workflows::employees::place(&d.store, &d.dewi, SARI, to("TEMPEH", "2026-11-18")).await.unwrap();
    let rows = career(&d, SARI).await;
    assert_eq!(rows[0].to, Some("2026-11-17".parse().unwrap()));
    assert_eq!((rows[1].from.to_string().as_str(), rows[1].to), ("2026-11-18", None));
    // What was left out stays.
    assert_eq!(
        (&rows[1].position_level, rows[1].employment_type),
        (&rows[0].position_level, rows[0].employment_type)
    );

    for early in ["2026-11-18", "2026-11-17", "2023-01-01"] {
        let again = workflows::employees::place(&d.store, &d.dewi, SARI, to("DKP", early)).await;
        assert_eq!(invalid(again), ["from: placement-not-after"], "{early}");
    }
    assert_eq!(career(&d, SARI).await.len(), 2);
    assert_refused!(
        workflows::employees::place(&d.store, &d.dewi, "0", to("DKP", "2026-12-01")).await,
        NotFound
    );
}

async fn who_leaves_may_come_back(db: Database) {
    let d = District::build(&db).await;
    let id = d.hire(SARI, "DKP").await;
    d.appoint(SARI, "head", Some("DKP")).await;
    workflows::employees::depart(&d.store, &d.dewi, SARI, "2026-11-30").await.unwrap();
    let last_day = "2026-11-30".parse().unwrap();
    assert_eq!(career(&d, SARI).await[0].to, Some(last_day));
    // A role goes with its holder.
    let after = "2026-12-01".parse().unwrap();
    assert!(!roles::of(d.store.reader(), id, last_day).await.unwrap().is_empty());
    assert!(roles::of(d.store.reader(), id, after).await.unwrap().is_empty());

    let depart = |on: &'static str| workflows::employees::depart(&d.store, &d.dewi, SARI, on);
    assert_eq!(invalid(depart("2026-12-01").await), ["on: not-employed"]);
    assert_eq!(invalid(depart("2023-12-31").await), ["on: placement-not-after"]);
    assert_eq!(invalid(depart("soon").await), ["on: not-a-date"]);
    workflows::employees::place(&d.store, &d.dewi, SARI, to("DKP", "2027-02-01")).await.unwrap();
    assert_eq!(career(&d, SARI).await[0].to, Some(last_day));
    let gone = workflows::employees::depart(&d.store, &d.dewi, DEWI, "2026-11-30").await;
    assert_eq!(conflict(gone), "role: last-administrator");
}
