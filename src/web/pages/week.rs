//! My week, or my month where a monthly policy governs.

use rocket::get;
use rocket::http::Status;

use crate::rules::declaration::Reason;
use crate::rules::{Assessment, Period, Status as PeriodStatus, period_kind};
use crate::standing::assess::{self, Person};
use crate::store::employees;
use crate::store::records::{Question, Records};
use crate::web::HttpError;
use crate::web::answers::page::Answer;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::Anybody;
use crate::web::views::explanation::{Explained, sentences};
use crate::web::views::purchases::rows;
use crate::web::views::standing::{
    PERIODS, PeriodLabel, PolicyNote, Standing, history, last_minute,
};
use crate::web::views::week::{NoPurchase, PreviousPeriod, RepeatSeller, WeekPage};

/// More than anybody records in a period.
const MOST_PURCHASES: u64 = 50;
const REPEATABLE: usize = 3;

/// Asks the database little: it is the page that everybody opens.
#[get("/")]
pub async fn show(context: Context<'_, Anybody>) -> Result<Answer, HttpError> {
    let Some(user) = &context.user else {
        return if employees::anyone_can_sign_in(context.db()).await? {
            Err(HttpError::status(Status::Unauthorized))
        } else {
            Ok(Answer::done("/siapkan"))
        };
    };
    let kind = period_kind::of_employee(&user.rulebook, &user.placements, user.today);
    let period = Period::of(kind, user.today);
    let periods = period.last(PERIODS);
    let db = context.db();
    let question = Question {
        purchases: Some((period.start, period.end)),
        most: Some(MOST_PURCHASES),
        recent: Some(REPEATABLE),
        declared: Some(&period),
        ..Question::of(user.employee.id, &periods)
    };
    let (person, records) =
        assess::person_with_records(db, &user.rulebook, user.placements.clone(), question).await?;
    let Records { purchases, recent, declared, .. } = records;

    let assessment = person.assess(&user.rulebook, &period, user.now);
    let repeat = recent.into_iter().map(|shop| RepeatSeller {
        id: shop.id,
        name: shop.name,
        district: shop.district,
        amount: shop.amount,
    });
    let explained = Explained {
        period: &period,
        assessment: &assessment,
        purchases: &purchases.iter().collect::<Vec<_>>(),
        closed: person.closed(&user.rulebook, &period),
    };
    let view = WeekPage {
        today: user.today,
        period: PeriodLabel::of(&period),
        standing: Standing::of(&assessment),
        policy: PolicyNote::of(&assessment, user),
        declined: declined(&assessment, declared),
        why: sentences(user.language, &explained),
        previous: previous(user, &person, &period.previous()),
        repeat: repeat.collect(),
        purchases: rows(&purchases, &user.rulebook, &user.placements),
        history: history(&person, &user.rulebook, &periods, user.now),
    };
    Ok(Answer::page(context.render(&view)))
}

/// What may be declared, and what was; nothing where nothing is missing.
fn declined(assessment: &Assessment<'_>, reason: Option<Reason>) -> Option<NoPurchase> {
    let status = assessment.status;
    let missing = status.lacks() || status == PeriodStatus::NotParticipating;
    (missing || reason.is_some()).then_some(NoPurchase { reason, reasons: Reason::ALL.into() })
}

/// The period before, while something is missing from it and can still be recorded in time.
fn previous(user: &SignedIn, person: &Person, period: &Period) -> Option<PreviousPeriod> {
    let assessment = person.assess(&user.rulebook, period, user.now);
    match (assessment.status, assessment.shortfall, assessment.deadline) {
        (PeriodStatus::Open, Some(shortfall), Some(deadline)) if shortfall > 0 => {
            Some(PreviousPeriod {
                start: period.start,
                end: period.end,
                shortfall,
                deadline: last_minute(deadline, assessment.zone),
                zone: assessment.zone.label().into(),
            })
        }
        _ => None,
    }
}
