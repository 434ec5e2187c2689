//! My week, or my month where a monthly policy governs.

use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Responder, State, get};
use serde_json::{Value, json};

use crate::rules::declaration::Reason;
use crate::rules::{Assessment, Period, Scope, Status as Standing, Zone};
use crate::standing::assess::{self, Person};
use crate::store::declarations::Declaration;
use crate::store::{declarations, employees, purchases, sellers};
use crate::web::answers::page::{Frame, Page};
use crate::web::guards::viewer::{MaybeSignedIn, SignedIn};
use crate::web::views::explanation::{Explained, sentences};
use crate::web::views::shown;
use crate::web::{Failure, Pekan};

/// More than anybody records in a period.
const MOST_PURCHASES: u64 = 50;
const REPEATABLE: usize = 3;

#[derive(Responder)]
pub enum Home {
    Week(Box<Page>),
    Setup(Redirect),
}

/// Asks the database little: it is the page that everybody opens.
#[get("/")]
pub async fn show(
    signed_in: MaybeSignedIn,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Home, Failure> {
    let Some(me) = signed_in.0 else {
        return if employees::anyone_can_sign_in(pekan.store.reader()).await? {
            Err(Failure::status(Status::Unauthorized))
        } else {
            Ok(Home::Setup(Redirect::to("/siapkan")))
        };
    };
    let kind = assess::kind_for(&me.rulebook, &me.placements, me.today);
    let period = Period::of(kind, me.today);
    let periods = period.last(shown::PERIODS);
    let db = pekan.store.reader();
    let person =
        assess::person(db, &me.rulebook, me.me.id, me.placements.clone(), &periods).await?;
    let search = purchases::Search {
        from: Some(period.start),
        to: Some(period.end),
        employee: Some(me.me.id),
        limit: MOST_PURCHASES,
        ..purchases::Search::default()
    };
    let own = Scope::Within { me: me.me.id, offices: std::collections::HashSet::new() };
    let purchases = purchases::search(db, &own, &search, me.today).await?;
    let repeat = sellers::recent(db, me.me.id, REPEATABLE).await?;
    let declared = declarations::of(db, me.me.id, &period).await?;

    let assessment = person.assess(&me.rulebook, &period, me.now);
    let zone = shown::zone_of(&me.rulebook, &me.placements, period.end);
    let repeat: Vec<Value> = repeat
        .iter()
        .map(|(seller, amount)| {
            json!({ "id": seller.id, "name": seller.name, "district": seller.district, "amount": amount })
        })
        .collect();
    let explained = Explained {
        rulebook: &me.rulebook,
        placements: &me.placements,
        period: &period,
        assessment: &assessment,
        purchases: &purchases.iter().collect::<Vec<_>>(),
        closed: person.closed(&me.rulebook, &period),
    };
    let own = json!({
        "today": me.today,
        "period": shown::period(&period),
        "standing": shown::standing(&assessment, zone),
        "policy": shown::policy(&assessment, &me),
        "declined": declined(&assessment, declared),
        "why": sentences(me.language, &explained)?,
        "previous": previous(&me, &person, &period.previous(), zone),
        "repeat": repeat,
        "purchases": shown::rows(&purchases, &me.rulebook, &me.placements),
        "history": shown::history(&person, &me.rulebook, &periods, me.now),
    });
    Ok(Home::Week(Box::new(frame.page("week/show.html", "week", &me, own))))
}

/// What may be declared, and what was; nothing where nothing is missing.
fn declined(assessment: &Assessment<'_>, declared: Option<Declaration>) -> Value {
    let missing =
        matches!(assessment.status, Standing::Open | Standing::Short | Standing::NotParticipating);
    let reasons: Vec<_> = Reason::ALL.iter().map(|reason| reason.name()).collect();
    match declared {
        Some(declared) => json!({ "reason": declared.reason, "reasons": reasons }),
        None if missing => json!({ "reason": null, "reasons": reasons }),
        None => Value::Null,
    }
}

/// The period before, while something is missing from it and can still be recorded in time.
fn previous(me: &SignedIn, person: &Person, period: &Period, zone: Zone) -> Value {
    let assessment = person.assess(&me.rulebook, period, me.now);
    match (assessment.status, assessment.shortfall, assessment.deadline) {
        (Standing::Open, Some(shortfall), Some(deadline)) if shortfall > 0 => json!({
            "start": period.start,
            "end": period.end,
            "shortfall": shortfall,
            "deadline": shown::last_minute(deadline, zone),
            "zone": zone.label(),
        }),
        _ => Value::Null,
    }
}
