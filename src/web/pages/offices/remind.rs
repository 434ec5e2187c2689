//! Those of an office who are short are reminded: by mail, once a day, or by a message that its head
//! sends by hand.

use rocket::{get, post};

use super::{MOST_IN_TABLE, period_of};
use crate::mail::{Quota, Reminder};
use crate::rules::mail::MailState;
use crate::rules::{Assessment, Office, Period};
use crate::store::remindings::{self, Fate};
use crate::text::{Arg, Language, formats, quota, text_with};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::form::Form;
use crate::web::input::person_segment::PersonSegment;
use crate::web::input::query::{Query, parameters};
use crate::web::opened_names;
use crate::web::views::OfficeChoice;
use crate::web::views::people::by_id;
use crate::web::views::remindings::{
    PastRow, Preview, RemindCounts, RemindLink, RemindPage, ReminderMessagePage, ShortRow,
};
use crate::web::views::standing::PeriodLabel;
use crate::workflows::mail::remind::{self, Past, Plan, Reach, Short, plan};

/// Who is named on the page, and in the list for the office's group.
const MOST_NAMED: usize = 60;

parameters! {
    pub struct RemindQuery {
        pub periode: Option<String>,
    }
}

/// From the page of an office to its reminders, for who may remind it while somebody is short, and to
/// see what came of it.
pub(super) async fn link(
    context: &Context<'_>,
    office: &Office,
    period: &Period,
    count: usize,
) -> Result<Option<RemindLink>, HttpError> {
    let user = &context.user;
    if !user.viewer.may_remind(&user.rulebook.offices, office.id) {
        return Ok(None);
    }
    let last = remindings::of_office(context.db(), office.id, period).await?.into_iter().next();
    if count == 0 && last.is_none() {
        return Ok(None);
    }
    let names = by_id(context.store(), last.iter().map(|row| row.reminded_by)).await?;
    Ok(Some(RemindLink {
        url: page_of(office, period),
        count,
        by: last.as_ref().and_then(|row| names.get(&row.reminded_by)).map(|one| one.name.clone()),
        at: last.map(|row| row.reminded_at.with_timezone(&office.zone.offset())),
        zone: office.zone.label().to_owned(),
    }))
}

fn page_of(office: &Office, period: &Period) -> String {
    format!("/unit/{}/ingatkan?periode={}", office.code, period.label())
}

#[get("/unit/<code>/ingatkan")]
pub async fn show(
    code: &str,
    context: Context<'_>,
    query: Query<RemindQuery>,
) -> Result<Page, HttpError> {
    let office = office_to_remind(&context.user, code)?;
    let period = asked(&context.user, office, query.0.periode.as_deref())?;
    page(&context, office, &period).await
}

#[post("/unit/<code>/ingatkan", data = "<form>")]
pub async fn send(code: &str, context: Context<'_>, form: Form) -> Result<Answer, HttpError> {
    let office = office_to_remind(&context.user, code)?;
    form.0.only(&["period"], &[])?;
    let period = asked(&context.user, office, form.0.filled("period"))?;
    let (store, warrant) = (context.store(), context.user.warrant());
    let sent = remind::remind(store, &warrant, office, &period).await;
    let sent = sent.map(|_| page_of(office, &period));
    context.finish(sent, "flash-reminded", page(&context, office, &period)).await
}

/// Prepares a message to one person; WhatsApp opens with it where that is tapped.
#[post("/unit/<code>/ingatkan/<person>", data = "<form>")]
pub async fn message(
    code: &str,
    person: PersonSegment,
    context: Context<'_>,
    form: Form,
) -> Result<Page, HttpError> {
    let user = &context.user;
    let office = office_to_remind(user, code)?;
    form.0.only(&["period"], &[])?;
    let period = asked(user, office, form.0.filled("period"))?;
    let (store, config) = (context.store(), &context.app.config);
    let about = (office, &period);
    let made = remind::message(store, config, &user.warrant(), about, person.0).await?;
    let language = user.settings.languages.of(made.employee.language);
    let text = words(language, &made.employee.name, office, &made.reminder);
    let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    Ok(context.render(&ReminderMessagePage {
        back: page_of(office, &period),
        name: made.employee.name,
        telephone: format!("+{}", made.telephone),
        // WhatsApp shows a plus as it is.
        href: format!("https://wa.me/{}?text={}", made.telephone, encoded.replace('+', "%20")),
        text,
    }))
}

/// What the message says, in the language of its receiver.
fn words(language: Language, name: &str, office: &Office, reminder: &Reminder) -> String {
    let range = formats::date_range(language, reminder.from, reminder.to);
    let missing = quota(language, reminder.missing.amount, reminder.missing.count);
    let last_day = formats::date_long(language, reminder.to);
    let deadline = formats::moment(language, reminder.deadline, reminder.zone);
    let key = if reminder.over { "remind-message-over" } else { "remind-message" };
    let args = [
        ("name", Arg::from(name)),
        ("office", Arg::from(&office.name)),
        ("range", Arg::from(&range)),
        ("missing", Arg::from(&missing)),
        ("last_day", Arg::from(&last_day)),
        ("deadline", Arg::from(&deadline)),
        ("link", Arg::from(&reminder.link)),
    ];
    text_with(language, key, &args)
}

/// The office, for who may remind it.
///
/// # Errors
/// 404 where it is out of sight, 403 where it is another's to remind.
fn office_to_remind<'a>(user: &'a SignedIn, code: &str) -> Result<&'a Office, HttpError> {
    let office = user.office_in_sight(code)?;
    let may = user.viewer.may_remind(&user.rulebook.offices, office.id);
    if may { Ok(office) } else { Err(HttpError::forbidden()) }
}

fn asked(user: &SignedIn, office: &Office, text: Option<&str>) -> Result<Period, HttpError> {
    period_of(&user.rulebook, office, text, user.now)
}

async fn page(context: &Context<'_>, office: &Office, period: &Period) -> Result<Page, HttpError> {
    let (user, store) = (&context.user, context.store());
    let (rulebook, now) = (&*user.rulebook, user.now);
    let plan = plan(store, rulebook, office, period, now).await?;
    let with = (&context.app.config, &*context.app.templates);
    let first = plan.short.iter().find(|one| one.reach == Reach::Mail);
    let preview = match first {
        Some(first) => {
            let what = (plan.kind, *period);
            let said = remind::preview(store, with, office, what, first, now).await?;
            said.map(|email| Preview {
                name: first.employee.name.clone(),
                subject: email.subject,
                lines: email.text.lines().map(str::to_owned).collect(),
            })
        }
        None => None,
    };
    let names = by_id(store, plan.past.iter().map(|one| one.row.reminded_by)).await?;
    let past = plan.past.iter().map(|one| {
        let by = names.get(&one.row.reminded_by).map(|one| one.name.clone());
        past_row(one, by.unwrap_or_default(), office)
    });
    let people = named(context, office, &plan);
    let listed = if people.is_empty() { 0 } else { MOST_NAMED };
    let seen = plan.short.iter().take(listed).chain(first);
    let seen = seen.map(|one| (one.employee.id, one.assessment.office));
    opened_names::note_listed(store, user, (office, period), seen).await;
    Ok(context.render(&RemindPage {
        office: OfficeChoice::of(office),
        period: PeriodLabel::of(period),
        kind: plan.kind,
        refusal: plan.refusal,
        counts: counts(&plan),
        preview,
        past: past.collect(),
        zone: office.zone.label().to_owned(),
        more: plan.short.len() - people.len(),
        has_list: user.viewer.heads(&rulebook.offices, office.id) && !people.is_empty(),
        people,
    }))
}

fn counts(plan: &Plan<'_>) -> RemindCounts {
    let inactive =
        |one: &&Short<'_>| one.reach == Reach::Mail && one.employee.password_hash.is_none();
    RemindCounts {
        short: plan.short.len(),
        mail: plan.count(Reach::Mail),
        inactive: plan.short.iter().filter(inactive).count(),
        had: plan.count(Reach::Had),
        app: plan.count(Reach::App),
        phone: plan.count(Reach::Phone),
        closed: plan.count(Reach::Closed),
    }
}

fn past_row(past: &Past, by: String, office: &Office) -> PastRow {
    let count =
        |is: &dyn Fn(&Fate) -> bool| -> usize { past.mails.iter().filter(|one| is(one)).count() };
    let in_state = |state| count(&|one| one.state == state);
    let left = |by_server| {
        count(&|one| one.state == MailState::Sent && one.sent_at.is_some() == by_server)
    };
    PastRow {
        by,
        at: past.row.reminded_at.with_timezone(&office.zone.offset()),
        written: past.row.written,
        sent: left(true),
        in_folder: left(false),
        waiting: in_state(MailState::Queued) + in_state(MailState::Sending),
        failed: in_state(MailState::Failed),
        dropped: in_state(MailState::Obsolete),
        met: past.met,
    }
}

/// Those who are short by name; of a whole district nobody.
fn named(context: &Context<'_>, office: &Office, plan: &Plan<'_>) -> Vec<ShortRow> {
    let tree = &context.user.rulebook.offices;
    let is_district = tree.children(Some(office.id)).next().is_some();
    if is_district && plan.short.len() > MOST_IN_TABLE {
        return Vec::new();
    }
    let rows = plan.short.iter().take(MOST_NAMED).map(|one| ShortRow {
        segment: PersonSegment(one.employee.id),
        name: one.employee.name.clone(),
        office: one.assessment.office.and_then(|id| tree.get(id)).map(|one| one.name.clone()),
        missing: missing(&one.assessment),
        has_telephone: one.has_telephone(),
    });
    rows.collect()
}

fn missing(assessment: &Assessment<'_>) -> Quota {
    Quota {
        amount: assessment.shortfall.filter(|amount| *amount > 0),
        count: Some(assessment.missing_count()).filter(|count| *count > 0),
    }
}
