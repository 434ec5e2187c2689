//! The sellers that are there, as a table that can be changed and imported again.

use super::table::TemplateColumn;
use crate::reports::sheet::MOST_ROWS;
use crate::rules::ClassSpan;
use crate::store::seller_search::{self, Search};
use crate::store::sellers::Seller;
use crate::store::{self, ConnectionTrait, seller_classes};
use crate::text::{self, Language};

/// Sellers read with one statement.
const AT_ONCE: u64 = 500;

pub(super) async fn rows(
    db: &impl ConnectionTrait,
    template: &[TemplateColumn],
    language: Language,
) -> store::Result<Vec<Vec<String>>> {
    let mut rows = Vec::new();
    loop {
        let offset = rows.len() as u64;
        let found = seller_search::page(db, &Search::default(), offset, AT_ONCE).await?;
        let classes = seller_classes::of_many(db, found.iter().map(|one| one.id)).await?;
        let is_last = (found.len() as u64) < AT_ONCE;
        for seller in &found {
            // The newest of those that last; a table holds one.
            let own = classes.get(&seller.id).map(Vec::as_slice).unwrap_or_default();
            let class = own.iter().rev().find(|span| span.to.is_none());
            let cells = template.iter().map(|column| cell(column.field, seller, class, language));
            rows.push(cells.collect());
        }
        if is_last || rows.len() >= MOST_ROWS {
            return Ok(rows);
        }
    }
}

/// What is known of a seller, by the field of a form.
pub fn cell(field: &str, seller: &Seller, class: Option<&ClassSpan>, language: Language) -> String {
    let known = match field {
        "name" => return seller.name.clone(),
        "goods" => {
            let kind = seller.goods.map(|goods| format!("goods-{}", goods.name()));
            return kind.map(|key| text::text(language, &key)).unwrap_or_default();
        }
        "class" => return class.map(|span| span.class.clone()).unwrap_or_default(),
        "from" => return class.map(|span| span.from.to_string()).unwrap_or_default(),
        "district" => &seller.district,
        "nib" => &seller.nib,
        "phone" => &seller.phone,
        "whatsapp" => &seller.whatsapp,
        "instagram" => &seller.instagram,
        "youtube" => &seller.youtube,
        "marketplace" => &seller.marketplace,
        "training" => &seller.training,
        "market" => &seller.market,
        _ => &seller.stall,
    };
    known.clone().unwrap_or_default()
}
