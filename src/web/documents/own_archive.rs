//! All that is kept about somebody, in one file, for themselves.

use rocket::Responder;
use rocket::http::{ContentType, Header, Status};
use tokio::fs::File;

use crate::web::answers::file_response::NOT_CACHED;
use crate::web::guards::viewer::SignedIn;
use crate::web::{AppState, HttpError};
use crate::workflows::accounts::own_data::{NotArchived, own_data};

#[derive(Responder)]
pub struct Archive {
    file: File,
    kind: ContentType,
    disposition: Header<'static>,
    cache: Header<'static>,
}

/// Makes it; not often, for it can be large.
pub async fn archive(app: &AppState, user: &SignedIn) -> Result<Archive, HttpError> {
    app.throttle.own_data(user.employee.id)?;
    let (folder, language) = (app.config.data_dir.join("tmp"), user.language);
    let made = own_data(&app.store, &app.storage, &user.warrant(), (&folder, language)).await;
    let file = made.map_err(|error| match error {
        NotArchived::Refused(refused) => refused.into(),
        NotArchived::Io(_) => {
            tracing::error!(%error, "own data");
            HttpError::status(Status::ServiceUnavailable)
        }
    })?;
    let disposition = format!("attachment; filename=\"data-pekan-{}.zip\"", user.today);
    Ok(Archive {
        file: File::from_std(file),
        kind: ContentType::ZIP,
        disposition: Header::new("Content-Disposition", disposition),
        cache: Header::new("Cache-Control", NOT_CACHED),
    })
}
