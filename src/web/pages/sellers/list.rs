//! The list of sellers.

use rocket::get;

use super::Keeper;
use crate::rules::problem::Problem;
use crate::rules::seller::SellerFilter;
use crate::store::seller_search::{self, Search};
use crate::store::{seller_classes, waiting};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::input::query::{Chosen, Parameter, Query, choice, parameters};
use crate::web::pages::paging::PageNumber;
use crate::web::views::Pager;
use crate::web::views::form_values::FormValues;
use crate::web::views::sellers::{SellerRow, SellersPage};

/// Rows on a page.
const PAGE: u64 = 50;

impl Parameter for Option<SellerFilter> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, SellerFilter::from_name)
    }
}

parameters! {
    pub struct SellersQuery {
        pub cari: Option<String>,
        pub keadaan: Chosen<SellerFilter>,
        pub halaman: PageNumber,
    }
}

/// What is looked for.
pub fn search(query: &SellersQuery) -> Search {
    let text = query.cari.clone().filter(|text| !text.trim().is_empty());
    Search { text, filter: query.keadaan.0 }
}

#[get("/penjual")]
pub async fn list(context: Keeper<'_>, query: Query<SellersQuery>) -> Result<Page, HttpError> {
    let (db, today) = (context.db(), context.user.today);
    let search = search(&query.0);
    let PageNumber(page) = query.0.halaman;
    let (filter, text) = (search.filter, search.text.as_deref());
    let form = FormValues::default()
        .with_some("cari", text)
        .with_some("keadaan", filter.map(SellerFilter::name));
    let query: String =
        url::form_urlencoded::byte_serialize(text.unwrap_or_default().as_bytes()).collect();
    let total = seller_search::count(db, &search).await?;
    let found = seller_search::page(db, &search, (page - 1) * PAGE, PAGE).await?;
    let classes = seller_classes::of_many(db, found.iter().map(|one| one.id)).await?;
    let sellers = found.into_iter().map(|one| {
        let own = classes.get(&one.id).map(Vec::as_slice).unwrap_or_default();
        SellerRow::of(one, own, today)
    });
    let base =
        format!("/penjual?cari={query}&keadaan={}&halaman=", filter.map_or("", SellerFilter::name));
    Ok(context.render(&SellersPage {
        filter,
        sellers: sellers.collect(),
        total,
        waiting: waiting::sellers(db).await?,
        query,
        pager: Pager::new(page, total, PAGE, base),
        form,
    }))
}
