//! My week, or my month where a monthly policy governs.

use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Responder, State, get};

use crate::rules::declaration::Reason;
use crate::rules::{Assessment, Period, Status as PeriodStatus, Zone};
use crate::standing::assess::{self, Person};
use crate::store::employees;
use crate::store::records::{Question, Records};
use crate::web::answers::page::{Frame, Page};
use crate::web::guards::viewer::{MaybeSignedIn, SignedIn};
use crate::web::views::explanation::{Explained, sentences};
use crate::web::views::purchases::rows;
use crate::web::views::standing::{
    PERIODS, PeriodLabel, PolicyNote, Standing, history, last_minute, zone_of,
};
use crate::web::views::week::{NoPurchase, PreviousPeriod, RepeatSeller, WeekPage};
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
    let periods = period.last(PERIODS);
    let db = pekan.store.reader();
    let question = Question {
        purchases: Some((period.start, period.end)),
        most: Some(MOST_PURCHASES),
        recent: Some(REPEATABLE),
        declared: Some(&period),
        ..Question::of(me.me.id, &periods)
    };
    let (person, records) =
        assess::person_with_records(db, &me.rulebook, me.placements.clone(), question).await?;
    let Records { purchases, recent, declared, .. } = records;

    let assessment = person.assess(&me.rulebook, &period, me.now);
    let zone = zone_of(&me.rulebook, &me.placements, period.end);
    let repeat = recent.into_iter().map(|shop| RepeatSeller {
        id: shop.id,
        name: shop.name,
        district: shop.district,
        amount: shop.amount,
    });
    let explained = Explained {
        rulebook: &me.rulebook,
        placements: &me.placements,
        period: &period,
        assessment: &assessment,
        purchases: &purchases.iter().collect::<Vec<_>>(),
        closed: person.closed(&me.rulebook, &period),
    };
    let view = WeekPage {
        today: me.today,
        period: PeriodLabel::of(&period),
        standing: Standing::of(&assessment, zone),
        policy: PolicyNote::of(&assessment, &me),
        declined: declined(&assessment, declared),
        why: sentences(me.language, &explained)?,
        previous: previous(&me, &person, &period.previous(), zone),
        repeat: repeat.collect(),
        purchases: rows(&purchases, &me.rulebook, &me.placements),
        history: history(&person, &me.rulebook, &periods, me.now),
    };
    Ok(Home::Week(Box::new(frame.show("week", &me, &view))))
}

/// What may be declared, and what was; nothing where nothing is missing.
fn declined(assessment: &Assessment<'_>, reason: Option<Reason>) -> Option<NoPurchase> {
    use PeriodStatus::{NotParticipating, Open, Short};
    let missing = matches!(assessment.status, Open | Short | NotParticipating);
    (missing || reason.is_some()).then_some(NoPurchase { reason, reasons: Reason::ALL.into() })
}

/// The period before, while something is missing from it and can still be recorded in time.
fn previous(me: &SignedIn, person: &Person, period: &Period, zone: Zone) -> Option<PreviousPeriod> {
    let assessment = person.assess(&me.rulebook, period, me.now);
    match (assessment.status, assessment.shortfall, assessment.deadline) {
        (PeriodStatus::Open, Some(shortfall), Some(deadline)) if shortfall > 0 => {
            Some(PreviousPeriod {
                start: period.start,
                end: period.end,
                shortfall,
                deadline: last_minute(deadline, zone),
                zone: zone.label().into(),
            })
        }
        _ => None,
    }
}
