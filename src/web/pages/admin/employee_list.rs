//! The list of people: narrowed, sorted, and as a file.

use chrono::NaiveDate;
use rocket::get;

use super::imports::files::{self, Format};
use super::{PAGE, address, office_name};
use crate::reports::table::{Heading, Table};
use crate::rules::access::Offices;
use crate::rules::{
    AccountState, EmployeeId, EmploymentType, PeopleOrder, Placement, keys, placement,
};
use crate::store::employees::{self, Employee, Search};
use crate::store::{links, placements};
use crate::text;
use crate::web::HttpError;
use crate::web::answers::download::Download;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::PeopleReader;
use crate::web::input::person_segment::PersonSegment;
use crate::web::input::query::{Chosen, Query, parameters};
use crate::web::pages::paging::PageNumber;
use crate::web::views::employees::{EmployeeRow, EmployeesPage};
use crate::web::views::{OfficeChoice, Pager};
use crate::workflows::imports::template::{employment_type, position_level};
use crate::workflows::trail::{Export, note_export};

parameters! {
    pub struct EmployeesQuery {
        /// Part of a name or of a number, or the segment of a person.
        pub cari: Option<String>,
        /// The code of an office: that and all below it.
        pub unit: Option<String>,
        pub akun: Chosen<AccountState>,
        pub tingkat: Option<String>,
        pub golongan: Option<String>,
        pub jenis: Chosen<EmploymentType>,
        pub urut: Chosen<PeopleOrder>,
        pub halaman: PageNumber,
    }
}

type Reader<'r> = Context<'r, PeopleReader>;

#[get("/admin/pegawai")]
pub async fn list(context: Reader<'_>, query: Query<EmployeesQuery>) -> Result<Page, HttpError> {
    let (user, db) = (&context.user, context.db());
    let PageNumber(page) = query.0.halaman;
    let mut fields = fields(&query.0);
    let search = search(user, query.0, PAGE)?;
    let total = employees::count(db, &user.sight(), &search).await?;
    let found = employees::page(db, &user.sight(), &search, (page - 1) * PAGE).await?;
    let places = placements::of_many(db, found.iter().map(|employee| employee.id)).await?;
    let invited = links::invited_of(db, ids(&found), user.now).await?;
    let rows = found.iter().map(|employee| {
        let own = places.get(&employee.id).map(Vec::as_slice).unwrap_or_default();
        row(employee, own, invited.contains(&employee.id), user)
    });
    let form = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    if let [one] = found.as_slice()
        && one.number == keys::number(&fields[0].1)
    {
        // What was typed stands in no link.
        fields[0].1 = PersonSegment(one.id).to_string();
    }
    let named: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let base = address("/admin/pegawai", &named);
    let base = format!("{base}{}halaman=", if base.contains('?') { '&' } else { '?' });
    let file = |format| address(&format!("/admin/pegawai/daftar/{format}"), &named);
    let visible = visible_offices(user);
    let tree = context.offices();
    let offices = super::in_order(tree).into_iter().map(|(office, _)| office);
    Ok(context.render(&EmployeesPage {
        narrowed: named.iter().any(|(name, value)| *name != "urut" && !value.is_empty()),
        form,
        csv_url: file("csv"),
        xlsx_url: file("xlsx"),
        offices: offices.filter(|office| visible.holds(office.id)).map(OfficeChoice::of).collect(),
        employees: rows.collect(),
        total,
        pager: Pager::new(page, total, PAGE, base),
    }))
}

/// Those whom administrators and auditors look at, and an operator manages.
fn visible_offices(user: &SignedIn) -> Offices {
    if user.may_audit() {
        return Offices::All;
    }
    user.viewer.managed_offices(&user.rulebook.offices)
}

/// The fields of the address, as they were given.
fn fields(query: &EmployeesQuery) -> [(&'static str, String); 7] {
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    let name = |name: Option<&'static str>| name.unwrap_or_default().to_owned();
    [
        ("cari", text(&query.cari)),
        ("unit", text(&query.unit)),
        ("akun", name(query.akun.0.map(AccountState::name))),
        ("tingkat", text(&query.tingkat)),
        ("golongan", text(&query.golongan)),
        ("jenis", name(query.jenis.0.map(EmploymentType::name))),
        ("urut", name(query.urut.0.map(PeopleOrder::name))),
    ]
}

fn search(user: &SignedIn, query: EmployeesQuery, limit: u64) -> Result<Search, HttpError> {
    let filled = |text: Option<String>| {
        text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let unit = filled(query.unit);
    let visible = visible_offices(user);
    let offices = match user.subtree_in_sight(unit.as_deref())? {
        None if user.may_audit() => None,
        None => user.managed_offices(),
        // An operator who heads another office sees it, and does not manage it.
        Some(below) => Some(below.into_iter().filter(|office| visible.holds(*office)).collect()),
    };
    let text = filled(query.cari);
    let id = text.as_deref().and_then(|text| text.parse().ok()).map(|PersonSegment(id)| id);
    Ok(Search {
        id,
        text: text.filter(|_| id.is_none()),
        offices,
        account: query.akun.0.map(|state| (state, user.now)),
        position_level: filled(query.tingkat),
        grade: filled(query.golongan),
        employment_type: query.jenis.0,
        order: query.urut.0.unwrap_or_default(),
        after: None,
        limit,
    })
}

fn ids(people: &[Employee]) -> Vec<EmployeeId> {
    people.iter().map(|employee| employee.id).collect()
}

fn row(
    employee: &Employee,
    placements: &[Placement],
    invited: bool,
    user: &SignedIn,
) -> EmployeeRow {
    let today = user.rulebook.today(placements, user.now);
    let place = placement::current(placements, today);
    let office = office_name(&user.rulebook.offices, place.map(|place| place.office));
    EmployeeRow {
        segment: PersonSegment(employee.id),
        number: employee.number.clone(),
        name: employee.name.clone(),
        office: office.map(str::to_owned),
        position_level: place.map(|place| place.position_level.clone()),
        employment_type: place.map(|place| place.employment_type),
        account: account_state(employee, invited),
        left: left_on(placements, today),
    }
}

pub fn account_state(employee: &Employee, invited: bool) -> AccountState {
    match employee.password_hash {
        _ if employee.disabled_at.is_some() => AccountState::Disabled,
        Some(_) => AccountState::Active,
        None if invited => AccountState::Invited,
        None => AccountState::None,
    }
}

/// The last day of whoever has left.
pub fn left_on(placements: &[Placement], today: NaiveDate) -> Option<NaiveDate> {
    let last = placements.last().filter(|_| placement::has_left(placements, today))?;
    last.to
}

/// People that are read at once.
const AT_ONCE: u64 = 1_000;

/// The narrowed list, with the headings that an import reads.
#[get("/admin/pegawai/daftar/<format>")]
pub async fn download(
    format: Format,
    context: Reader<'_>,
    query: Query<EmployeesQuery>,
) -> Result<Download, HttpError> {
    let (user, db, language) = (&context.user, context.db(), context.language);
    let search = search(user, query.0, AT_ONCE)?;
    let columns = [
        ("field-number", 21, true),
        ("field-name", 34, false),
        ("field-email", 34, false),
        ("field-phone", 16, true),
        ("field-employment_type", 18, false),
        ("field-grade", 11, false),
        ("field-position_level", 16, false),
        ("field-office", 14, true),
        ("field-from", 12, false),
        ("employees-office-name", 40, false),
        ("account", 18, false),
    ];
    let columns = columns.map(|(key, width, digits)| {
        let words = text::text(language, key);
        Heading { words, width, digits }
    });
    let name = text::text(language, "sheet-of-employees");
    let mut table = Table { name, columns: columns.to_vec(), rows: Vec::new() };
    let mut offset = 0;
    loop {
        let found = employees::page(db, &user.sight(), &search, offset).await?;
        let places = placements::of_many(db, ids(&found)).await?;
        let invited = links::invited_of(db, ids(&found), user.now).await?;
        for employee in &found {
            let own = places.get(&employee.id).map(Vec::as_slice).unwrap_or_default();
            let cells = row(employee, own, invited.contains(&employee.id), user);
            let today = user.rulebook.today(own, user.now);
            table.rows.push(line(employee, placement::current(own, today), &cells, user));
        }
        offset += AT_ONCE;
        if (found.len() as u64) < AT_ONCE {
            break;
        }
    }
    let export = Export::People { count: table.rows.len() };
    note_export(context.store(), &user.warrant(), export).await?;
    files::download(&table, &text::text(language, "employees-file"), format)
}

fn line(
    employee: &Employee,
    place: Option<&Placement>,
    cells: &EmployeeRow,
    user: &SignedIn,
) -> Vec<String> {
    let tree = &user.rulebook.offices;
    let language = user.language;
    let office = place.and_then(|place| tree.get(place.office));
    // Auditors see people, and not what they are reached by.
    let reached = |by: &Option<String>| {
        by.clone().filter(|_| user.viewer.manages_people()).unwrap_or_default()
    };
    vec![
        employee.number.clone(),
        employee.name.clone(),
        reached(&employee.email),
        reached(&employee.phone),
        place.map(|it| employment_type(it.employment_type, language)).unwrap_or_default(),
        place.and_then(|place| place.grade.clone()).unwrap_or_default(),
        place.map(|it| position_level(&it.position_level, language)).unwrap_or_default(),
        office.map(|office| office.code.clone()).unwrap_or_default(),
        place.map(|place| place.from.to_string()).unwrap_or_default(),
        cells.office.clone().unwrap_or_default(),
        text::text(language, &format!("account-state-{}", cells.account.name())),
    ]
}
