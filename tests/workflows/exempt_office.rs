use super::{District, invalid, now};
use crate::support::database::Database;
use crate::{assert_refused, on_both_databases};
use pekan::rules::calendar::ExemptionState;
use pekan::rules::{Sight, exemption_draft};
use pekan::store::exemptions::{self, Search};
use pekan::workflows::exemptions::exempt_office::{Draft, Report, exempt};
use pekan::workflows::{self, Warrant};

fn draft(office: &str, below: bool) -> Draft {
    let days = exemption_draft::Draft {
        from: "2026-11-16".into(),
        to: "2026-11-20".into(),
        reason: "other".into(),
    };
    Draft { office: office.into(), below, days }
}

/// `number from-to` of everybody who is exempted.
fn people(report: &Report) -> Vec<String> {
    let people = report.people.iter();
    people
        .map(|one| format!("{} {}–{}", one.number, one.from.format("%d"), one.to.format("%d")))
        .collect()
}

async fn exempted(d: &District) -> usize {
    let (day, approved) =
        (now().date_naive(), Search { state: Some(ExemptionState::Approved), ..Search::default() });
    let count =
        exemptions::count(d.store.reader(), &Sight::of_everyone(day), &approved).await.unwrap();
    usize::try_from(count).unwrap()
}

on_both_databases!(
    everybody_of_an_office_is_exempted_once,
    who_is_there_for_a_part_is_exempt_for_that_part,
    only_administrators_and_only_what_can_be
);

async fn everybody_of_an_office_is_exempted_once(db: Database) {
    let d = District::build(&db).await;
    for (number, office) in [("1", "DKP"), ("2", "DKP-UPT"), ("3", "TEMPEH")] {
        d.hire(number, office).await;
    }
    let run = async |office, below, dry| {
        exempt(&d.store, &d.dewi, draft(office, below), dry).await.unwrap()
    };
    assert_eq!(people(&run("DKP", false, true).await), ["1 16–20"]);
    assert_eq!(people(&run("DKP", true, true).await), ["1 16–20", "2 16–20"]);
    assert_eq!(exempted(&d).await, 0, "a dry run writes nothing");

    assert_eq!(people(&run("DKP", false, false).await), ["1 16–20"]);
    assert_eq!(d.audited().await[0], "office.exempt");
    // Who is exempt already gets nothing twice, and Dewi nothing from herself.
    let everywhere = run("LMJ", true, false).await;
    assert_eq!(
        (people(&everywhere), everywhere.covered, everywhere.oneself),
        (vec!["2 16–20".to_owned(), "3 16–20".to_owned()], 1, true)
    );
    assert_eq!(exempted(&d).await, 3);
    let again = run("LMJ", true, false).await;
    assert_eq!((again.people.len(), again.covered), (0, 3));
    assert_eq!(d.audited().await.iter().filter(|action| *action == "office.exempt").count(), 2);
}

async fn who_is_there_for_a_part_is_exempt_for_that_part(db: Database) {
    let d = District::build(&db).await;
    for (number, office) in [("comes", "TEMPEH"), ("goes", "DKP"), ("stays", "DKP")] {
        d.hire(number, office).await;
    }
    for (number, office, from) in [
        ("comes", "DKP", "2026-11-18"),
        ("goes", "TEMPEH", "2026-11-19"),
        ("stays", "DKP-UPT", "2026-11-18"),
    ] {
        let place = pekan::rules::place_draft::PlaceDraft {
            office: Some(office.into()),
            from: from.into(),
            ..Default::default()
        };
        workflows::employees::place(&d.store, &d.dewi, number, place).await.unwrap();
    }
    let report = exempt(&d.store, &d.dewi, draft("DKP", true), false).await.unwrap();
    assert_eq!(people(&report), ["comes 18–20", "goes 16–18", "stays 16–20"]);
}

async fn only_administrators_and_only_what_can_be(db: Database) {
    let d = District::build(&db).await;
    d.hire("rina", "DKP").await;
    d.appoint("rina", "reviewer", Some("DKP")).await;
    let rina = d.by("rina").await;
    assert_refused!(exempt(&d.store, &rina, draft("DKP", true), true).await, Forbidden);
    assert_refused!(
        exempt(&d.store, &Warrant::system(now()), draft("DKP", true), true).await,
        Forbidden
    );
    let mut broken = draft("NONE", true);
    broken.days.to = "2026-11-01".into();
    let both = ["office: office-unknown", "to: ends-before-start"];
    assert_eq!(invalid(exempt(&d.store, &d.dewi, broken.clone(), true).await), both);
    assert_eq!(invalid(exempt(&d.store, &d.dewi, broken, false).await), both);
    let nowhere = exempt(&d.store, &d.dewi, draft(" ", true), true).await;
    assert_eq!(invalid(nowhere), ["office: missing"]);
    assert_eq!(
        (exempted(&d).await, d.audited().await.contains(&"office.exempt".into())),
        (0, false)
    );
}
