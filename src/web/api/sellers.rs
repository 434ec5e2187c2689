//! Sellers.

use rocket::{State, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::paging::Paging;
use crate::rules::SellerId;
use crate::store::sellers::{self, Seller};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::viewer::Caller;
use crate::web::input::query::Query;
use crate::web::{AppState, Failure};

#[derive(Serialize, ToSchema)]
pub struct SellerJson {
    #[schema(value_type = i64)]
    id: SellerId,
    name: String,
    /// The sub-district.
    district: Option<String>,
}

impl From<Seller> for SellerJson {
    fn from(seller: Seller) -> Self {
        Self { id: seller.id, name: seller.name, district: seller.district }
    }
}

/// The sellers that anybody has bought from, in the order in which they became known.
#[utoipa::path(context_path = "/api", tag = "sellers",
    params(("q" = Option<String>, Query, description = "Part of the name or sub-district"),
        ("limit" = Option<u64>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = List<SellerJson>)))]
#[get("/v1/sellers")]
pub async fn list(
    _caller: Caller,
    query: Query,
    app: &State<AppState>,
) -> Result<Answer<List<SellerJson>>, Failure> {
    let query = query.only(&["q", "limit", "after"])?;
    let paging = Paging::read(&query)?;
    let text = query.text("q").map(str::trim).filter(|text| !text.is_empty());
    let found = sellers::search(app.store.reader(), text, paging.after, paging.to_ask()).await?;
    Ok(Answer::ok(paging.list(found, |seller| seller.id, SellerJson::from)))
}
