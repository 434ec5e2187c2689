//! One person of an office, for its head and for administrators: how they stand, what each period
//! asked of them and why, and what they were when.

use chrono::NaiveDate;
use rocket::get;

use super::offices;
use super::paging::{PAGE, PageNumber};
use crate::rules::{EmployeeId, Period, Placement, Zone, amendment, placement};
use crate::standing::assess::{self, Person};
use crate::standing::closed_zones::ClosedZones;
use crate::standing::people::{self, Found};
use crate::store::amendments::Search;
use crate::store::employees::{self, Employee};
use crate::store::purchases::{self, Purchase};
use crate::store::records::Question;
use crate::store::{exemptions, roles};
use crate::web::answers::page::{Answer, Page};
use crate::web::documents::exemption_document::sees_kind;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::person_segment::PersonSegment;
use crate::web::input::query::{Query, parameters};
use crate::web::opened_names;
use crate::web::views::exemptions::ExemptionRow;
use crate::web::views::explanation::{Explained, sentences};
use crate::web::views::staff::{AskedPeriod, RoleHistoryRow, StaffMember, StaffPage};
use crate::web::views::standing::{self, PERIODS, PeriodLabel, PolicyNote, Standing};
use crate::web::views::{OfficeChoice, Pager, amendments, placements, purchases as purchase_views};
use crate::web::{AppState, HttpError};

const MOST_EXEMPTIONS: u64 = 10;
const AMENDMENTS: u64 = 10;

parameters! {
    pub struct StaffQuery {
        pub periode: Option<String>,
        pub halaman: PageNumber,
    }
}

/// The same by number, as it stands in other programs: on to the address without it.
#[get("/unit/<code>/pegawai/<number>", rank = 2)]
pub async fn by_number(
    code: &str,
    number: &str,
    context: Context<'_>,
    query: Query<StaffQuery>,
) -> Result<Answer, HttpError> {
    let (app, user) = (context.app, &context.user);
    let office = user.office_in_sight(code)?;
    let found =
        people::owner(&app.store, &user.rulebook, &user.viewer, Some(number), user.now).await?;
    let id = found.ok_or_else(HttpError::not_found)?.id;
    let path = format!("/unit/{}/pegawai/{}", office.code, PersonSegment(id));
    let period = query.0.periode.as_deref().and_then(Period::parse);
    Ok(Answer::done(match period {
        Some(period) => format!("{path}?periode={}", period.label()),
        None => path,
    }))
}

#[get("/unit/<code>/pegawai/<person>")]
pub async fn show(
    code: &str,
    person: PersonSegment,
    context: Context<'_>,
    query: Query<StaffQuery>,
) -> Result<Page, HttpError> {
    let (app, user) = (context.app, &context.user);
    let office = user.office_in_sight(code)?;
    let rulebook = &*user.rulebook;
    let db = app.store.reader();
    let found = people::by_id(&app.store, rulebook, &user.viewer, person.0, user.now)
        .await?
        .ok_or_else(HttpError::not_found)?;
    let segment = person;
    let employee = employees::by_id(db, found.id).await?.ok_or_else(HttpError::not_found)?;
    let StaffQuery { periode, halaman: PageNumber(page) } = query.0;
    let period = offices::period_of(rulebook, office, periode.as_deref(), user.now)?;
    let past = period.last(PERIODS);
    let of = placement::current(&found.placements, period.end).map(|here| here.office);
    opened_names::note_person(&app.store, user, (found.id, of), (office, &period)).await;
    let (records, total) =
        purchases::of_employee(db, found.id, None, (page - 1) * PAGE, PAGE).await?;
    let loaded = with_those_of(&records, &past);
    let question = Question {
        purchases: Some((past[0].start, period.end)),
        declared: Some(&period),
        ..Question::of(found.id, &loaded)
    };
    let (person, own) =
        assess::person_with_records(db, rulebook, found.placements.clone(), question).await?;
    let assessment = person.assess(rulebook, &period, user.now);
    let zone = standing::zone_of(rulebook, &found.placements, period.end);
    let closed =
        ClosedZones::of(db, rulebook, found.id, &records, Some((&person, period.kind))).await?;
    let label = period.label();
    let base = format!("/unit/{}/pegawai/{segment}?periode={label}&halaman=", office.code);
    let changed = Search {
        period: Some(period),
        employee: Some(found.id),
        ..Search::of(amendment::State::Made)
    };
    let here = placement::current(&found.placements, period.end);
    let view = StaffPage {
        office: OfficeChoice::of(office),
        employee: member(user, segment, employee, here),
        period: PeriodLabel::of(&period),
        standing: Standing::of(&assessment),
        policy: PolicyNote::of(&assessment, user),
        declared: own.declared,
        closed: rulebook.is_closed(&period),
        amendments: amendments::list(db, user, &changed, (0, AMENDMENTS)).await?,
        history: standing::history(&person, rulebook, &past, user.now),
        purchases: purchase_views::rows(&records, rulebook, &found.placements, &closed),
        pager: Pager::new(page, total, PAGE, base),
        asked: asked(user, &person, &own.purchases, &past)?,
        placements: placements::rows(
            &found.placements,
            &rulebook.offices,
            user.viewer.sees_reference_amount(&rulebook.offices, found.id, found.office),
        ),
        roles: roles_of(user, app, found.id, zone).await?,
        exemptions: leave(user, app, &found).await?,
        may_log_for: found.id != user.employee.id
            && user.viewer.may_log_for(&rulebook.offices, found.id, found.office),
    };
    Ok(context.render(&view))
}

/// The periods, and those in which these purchases lie.
fn with_those_of(purchases: &[Purchase], periods: &[Period]) -> Vec<Period> {
    let (oldest, newest) = (periods[0], periods[periods.len() - 1]);
    let days = purchases.iter().map(|purchase| purchase.row.purchased_on);
    let first = days.clone().fold(oldest.start, NaiveDate::min);
    let last = days.fold(newest.end, NaiveDate::max);
    Period::covering(oldest.kind, first, last)
}

fn member(
    user: &SignedIn,
    segment: PersonSegment,
    employee: Employee,
    here: Option<&Placement>,
) -> StaffMember {
    let office = here.and_then(|here| user.rulebook.offices.get(here.office));
    StaffMember {
        segment,
        number: employee.number,
        name: employee.name,
        office: office.map(|office| office.name.clone()),
        position_level: here.map(|here| here.position_level.clone()),
    }
}

/// What each period asked and why (rules.md §§2 to 6), the newest first.
fn asked(
    user: &SignedIn,
    person: &Person,
    purchases: &[Purchase],
    periods: &[Period],
) -> Result<Vec<AskedPeriod>, HttpError> {
    let asked = periods.iter().rev().map(|period| {
        let assessment = person.assess(&user.rulebook, period, user.now);
        let days = period.start..=period.end;
        let bought = purchases.iter().filter(|one| days.contains(&one.row.purchased_on));
        let explained = Explained {
            period,
            assessment: &assessment,
            purchases: &bought.collect::<Vec<_>>(),
            closed: person.closed(&user.rulebook, period),
        };
        Ok(AskedPeriod {
            start: period.start,
            status: assessment.status,
            shortfall: assessment.shortfall,
            why: sentences(user.language, &explained),
        })
    });
    asked.collect()
}

/// Every role that they had or have, revoked ones too.
async fn roles_of(
    user: &SignedIn,
    app: &AppState,
    id: EmployeeId,
    zone: Zone,
) -> Result<Vec<RoleHistoryRow>, HttpError> {
    let rows = roles::history(app.store.reader(), id).await?.into_iter().map(|row| {
        let office = row.office_id.and_then(|office| user.rulebook.offices.get(office));
        RoleHistoryRow {
            role: row.kind,
            office: office.map(|office| office.name.clone()),
            acting: row.acting,
            from: row.from_on,
            to: row.to_on,
            revoked: row.revoked_at.map(|at| zone.date(at)),
        }
    });
    Ok(rows.collect())
}

async fn leave(
    user: &SignedIn,
    app: &AppState,
    owner: &Found,
) -> Result<Vec<ExemptionRow>, HttpError> {
    let db = app.store.reader();
    let own = exemptions::Search { employee: Some(owner.id), ..Default::default() };
    let found = exemptions::page(db, &user.sight(), &own, (0, MOST_EXEMPTIONS)).await?;
    let sees_kind = sees_kind(user, owner);
    Ok(found.iter().map(|(row, _)| ExemptionRow::of(row, sees_kind)).collect())
}
