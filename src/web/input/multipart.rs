//! The one reader of multipart bodies, for pages and for the API. It reads them only for a person
//! whom a guard of the route has identified, and a page's form only with its token in front: until
//! then not one byte of a file is written.

use std::time::Duration;

use rocket::Request;
use rocket::data::{Data, ToByteUnit};
use rocket::http::Status;

use super::body;
use super::parts::{Parts, invalid_field};
use super::takes::{Files, Takes};
use crate::files::{Upload, UploadError};
use crate::rules::{EmployeeId, Problem};
use crate::secret::FormToken;
use crate::web::answers::http_error::{FORM_EXPIRED, HttpError};
use crate::web::guards::viewer::identified;
use crate::web::request::app_state;

/// Five receipts of 10 MiB, and the text beside them. What a form takes may be less: the rest is read
/// and dropped, so that the form can be shown again with what was typed.
const BODY_BYTES: u64 = 55 * 1024 * 1024;
const TEXT_BYTES: usize = 8 * 1024;
/// A policy with all its tiers, and every box of them checked.
const MOST_PARTS: usize = 500;

/// Reads a body with files. `token` is what the first part of a page's form must be.
///
/// # Errors
/// 401 when no guard has identified a person, 403 without the token, 415 for other bodies, 413 and
/// 400 for those that are too large or cut, 422 for a file in a field that takes none. A file of the
/// right field that cannot be taken is no error yet: [`Parts::files`] says why.
pub async fn read<T: Takes>(
    request: &Request<'_>,
    data: Data<'_>,
    token: Option<&FormToken>,
) -> Result<Parts, HttpError> {
    let owner = identified(request).ok_or_else(|| HttpError::status(Status::Unauthorized))?;
    let mut reader =
        Reader { body: multipart(request, data)?, files: T::FILES, parts: Parts::default() };
    if let Some(token) = token
        && !token.is(&reader.token(request).await?)
    {
        return Err(expired());
    }
    reader.rest(request, Some(owner)).await?;
    Ok(reader.parts)
}

/// Reads a page's form with files, or only its texts where the token is not right or nobody has signed
/// in: the page can be shown again then. Whether the form is accepted stands beside it.
///
/// # Errors
/// Those of [`read`]; 401 and 403 only for what begins with no token at all.
pub async fn read_or_return<T: Takes>(
    request: &Request<'_>,
    data: Data<'_>,
    token: &FormToken,
) -> Result<(Parts, bool), HttpError> {
    let owner = identified(request);
    let mut reader =
        Reader { body: multipart(request, data)?, files: T::FILES, parts: Parts::default() };
    let sent = reader.token(request).await.map_err(|error| match owner {
        Some(_) => error,
        None => HttpError::status(Status::Unauthorized),
    })?;
    let owner = owner.filter(|_| token.is(&sent));
    reader.rest(request, owner).await?;
    Ok((reader.parts, owner.is_some()))
}

fn multipart<'b>(
    request: &Request<'_>,
    data: Data<'b>,
) -> Result<multer::Multipart<'b>, HttpError> {
    let kind = request.content_type().filter(|kind| kind.is_form_data());
    let kind = kind.filter(|_| !request.headers().contains("Content-Encoding"));
    let kind = kind.ok_or_else(|| HttpError::status(Status::UnsupportedMediaType))?;
    if announced(request).is_some_and(|bytes| bytes > BODY_BYTES) {
        return Err(HttpError::status(Status::PayloadTooLarge));
    }
    let boundary = kind.param("boundary").ok_or_else(malformed)?;
    Ok(multer::Multipart::with_reader(data.open(BODY_BYTES.bytes()), boundary))
}

/// The length that the client promises.
pub fn announced(request: &Request<'_>) -> Option<u64> {
    request.headers().get_one("Content-Length")?.parse().ok()
}

/// 403: the form is not ours, or the session that it was shown to has ended.
pub fn expired() -> HttpError {
    HttpError::of(Status::Forbidden, Problem::new("csrf", FORM_EXPIRED))
}

fn malformed() -> HttpError {
    HttpError::status(Status::BadRequest)
}

#[derive(PartialEq)]
enum Part {
    Whole,
    /// What no longer comes.
    Cut,
}

struct Reader<'b> {
    body: multer::Multipart<'b>,
    files: Files,
    parts: Parts,
}

impl Reader<'_> {
    /// The token with which the body must begin.
    async fn token(&mut self, request: &Request<'_>) -> Result<String, HttpError> {
        let first = self.body.next_field().await.map_err(|_| malformed())?;
        let part = first.filter(|part| part.name() == Some("csrf")).ok_or_else(expired)?;
        read_text(request, part, "csrf", TEXT_BYTES).await
    }

    /// Everything behind it. Without an owner no file is received, and what no longer comes is not
    /// waited for.
    async fn rest(
        &mut self,
        request: &Request<'_>,
        owner: Option<EmployeeId>,
    ) -> Result<(), HttpError> {
        for _ in 0..MOST_PARTS {
            let next = self.body.next_field();
            let part = if owner.is_some() {
                next.await.map_err(|_| malformed())?
            } else {
                // What cannot be read any more takes nothing from what was.
                match within_patience(next).await {
                    Some(Ok(part)) => part,
                    Some(Err(_)) | None => None,
                }
            };
            let Some(part) = part else { return Ok(()) };
            if self.part(request, owner, part).await? == Part::Cut {
                return Ok(());
            }
        }
        match self.body.next_field().await {
            Ok(None) => Ok(()),
            _ => Err(HttpError::status(Status::PayloadTooLarge)),
        }
    }

    async fn part(
        &mut self,
        request: &Request<'_>,
        owner: Option<EmployeeId>,
        part: multer::Field<'_>,
    ) -> Result<Part, HttpError> {
        let name = part.name().unwrap_or_default().to_owned();
        // Browsers give a file name to JSON that a script puts beside the files.
        let is_json = part.content_type().is_some_and(|k| k.essence_str() == "application/json");
        match part.file_name() {
            Some(_) if name == self.files.field => match owner {
                Some(owner) => self.file(request, owner, part).await.map(|()| Part::Whole),
                None => Ok(self.dropped(part).await),
            },
            Some(_) if !is_json => Err(invalid_field(&name, "field-unknown")),
            _ => {
                let is_long = self.files.long_texts.contains(&name.as_str());
                let file_bytes = usize::try_from(self.files.bytes).unwrap_or(usize::MAX);
                let most = if is_long { file_bytes } else { TEXT_BYTES };
                let text = read_text(request, part, &name, most).await?;
                self.parts.add(name, text).map(|()| Part::Whole)
            }
        }
    }

    /// A file that is not received.
    async fn dropped(&mut self, mut part: multer::Field<'_>) -> Part {
        if part.file_name().is_some_and(|name| !name.is_empty()) {
            self.parts.files.came += 1;
        }
        loop {
            match within_patience(part.chunk()).await {
                Some(Ok(Some(_))) => {}
                Some(Ok(None)) => return Part::Whole,
                Some(Err(_)) | None => return Part::Cut,
            }
        }
    }

    async fn file(
        &mut self,
        request: &Request<'_>,
        owner: EmployeeId,
        mut part: multer::Field<'_>,
    ) -> Result<(), HttpError> {
        let unnamed = part.file_name().is_none_or(str::is_empty);
        let mut first = part.chunk().await.map_err(|_| malformed())?;
        while first.as_ref().is_some_and(multer::bytes::Bytes::is_empty) {
            first = part.chunk().await.map_err(|_| malformed())?;
        }
        if unnamed && first.is_none() {
            // A file input that was left empty comes as a nameless part of no bytes.
            return Ok(());
        }
        let files = &mut self.parts.files;
        files.came += 1;
        if files.came <= self.files.most {
            match take(request, owner, self.files.bytes, first, &mut part).await {
                Ok(file) => files.taken.push(file),
                Err(NotRead::Refused(error)) => {
                    files.refused.get_or_insert(error);
                }
                Err(NotRead::Malformed) => return Err(malformed()),
            }
        }
        // Read to its end, so that the fields after it are known.
        while part.chunk().await.map_err(|_| malformed())?.is_some() {}
        Ok(())
    }
}

/// How long the rest of a form that is not accepted may let us wait.
const PATIENCE: Duration = Duration::from_secs(3);

async fn within_patience<T>(next: impl Future<Output = T>) -> Option<T> {
    let result = tokio::time::timeout(PATIENCE, next).await;
    result.ok()
}

enum NotRead {
    Refused(UploadError),
    Malformed,
}

impl From<UploadError> for NotRead {
    fn from(error: UploadError) -> Self {
        Self::Refused(error)
    }
}

/// Writes a file into the temporary folder, of which nothing stays when it cannot be taken.
async fn take(
    request: &Request<'_>,
    owner: EmployeeId,
    most: u64,
    first: Option<impl AsRef<[u8]>>,
    part: &mut multer::Field<'_>,
) -> Result<Upload, NotRead> {
    let mut file = app_state(request).storage.incoming(Some(owner), most).await?;
    if let Some(first) = first {
        file.write(first.as_ref()).await?;
    }
    while let Some(piece) = part.chunk().await.map_err(|_| NotRead::Malformed)? {
        file.write(&piece).await?;
    }
    Ok(file)
}

async fn read_text(
    request: &Request<'_>,
    mut part: multer::Field<'_>,
    name: &str,
    most: usize,
) -> Result<String, HttpError> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await.map_err(|_| malformed())? {
        body::hold(request, piece.len())?;
        bytes.extend_from_slice(&piece);
        if bytes.len() > most {
            let problem = Problem::new(name, "field-too-large");
            return Err(HttpError::of(Status::PayloadTooLarge, problem));
        }
    }
    String::from_utf8(bytes).map_err(|_| invalid_field(name, "field-unprintable"))
}
