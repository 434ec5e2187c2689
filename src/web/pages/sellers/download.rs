//! The list of sellers as a file: with the headings that an import reads, and what one decides beside them.

use rocket::get;

use super::Keeper;
use super::list::{SellersQuery, search};
use crate::reports::table::{Heading, Table};
use crate::rules::ImportKind;
use crate::store::seller_classes;
use crate::store::seller_search;
use crate::text;
use crate::web::HttpError;
use crate::web::answers::download::Download;
use crate::web::input::query::Query;
use crate::web::pages::admin::imports::files::{self, Format};
use crate::workflows::imports::sellers_table::cell;
use crate::workflows::imports::table;
use crate::workflows::trail::{Export, note_export};

/// Sellers that are read at once.
const AT_ONCE: u64 = 1_000;

/// The narrowed list.
#[get("/penjual/unduh/daftar/<format>")]
pub async fn download(
    format: Format,
    context: Keeper<'_>,
    query: Query<SellersQuery>,
) -> Result<Download, HttpError> {
    let (db, language) = (context.db(), context.language);
    let search = search(&query.0);
    let template = table::of(ImportKind::Sellers).template;
    let named = |field: &str| text::field_name(language, field).unwrap_or_else(|| field.to_owned());
    let mut columns: Vec<_> = template
        .iter()
        .map(|column| Heading {
            words: named(column.field),
            width: column.width,
            digits: column.digits,
        })
        .collect();
    let decided =
        ["seller-state", "nmid", "ineligible_from", "ineligible_until", "ineligible_reason"];
    columns.extend(decided.map(|field| Heading { words: named(field), width: 18, digits: false }));
    let name = text::text(language, "sheet-of-sellers");
    let mut table = Table { name, columns, rows: Vec::new() };
    loop {
        let offset = table.rows.len() as u64;
        let found = seller_search::page(db, &search, offset, AT_ONCE).await?;
        let classes = seller_classes::of_many(db, found.iter().map(|one| one.id)).await?;
        let is_last = (found.len() as u64) < AT_ONCE;
        for seller in &found {
            let own = classes.get(&seller.id).map(Vec::as_slice).unwrap_or_default();
            let class = own.iter().rev().find(|span| span.to.is_none());
            let mut cells: Vec<_> =
                template.iter().map(|column| cell(column.field, seller, class, language)).collect();
            let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
            let state = text::text(language, &format!("seller-state-{}", seller.state.name()));
            cells.extend([
                state,
                seller.nmid.clone().unwrap_or_default(),
                day(seller.ineligible_from).unwrap_or_default(),
                day(seller.ineligible_until).unwrap_or_default(),
                seller.ineligible_reason.clone().unwrap_or_default(),
            ]);
            table.rows.push(cells);
        }
        if is_last {
            break;
        }
    }
    let export = Export::Sellers { count: table.rows.len() };
    note_export(context.store(), &context.user.warrant(), export).await?;
    files::download(&table, &text::text(language, "sellers-file"), format)
}
