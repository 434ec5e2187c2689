//! My week, or my month where a monthly policy governs.

use chrono::Days;
use rocket::http::Status;
use rocket::{get, post};

use crate::rules::declaration::Reason;
use crate::rules::mail::MailKind;
use crate::rules::purchase::State;
use crate::rules::shared_part;
use crate::rules::{Assessment, MailId, Period, PeriodKind, Status as PeriodStatus, period_kind};
use crate::standing::assess::{self, Person};
use crate::standing::closed_zones::ClosedZones;
use crate::store::employees;
use crate::store::mails::Notice;
use crate::store::purchases::Purchase;
use crate::store::records::{Question, Records};
use crate::store::shared_parts::OpenPart;
use crate::web::HttpError;
use crate::web::answers::page::Answer;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::Anybody;
use crate::web::input::form::Form;
use crate::web::input::url_id::UrlId;
use crate::web::views::explanation::{Explained, sentences};
use crate::web::views::purchases::rows;
use crate::web::views::shared_parts::PartNotice;
use crate::web::views::standing::{
    PERIODS, PeriodLabel, PolicyNote, Standing, history, last_minute,
};
use crate::web::views::week::{
    NoPurchase, NoticeRow, PreviousPeriod, RepeatSeller, UpcomingPolicy, WeekPage,
};
use crate::workflows::mail::notices::{self, Reader};

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
    let question = question(user, &period, &periods);
    let (person, records) =
        assess::person_with_records(db, &user.rulebook, user.placements.clone(), question).await?;
    let Records { purchases, recent, declared, parts, notices, .. } = records;

    let assessment = person.assess(&user.rulebook, &period, user.now);
    let closed =
        ClosedZones::of(db, &user.rulebook, user.employee.id, &purchases, Some((&person, kind)))
            .await?;
    let explained = Explained {
        period: &period,
        assessment: &assessment,
        purchases: &purchases.iter().collect::<Vec<_>>(),
        closed: person.closed(&user.rulebook, &period),
    };
    let reader = Reader {
        rulebook: &user.rulebook,
        viewer: &user.viewer,
        person: &person,
        periods: &periods,
        mute_midweek: user.employee.mute_midweek,
        now: user.now,
    };
    let config = &context.app.config;
    let said = notices::standing(context.store(), config, reader, &notices).await?;
    let before = period.previous();
    // Said in the few words of a notice, and no second time.
    let is_said =
        |notice: &Notice| notice.kind == MailKind::Grace && notice.period() == Some(before);
    let previous = previous(user, &person, &before);
    let view = WeekPage {
        today: user.today,
        period: PeriodLabel::of(&period),
        standing: Standing::of(&assessment),
        policy: PolicyNote::of(&assessment, user),
        upcoming: upcoming(user, &person, &assessment),
        declined: declined(&assessment, &purchases, declared),
        why: sentences(user.language, &explained),
        parts: answerable(user, parts),
        previous: previous.filter(|_| !notices.iter().any(is_said)),
        notices: said.iter().filter_map(|one| NoticeRow::of(user.language, config, one)).collect(),
        repeat: recent.into_iter().map(RepeatSeller::of).collect(),
        purchases: rows(&purchases, &user.rulebook, &user.placements, &closed),
        history: history(&person, &user.rulebook, &periods, user.now),
    };
    Ok(Answer::page(context.render(&view)))
}

fn question<'a>(user: &SignedIn, period: &'a Period, periods: &'a [Period]) -> Question<'a> {
    Question {
        purchases: Some((period.start, period.end)),
        most: Some(MOST_PURCHASES),
        recent: Some(REPEATABLE),
        declared: Some(period),
        parts: true,
        notices: Some(user.now),
        ..Question::of(user.employee.id, periods)
    }
}

/// Puts aside what the page has said instead of a mail.
#[post("/pemberitahuan/<id>/singkirkan", data = "<form>")]
pub async fn put_aside(
    id: UrlId<MailId>,
    context: Context<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    notices::put_aside(context.store(), &context.user.warrant(), id.0).await?;
    Ok(Answer::done("/"))
}

/// Those that their period still accepts.
fn answerable(user: &SignedIn, parts: Vec<OpenPart>) -> Vec<PartNotice> {
    let accepts = |part: &OpenPart| {
        let asked = (part.purchased_on, part.amount);
        shared_part::check(&user.rulebook, &user.placements, asked, user.now).is_ok()
    };
    parts.into_iter().filter(accepts).map(PartNotice::of).collect()
}

/// What may be declared, and what was; nothing where something is recorded or nothing is missing.
fn declined(
    assessment: &Assessment<'_>,
    purchases: &[Purchase],
    reason: Option<Reason>,
) -> Option<NoPurchase> {
    let status = assessment.status;
    let missing = status.lacks() || status == PeriodStatus::NotParticipating;
    let is_gone =
        |purchase: &Purchase| [State::Voided, State::Rejected].contains(&purchase.row.state);
    let may = missing && purchases.iter().all(is_gone);
    (may || reason.is_some()).then_some(NoPurchase { reason, reasons: Reason::ALL.into() })
}

/// How far ahead a policy is announced: about two months.
const ANNOUNCED: usize = 9;

/// What a policy that is not in force yet will ask of somebody of whom nothing is asked now.
fn upcoming(
    user: &SignedIn,
    person: &Person,
    assessment: &Assessment<'_>,
) -> Option<UpcomingPolicy> {
    if assessment.policy.is_some() {
        return None;
    }
    let ahead = |kind: PeriodKind| {
        let next = Period::of(kind, user.today).next();
        std::iter::successors(Some(next), |period| Some(period.next())).take(ANNOUNCED)
    };
    let governed = |period: &Period| {
        period.start <= user.today + Days::new(62)
            && user.rulebook.governing(&user.placements, period).is_some()
    };
    let first = PeriodKind::ALL.into_iter().filter_map(|kind| ahead(kind).find(governed));
    let period = first.min_by_key(|period| period.start)?;
    let future = person.assess_now(&user.rulebook, &period, user.now);
    Some(UpcomingPolicy {
        period: PeriodLabel::of(&period),
        minimum: future.minimum.filter(|minimum| *minimum > 0),
        policy: PolicyNote::of(&future, user)?,
    })
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
