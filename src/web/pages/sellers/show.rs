//! One seller.

use rocket::get;

use super::Keeper;
use crate::rules::seller::DoubtState;
use crate::rules::{ClassSpan, SellerId};
use crate::store::seller_doubts::Doubt;
use crate::store::sellers::Seller;
use crate::store::{
    purchases, seller_classes, seller_doubts, seller_links, seller_merges, seller_search, sellers,
};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::input::query::{Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::request::local;
use crate::web::views::form_values::FormValues;
use crate::web::views::people;
use crate::web::views::sellers::{
    BoughtThere, ClassRow, CodeView, DoubtRow, KnownOfSeller, LinkView, MarkView, MergedRow,
    NamedSeller, SellerPage, SellerRow,
};

/// Sellers that may be the same.
const OTHERS: u64 = 8;
/// Empty rows of the form for classes.
const EMPTY: usize = 2;

parameters! {
    pub struct SellerQuery {
        /// Which other seller is looked for.
        pub cari: Option<String>,
    }
}

#[get("/penjual/<id>")]
pub async fn show(
    id: UrlId<SellerId>,
    context: Keeper<'_>,
    query: Query<SellerQuery>,
) -> Result<Page, HttpError> {
    page(&context, id.0, query.0.cari, FormValues::default()).await
}

pub async fn page(
    context: &Keeper<'_>,
    id: SellerId,
    looked_for: Option<String>,
    typed: FormValues,
) -> Result<Page, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let seller = sellers::by_id(db, id).await?.ok_or_else(HttpError::not_found)?;
    let classes = seller_classes::of_many(db, [id]).await?.remove(&id).unwrap_or_default();
    let doubts = seller_doubts::of_seller(db, id).await?;
    let merges = seller_merges::into_seller(db, id).await?;
    let gone = sellers::by_ids(db, merges.iter().map(|one| one.gone_id)).await?;
    let into = match seller.merged_into {
        Some(into) => sellers::by_id(db, into).await?,
        None => None,
    };
    let named = [seller.created_by, seller.confirmed_by].into_iter().flatten();
    let named = named.chain(doubts.iter().map(|one| one.raised_by));
    let known = people::by_id(context.store(), named.chain(merges.iter().map(|one| one.merged_by)));
    let known = known.await?;
    let name = |id| known.get(&id).map(|person| person.name.clone());
    let zone = user.zone();
    let looked_for = looked_for.filter(|text| !text.trim().is_empty());
    let merged = merges.iter().filter_map(|merge| {
        let one = gone.iter().find(|one| one.id == merge.gone_id)?;
        let (by, at) = (name(merge.merged_by), local(merge.merged_at, zone));
        Some(MergedRow { id: merge.id, seller: NamedSeller::of(one), by, at })
    });
    let doubted = |one: &Doubt| DoubtRow {
        reason: one.reason.clone(),
        state: one.state,
        purchase: one.purchase_id,
        by: name(one.raised_by),
        at: local(one.raised_at, zone),
    };
    let (count, amount, last) = purchases::at_seller(db, id).await?;
    let form = proposed(&seller, &classes, &doubts, context).await?;
    Ok(context.render(&SellerPage {
        known: KnownOfSeller::of(&seller),
        class_rows: (classes.len() + EMPTY).min(crate::rules::seller_class::MOST),
        classes: classes.iter().map(|span| class_row(span, user.today)).collect(),
        code: CodeView::of(&seller),
        link: link(context, id).await?,
        mark: mark(&seller),
        doubts: doubts.iter().map(doubted).collect(),
        recorded_by: seller.created_by.and_then(name),
        recorded_at: local(seller.created_at, zone),
        confirmed_by: seller.confirmed_by.and_then(name),
        confirmed_at: seller.confirmed_at.map(|at| local(at, zone)),
        bought: BoughtThere { count, amount, last },
        others: others(context, &seller, looked_for.as_deref()).await?,
        looked_for,
        merged: merged.collect(),
        merged_into: into.as_ref().map(NamedSeller::of),
        zone: zone.label().to_owned(),
        seller: SellerRow::of(seller, &classes, user.today),
        form: form.overlaid(typed),
    }))
}

/// Where sellers are asked: the link of this one.
async fn link(context: &Keeper<'_>, id: SellerId) -> Result<Option<LinkView>, HttpError> {
    if !context.user.settings.sellers_confirm {
        return Ok(None);
    }
    let link = seller_links::of_seller(context.db(), id).await?;
    let since = link.map(|link| local(link.created_at, context.user.zone()));
    Ok(Some(LinkView { since }))
}

fn mark(seller: &Seller) -> Option<MarkView> {
    seller.ineligible_from.map(|from| MarkView {
        from,
        until: seller.ineligible_until,
        reason: seller.ineligible_reason.clone(),
    })
}

fn class_row(span: &ClassSpan, today: chrono::NaiveDate) -> ClassRow {
    ClassRow {
        class: span.class.clone(),
        from: span.from,
        to: span.to,
        curation: span.curation,
        now: span.is_carried(today),
        ended: span.to.is_some_and(|to| to < today),
    }
}

/// Those that were looked for; else those that are alike, and those with all of its words.
async fn others(
    context: &Keeper<'_>,
    seller: &Seller,
    looked_for: Option<&str>,
) -> Result<Vec<SellerRow>, HttpError> {
    let (db, today) = (context.db(), context.user.today);
    if seller.merged_into.is_some() {
        return Ok(Vec::new());
    }
    let mut found = match looked_for {
        Some(text) => seller_search::first(db, Some(text), None, OTHERS + 1).await?,
        None => sellers::alike(db, seller, OTHERS).await?,
    };
    if looked_for.is_none() {
        let named = seller_search::first(db, Some(&seller.name), None, OTHERS + 1).await?;
        for one in named {
            if found.iter().all(|known| known.id != one.id) {
                found.push(one);
            }
        }
    }
    found.retain(|one| one.id != seller.id);
    found.truncate(OTHERS.try_into().unwrap_or(usize::MAX));
    let classes = seller_classes::of_many(db, found.iter().map(|one| one.id)).await?;
    let rows = found.into_iter().map(|one| {
        let own = classes.get(&one.id).map(Vec::as_slice).unwrap_or_default();
        SellerRow::of(one, own, today)
    });
    Ok(rows.collect())
}

/// What its forms are filled with: what holds, and what a reviewer proposes.
async fn proposed(
    seller: &Seller,
    classes: &[ClassSpan],
    doubts: &[Doubt],
    context: &Keeper<'_>,
) -> Result<FormValues, HttpError> {
    let mut form = FormValues::default();
    for (row, span) in classes.iter().enumerate() {
        form = form
            .with(&format!("classes.{row}.class"), &span.class)
            .with(&format!("classes.{row}.from"), span.from)
            .with_some(&format!("classes.{row}.to"), span.to)
            .with(&format!("classes.{row}.curation"), span.curation.name());
    }
    let open = doubts.iter().find(|doubt| doubt.state == DoubtState::Open);
    let bought = match open {
        Some(doubt) => purchases::by_id(context.db(), doubt.purchase_id).await?,
        None => None,
    };
    let from = seller.ineligible_from.or(bought.map(|purchase| purchase.purchased_on));
    let reason = seller.ineligible_reason.as_ref().or(open.map(|doubt| &doubt.reason));
    Ok(form
        .with_some("ineligible_from", from)
        .with_some("ineligible_until", seller.ineligible_until)
        .with_some("ineligible_reason", reason))
}
