//! Who would have to be told if data got into wrong hands (UU 27/2022, article 46): the people of an office and
//! all below it, or everybody, with what they are reached by. Whoever has left is among them: their data is
//! here still.

use rocket::get;

use super::imports::files::{self, Format};
use super::office_name;
use crate::reports::table::{Heading, Table};
use crate::rules::placement;
use crate::store::employees::{self, Search};
use crate::store::placements;
use crate::text;
use crate::web::HttpError;
use crate::web::answers::download::Download;
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::input::query::{Query, parameters};
use crate::workflows::trail::{Export, note_export};

parameters! {
    pub struct RosterQuery {
        /// The code of an office: that and all below it.
        pub unit: Option<String>,
    }
}

/// People that are read at once.
const AT_ONCE: u64 = 1_000;

const COLUMNS: [(&str, u8, bool); 5] = [
    ("field-name", 34, false),
    ("field-number", 21, true),
    ("field-email", 34, false),
    ("field-phone", 16, true),
    ("employees-office-name", 40, false),
];

#[get("/admin/pemberitahuan/<format>")]
pub async fn download(
    format: Format,
    context: Context<'_, Administrator>,
    query: Query<RosterQuery>,
) -> Result<Download, HttpError> {
    let (user, db, language) = (&context.user, context.db(), context.language);
    let unit = query.0.unit.filter(|code| !code.is_empty());
    let offices = user.subtree_in_sight(unit.as_deref())?;
    let search = Search { offices, limit: AT_ONCE, ..Search::default() };
    let columns = COLUMNS.map(|(key, width, digits)| {
        let words = text::text(language, key);
        Heading { words, width, digits }
    });
    let name = text::text(language, "sheet-of-employees");
    let mut table = Table { name, columns: columns.to_vec(), rows: Vec::new() };
    loop {
        let offset = table.rows.len() as u64;
        let found = employees::page(db, &user.sight(), &search, offset).await?;
        let places = placements::of_many(db, found.iter().map(|one| one.id)).await?;
        let is_last = (found.len() as u64) < AT_ONCE;
        table.rows.extend(found.into_iter().map(|one| {
            let own = places.get(&one.id).map(Vec::as_slice).unwrap_or_default();
            let place = placement::current(own, user.rulebook.today(own, user.now));
            let office = office_name(&user.rulebook.offices, place.map(|place| place.office));
            vec![
                one.name,
                one.number,
                one.email.unwrap_or_default(),
                one.phone.unwrap_or_default(),
                office.unwrap_or_default().to_owned(),
            ]
        }));
        if is_last {
            break;
        }
    }
    let export = Export::BreachRoster { count: table.rows.len() };
    note_export(context.store(), &user.warrant(), export).await?;
    files::download(&table, &text::text(language, "roster-file"), format)
}
