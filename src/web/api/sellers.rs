//! Sellers.

use rocket::{State, get};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::paging::Paging;
use crate::rules::SellerId;
use crate::store::sellers::{self, Seller};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::caller::Caller;
use crate::web::input::query::{Query, parameters};
use crate::web::{AppState, HttpError};

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

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct SellerQuery {
        /// Part of the name or sub-district
        pub q: Option<String>,
    }
}

/// The sellers that anybody has bought from, in the order in which they became known.
#[utoipa::path(context_path = "/api", tag = "sellers",
    params(SellerQuery, Paging),
    responses((status = 200, body = List<SellerJson>)))]
#[get("/v1/sellers")]
pub async fn list(
    _caller: Caller,
    query: Query<(SellerQuery, Paging)>,
    app: &State<AppState>,
) -> Result<Answer<List<SellerJson>>, HttpError> {
    let (query, paging) = query.0;
    let text = query.q.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let found =
        sellers::search(app.store.reader(), text, paging.after.map(SellerId), paging.to_ask())
            .await?;
    Ok(Answer::ok(paging.list(found, |seller| seller.id, SellerJson::from)))
}
