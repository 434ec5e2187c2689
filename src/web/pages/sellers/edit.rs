//! A new seller, and what is known of one.

use rocket::{get, post};

use super::{Keeper, seen};
use crate::rules::SellerId;
use crate::rules::seller::{self, FIELDS, Goods};
use crate::store::sellers::{self, Seller};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::input::url_id::UrlId;
use crate::web::views::form_values::FormValues;
use crate::web::views::sellers::{NamedSeller, SellerFormPage};
use crate::workflows::sellers::{self as verbs, Draft};

#[get("/penjual/baru")]
pub fn new(context: Keeper<'_>) -> Page {
    blank(&context, FormValues::default())
}

fn blank(context: &Keeper<'_>, form: FormValues) -> Page {
    context.render(&SellerFormPage { seller: None, version: 0, form })
}

#[post("/penjual", data = "<form>")]
pub async fn add(context: Keeper<'_>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&FIELDS, &[])?;
    let draft = Draft { details: draft(&form.0), classes: Vec::new() };
    let added = verbs::add(context.store(), &context.user.warrant(), draft).await;
    let added = added.map(|(seller, _)| format!("/penjual/{}", seller.id));
    let again = async { Ok(blank(&context, form.0.values())) };
    context.finish_versioned(added, "flash-seller-added", again).await
}

#[get("/penjual/<id>/ubah")]
pub async fn form(id: UrlId<SellerId>, context: Keeper<'_>) -> Result<Page, HttpError> {
    page(&context, id.0, FormValues::default()).await
}

async fn page(context: &Keeper<'_>, id: SellerId, typed: FormValues) -> Result<Page, HttpError> {
    let seller = sellers::by_id(context.db(), id).await?.ok_or_else(HttpError::not_found)?;
    Ok(context.render(&SellerFormPage {
        seller: Some(NamedSeller::of(&seller)),
        version: seller.version,
        form: values(&seller).overlaid(typed),
    }))
}

fn values(seller: &Seller) -> FormValues {
    let known = sellers::details(seller);
    FormValues::default()
        .with("name", known.name)
        .with_some("district", known.district)
        .with_some("goods", known.goods.map(Goods::name))
        .with_some("nib", known.nib)
        .with_some("phone", known.phone)
        .with_some("whatsapp", known.whatsapp)
        .with_some("instagram", known.instagram)
        .with_some("youtube", known.youtube)
        .with_some("marketplace", known.marketplace)
        .with_some("training", known.training)
        .with_some("market", known.market)
        .with_some("stall", known.stall)
}

#[post("/penjual/<id>", data = "<form>")]
pub async fn edit(
    id: UrlId<SellerId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    let fields: Vec<_> = FIELDS.into_iter().chain(["version"]).collect();
    form.0.only(&fields, &[])?;
    let warrant = context.user.warrant();
    let edited =
        verbs::edit(context.store(), &warrant, (id.0, Some(seen(&form.0))), draft(&form.0)).await;
    let edited = edited.map(|seller| format!("/penjual/{}", seller.id));
    let again = page(&context, id.0, form.0.values());
    context.finish_versioned(edited, "flash-admin-saved", again).await
}

fn draft(form: &Parts) -> seller::Draft {
    seller::Draft::of(|field| Some(form.text(field).to_owned()))
}
