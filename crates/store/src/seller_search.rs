//! Sellers as people look for them: by the beginnings of words, which an index has in order.

use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

use super::entities::seller_words::{ActiveModel, Column as Word, Entity as Words};
use super::entities::sellers::{Column, Entity};
use super::sellers::Seller;
use super::{Result, Txn};
use pekan_rules::qris::QrisCheck;
use pekan_rules::seller::{self, SellerFilter, SellerState};
use pekan_rules::{SellerId, keys};

/// Words of a text that are looked for; nobody types more.
const MOST_WORDS: usize = 8;

/// What a list of sellers is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Each of its words begins a word of the name, the sub-district or the market.
    pub text: Option<String>,
    pub filter: Option<SellerFilter>,
}

/// The first of those that a text finds, in the order in which they became known.
pub async fn first(
    db: &impl ConnectionTrait,
    text: Option<&str>,
    after: Option<SellerId>,
    limit: u64,
) -> Result<Vec<Seller>> {
    let mut found = Entity::find();
    match text {
        Some(text) => {
            let Some(mut ids) = matching(text) else { return Ok(Vec::new()) };
            if let Some(after) = after {
                ids.and_where(Expr::col((WORD, Word::SellerId)).gt(after));
            }
            ids.order_by((WORD, Word::SellerId), sea_orm::Order::Asc).limit(limit);
            found = found.filter(Column::Id.in_subquery(ids));
        }
        None => {
            found = found.filter(Column::MergedInto.is_null());
            if let Some(after) = after {
                found = found.filter(Column::Id.gt(after));
            }
        }
    }
    Ok(found.order_by_asc(Column::Id).limit(limit).all(db).await?)
}

/// Those that are looked for, in the order of their names, from an offset on.
pub async fn page(
    db: &impl ConnectionTrait,
    search: &Search,
    offset: u64,
    limit: u64,
) -> Result<Vec<Seller>> {
    let Some(found) = narrowed(search) else { return Ok(Vec::new()) };
    let ordered = found.order_by_asc(Column::NameKey).order_by_asc(Column::DistrictKey);
    Ok(ordered.offset(offset).limit(limit).all(db).await?)
}

pub async fn count(db: &impl ConnectionTrait, search: &Search) -> Result<u64> {
    match narrowed(search) {
        Some(found) => Ok(found.count(db).await?),
        None => Ok(0),
    }
}

/// None where the text has no word that could be found.
fn narrowed(search: &Search) -> Option<Select<Entity>> {
    let mut found = Entity::find();
    if let Some(text) = &search.text {
        found = found.filter(Column::Id.in_subquery(matching(text)?));
    }
    let stands = Column::MergedInto.is_null();
    // The code of one that was merged is looked at all the same.
    let unchecked = Column::QrisCheck.is_in([QrisCheck::Waiting, QrisCheck::Changed]);
    Some(match search.filter {
        Some(SellerFilter::Waiting) => {
            found.filter(stands.and(Column::State.ne(SellerState::Confirmed)).or(unchecked))
        }
        Some(SellerFilter::Ineligible) => {
            found.filter(stands.and(Column::IneligibleFrom.is_not_null()))
        }
        None => found.filter(stands),
    })
}

/// What the words of a statement are called in it.
const WORD: &str = "w";
const OTHER: &str = "o";

/// The ids of the sellers of which each word of a text begins some word. The longest word is looked for
/// first, for it begins the fewest; the others are then asked of each seller that it has found.
pub(super) fn matching(text: &str) -> Option<SelectStatement> {
    let mut words = keys::words(text);
    words.truncate(MOST_WORDS);
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.dedup();
    let mut words = words.iter();
    let first = words.next()?;
    let mut found = Query::select();
    found
        .distinct()
        .column((WORD, Word::SellerId))
        .from_as(Words, Alias::new(WORD))
        .cond_where(begins(WORD, first));
    for word in words {
        let also = Query::select()
            .expr(Expr::val(1))
            .from_as(Words, Alias::new(OTHER))
            .and_where(Expr::col((OTHER, Word::SellerId)).equals((WORD, Word::SellerId)))
            .cond_where(begins(OTHER, word))
            .take();
        found.and_where(Expr::exists(also));
    }
    Some(found)
}

/// A range of the index: LIKE would be a scan on one of the databases.
fn begins(table: &'static str, word: &str) -> Condition {
    // No word has the last character of all.
    let beyond = format!("{word}\u{10FFFF}");
    let column = || Expr::col((table, Word::Word));
    Condition::all().add(column().gte(word)).add(column().lt(beyond))
}

/// Writes the words by which a seller is found; one that was merged is found by none.
pub(super) async fn write(txn: &Txn, seller: &Seller) -> Result<()> {
    let (district, market) = (seller.district.as_deref(), seller.market.as_deref());
    let words = match seller.merged_into {
        None => seller::words(&seller.name, district, market),
        Some(_) => Vec::new(),
    };
    let gone = Words::delete_many().filter(Word::SellerId.eq(seller.id));
    gone.filter(Word::Word.is_not_in(words.iter().map(String::as_str))).exec(txn).await?;
    if words.is_empty() {
        return Ok(());
    }
    let rows =
        words.into_iter().map(|word| ActiveModel { word: Set(word), seller_id: Set(seller.id) });
    let same = OnConflict::columns([Word::Word, Word::SellerId]).do_nothing().to_owned();
    Words::insert_many(rows).on_conflict(same).exec_without_returning(txn).await?;
    Ok(())
}

pub(super) async fn forget(txn: &Txn, id: SellerId) -> Result<()> {
    Words::delete_many().filter(Word::SellerId.eq(id)).exec(txn).await?;
    Ok(())
}
