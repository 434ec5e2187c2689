//! A sheet with a code that opens the form for a purchase: drawn off the threads that answer.

use rocket::http::Status;
use rocket::request::FromParam;

use crate::documents::leaflet::{self, Leaflet};
use crate::web::HttpError;
use crate::web::answers::download::{Download, Kind};
use crate::web::guards::context::Context;
use crate::web::guards::who::SellerOfficer;

/// As an address ends: `pdf` or `svg`.
#[derive(Clone, Copy)]
pub enum Format {
    Pdf,
    Svg,
}

impl<'r> FromParam<'r> for Format {
    type Error = &'r str;

    fn from_param(param: &'r str) -> Result<Self, Self::Error> {
        match param {
            "pdf" => Ok(Self::Pdf),
            "svg" => Ok(Self::Svg),
            _ => Err(param),
        }
    }
}

/// The sheet of `name`, whose code leads to `path`; the file is called `file`.
pub async fn sheet(
    context: &Context<'_, SellerOfficer>,
    (name, facts): (String, Vec<String>),
    path: &str,
    (file, format): (String, Format),
) -> Result<Download, HttpError> {
    let link = context.app.config.link(path);
    let leaflet = Leaflet {
        language: context.language,
        institution: context.institution().to_owned(),
        name,
        facts,
        address: link.split("://").last().unwrap_or_default().to_owned(),
        link,
    };
    let drawing = tokio::task::spawn_blocking(move || match format {
        Format::Pdf => leaflet::pdf(&leaflet),
        Format::Svg => leaflet::svg(&leaflet),
    });
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "leaflet");
        HttpError::status(Status::InternalServerError)
    };
    let drawn = drawing.await.map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
    Ok(match format {
        Format::Pdf => Download::of(Kind::Pdf, &file, drawn),
        Format::Svg => Download::of(Kind::Svg, &file, drawn),
    })
}
