//! Tables to be downloaded, changed and imported. Those of people and offices are filled with what is
//! there, and imported as they are they change nothing; lists of days are written anew each time. Where
//! there is nothing yet, an example stands there.

use chrono::{DateTime, NaiveDate, Utc};

use super::sellers_table;
use super::table::{self, TemplateColumn};
use super::within::right_to_import;
use crate::reports::sheet::MOST_ROWS;
use crate::reports::table::{Heading, Table};
use crate::rules::access::{Offices, scope_day};
use crate::rules::{EmploymentType, ImportKind, Office, OfficeTree, Placement, Sight, placement};
use crate::store::employees::{self, Employee, Search};
use crate::store::{self, ConnectionTrait, Store, offices, placements};
use crate::text::{self, Language};
use crate::workflows::{Warrant, WorkflowError};

/// The headings are in the language given; either is understood when they come back.
pub async fn make(
    store: &Store,
    warrant: &Warrant,
    kind: ImportKind,
    language: Language,
) -> Result<Table, WorkflowError> {
    warrant.must(right_to_import(kind))?;
    let now = warrant.now();
    let db = store.reader();
    let tree = OfficeTree::new(offices::all(db).await?);
    let template = table::of(kind).template;
    let rows = match kind {
        ImportKind::Offices => every_office(&tree),
        ImportKind::Employees | ImportKind::Placements => {
            everybody(db, template, (&tree, warrant.by().managed_offices(&tree)), language, now)
                .await?
        }
        ImportKind::Sellers => sellers_table::rows(db, template, language).await?,
        ImportKind::Exemptions | ImportKind::Holidays => Vec::new(),
    };
    let rows = if rows.is_empty() { vec![example(kind, language)] } else { rows };
    let columns = template.iter().map(|column| Heading {
        words: text::field_name(language, column.field).unwrap_or_else(|| column.field.to_owned()),
        width: column.width,
        digits: column.digits,
    });
    let name = text::text(language, &format!("sheet-of-{}", kind.name()));
    Ok(Table { name, columns: columns.collect(), rows })
}

/// A row that shows what is meant. It says in its first column that it is an example, and is passed
/// over where it comes back.
fn example(kind: ImportKind, language: Language) -> Vec<String> {
    let columns = table::of(kind).template.iter();
    let mut cells: Vec<_> = columns
        .map(|column| example_of(kind, column.field, language).unwrap_or_default())
        .collect();
    if let Some(first) = cells.first_mut() {
        *first = text::text(language, "import-example");
    }
    cells
}

/// What may stand under a column.
pub fn example_of(kind: ImportKind, field: &str, language: Language) -> Option<String> {
    let key = match kind {
        ImportKind::Employees => format!("example-employees-{field}"),
        ImportKind::Offices => format!("example-offices-{field}"),
        ImportKind::Placements => format!("example-placements-{field}"),
        ImportKind::Exemptions => format!("example-exemptions-{field}"),
        ImportKind::Holidays => format!("example-holidays-{field}"),
        ImportKind::Sellers => format!("example-sellers-{field}"),
    };
    text::known(language, &key)
}

/// Parents first, as people look for them.
fn every_office(tree: &OfficeTree) -> Vec<Vec<String>> {
    let all = tree.roots().flat_map(|root| tree.subtree(root.id));
    let row = |office: &Office| {
        let parent = office.parent.and_then(|id| tree.get(id));
        vec![
            office.code.clone(),
            office.name.clone(),
            office.kind.clone(),
            parent.map(|parent| parent.code.clone()).unwrap_or_default(),
            office.zone.label().to_owned(),
        ]
    };
    all.filter_map(|id| tree.get(id)).map(row).collect()
}

/// Whoever works here today, or is going to, by office and name.
async fn everybody(
    db: &impl ConnectionTrait,
    template: &[TemplateColumn],
    (tree, managed): (&OfficeTree, Offices),
    language: Language,
    now: DateTime<Utc>,
) -> store::Result<Vec<Vec<String>>> {
    let day: NaiveDate = scope_day(now);
    let offices = managed.narrowing();
    let search = Search { offices, limit: MOST_ROWS as u64, ..Search::default() };
    let found = employees::page(db, &Sight::of_everyone(day), &search, 0).await?;
    let mut places = placements::roster(db, None, day, day).await?;
    let mut rows = Vec::with_capacity(found.len());
    for employee in found {
        let last = places.remove(&employee.id).and_then(|mut all| all.pop());
        if let Some(last) = last.filter(|last| last.to.is_none_or(|to| to >= day)) {
            let office = tree.get(last.office).map(|office| office.code.clone());
            let office = office.unwrap_or_default();
            let cell =
                |column: &TemplateColumn| cell(column.field, &employee, &last, &office, language);
            let cells = template.iter().map(cell).collect();
            rows.push((office.clone(), cells));
        }
    }
    // Stable: within an office they stay in the order of their names.
    rows.sort_by(|(one, _): &(String, Vec<String>), (other, _)| one.cmp(other));
    Ok(rows.into_iter().map(|(_, cells)| cells).collect())
}

fn cell(
    field: &str,
    employee: &Employee,
    place: &Placement,
    office: &str,
    language: Language,
) -> String {
    match field {
        "number" => employee.number.clone(),
        "name" => employee.name.clone(),
        "email" => employee.email.clone().unwrap_or_default(),
        "phone" => employee.phone.clone().unwrap_or_default(),
        "employment_type" => employment_type(place.employment_type, language),
        "grade" => place.grade.clone().unwrap_or_default(),
        "position_level" => position_level(&place.position_level, language),
        "position_title" => place.position_title.clone().unwrap_or_default(),
        "office" => office.to_owned(),
        _ => place.from.to_string(),
    }
}

/// In words, where they are understood when they come back; else the code.
pub fn position_level(level: &str, language: Language) -> String {
    let words = text::known(language, &format!("position-{level}"));
    let words = words.filter(|words| placement::position_level(words) == Some(level));
    words.unwrap_or_else(|| level.to_owned())
}

/// The same of a type of employment.
pub fn employment_type(kind: EmploymentType, language: Language) -> String {
    let words = text::known(language, &format!("employment-{}", kind.name()));
    let words = words.filter(|words| EmploymentType::parse(words) == Some(kind));
    words.unwrap_or_else(|| kind.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_kinds_come_back_as_they_were() {
        for language in Language::ALL {
            for level in placement::POSITION_LEVELS {
                let words = position_level(level, language);
                assert_eq!(placement::position_level(&words), Some(level));
            }
            for kind in EmploymentType::ALL {
                assert_eq!(EmploymentType::parse(&employment_type(kind, language)), Some(kind));
            }
        }
        assert_eq!(position_level("echelon_4", Language::Indonesian), "Eselon IV");
        assert_eq!(position_level("lurah", Language::Indonesian), "lurah");
    }
}
