//! Forms as browsers send them, with or without files. Nothing is believed: what is sent twice, is
//! not text, or is too much, is refused by name; and no form is read without its token.

use std::collections::BTreeMap;

use rocket::Request;
use rocket::data::{Data, FromData, Outcome, ToByteUnit};
use rocket::http::{ContentType, Status};

use super::failure::{Failure, set_aside};
use super::page::csrf_token;
use super::request::pekan;
use crate::receipts::{Incoming, Refusal, Storage};
use crate::rules::Problem;

/// Url-encoded forms are small.
const URL_ENCODED_BYTES: u64 = 32 * 1024;
/// Five receipts of 10 MiB, and the text beside them.
const MULTIPART_BYTES: u64 = 55 * 1024 * 1024;
const TEXT_PART_BYTES: usize = 8 * 1024;
/// A policy with all its tiers, and every box of them checked.
const MOST_PARTS: usize = 500;

/// A submitted form of ours: its token was right.
pub struct Form(pub Parts);

/// Texts and files by the names of their fields.
#[derive(Default)]
pub struct Parts {
    texts: BTreeMap<String, Vec<String>>,
    files: Vec<(String, Incoming)>,
    /// The first file that was too large: read to its end, so that the fields after it are known.
    refused: Option<(String, Refusal)>,
}

impl Parts {
    /// The text of a field, empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// The text of a field that was filled in.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.trim().is_empty())
    }

    /// All values of a field that may come more than once.
    pub fn all(&self, name: &str) -> &[String] {
        self.texts.get(name).map_or(&[], Vec::as_slice)
    }

    pub fn is_checked(&self, name: &str) -> bool {
        self.texts.contains_key(name)
    }

    pub fn take_files(&mut self, name: &str) -> Vec<Incoming> {
        let (wanted, others) = self.files.drain(..).partition(|(field, _)| field == name);
        self.files = others;
        let wanted: Vec<(String, Incoming)> = wanted;
        wanted.into_iter().map(|(_, file)| file).collect()
    }

    /// The refusal of a file that was too large, for a page that shows it at its field.
    pub fn take_refusal(&mut self) -> Option<Refusal> {
        self.refused.take().map(|(_, refusal)| refusal)
    }

    /// What was typed, to be shown again.
    pub fn typed(&self) -> serde_json::Value {
        self.texts
            .iter()
            .filter(|(name, _)| *name != "csrf" && !name.contains("password"))
            .map(|(name, values)| {
                (name.clone(), values.first().cloned().unwrap_or_default().into())
            })
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    /// Refuses fields that the form does not have, and single ones that came twice.
    pub fn only(&self, single: &[&str], repeated: &[&str]) -> Result<(), Failure> {
        for (name, values) in &self.texts {
            let name = name.as_str();
            if name == "csrf" || repeated.contains(&name) {
                continue;
            }
            if !single.contains(&name) {
                return Err(refused(name, "field-unknown"));
            }
            if values.len() > 1 {
                return Err(refused(name, "field-twice"));
            }
        }
        if self.refused.is_some() {
            return Err(Refusal::TooLarge.into());
        }
        let unexpected = self.files.iter().find(|(name, _)| !repeated.contains(&name.as_str()));
        unexpected.map_or(Ok(()), |(name, _)| Err(refused(name, "field-unknown")))
    }

    fn add(&mut self, name: String, value: String) -> Result<(), Failure> {
        if value.contains(['\0', '\u{FFFD}']) || name.contains(['\0', '\u{FFFD}']) {
            return Err(refused(&name, "field-unprintable"));
        }
        self.texts.entry(name).or_default().push(value);
        Ok(())
    }
}

/// 422 for a field by the name that was sent, which may be anything.
pub fn refused(field: &str, code: &'static str) -> Failure {
    let shown: String = field.chars().filter(|c| !c.is_control()).take(40).collect();
    Failure::invalid(Problem::new(shown, code))
}

fn too_large() -> Failure {
    Failure::status(Status::PayloadTooLarge)
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Form {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match read(request, data).await {
            Ok(parts) if csrf_token(request).is(parts.text("csrf")) => {
                Outcome::Success(Self(parts))
            }
            Ok(_) => {
                let failure = Failure::of(Status::Forbidden, Problem::new("csrf", "form-expired"));
                Outcome::Error(set_aside(request, failure))
            }
            Err(failure) => Outcome::Error(set_aside(request, failure)),
        }
    }
}

async fn read(request: &Request<'_>, data: Data<'_>) -> Result<Parts, Failure> {
    if request.headers().contains("Content-Encoding") {
        return Err(Failure::status(Status::UnsupportedMediaType));
    }
    match request.content_type() {
        Some(kind) if kind.is_form() => url_encoded(data).await,
        Some(kind) if kind.is_form_data() => {
            parts_of(&pekan(request).storage, kind, announced(request), data).await
        }
        _ => Err(Failure::status(Status::UnsupportedMediaType)),
    }
}

/// The length that the client promises.
pub fn announced(request: &Request<'_>) -> Option<u64> {
    request.headers().get_one("Content-Length")?.parse().ok()
}

async fn url_encoded(data: Data<'_>) -> Result<Parts, Failure> {
    let body = data.open(URL_ENCODED_BYTES.bytes()).into_bytes().await;
    let body = body.map_err(|_| Failure::status(Status::BadRequest))?;
    if !body.is_complete() {
        return Err(too_large());
    }
    let mut parts = Parts::default();
    for (name, value) in url::form_urlencoded::parse(&body) {
        parts.add(name.into_owned(), value.into_owned())?;
    }
    Ok(parts)
}

/// Reads the API's forms with files. `announced` is the length that the client promises.
pub async fn multipart(
    storage: &Storage,
    kind: &ContentType,
    announced: Option<u64>,
    data: Data<'_>,
) -> Result<Parts, Failure> {
    let mut parts = parts_of(storage, kind, announced, data).await?;
    parts.take_refusal().map_or(Ok(parts), |refusal| Err(refusal.into()))
}

async fn parts_of(
    storage: &Storage,
    kind: &ContentType,
    announced: Option<u64>,
    data: Data<'_>,
) -> Result<Parts, Failure> {
    if announced.is_some_and(|bytes| bytes > MULTIPART_BYTES) {
        return Err(too_large());
    }
    let malformed = || Failure::status(Status::BadRequest);
    let boundary = kind.param("boundary").ok_or_else(malformed)?;
    let body = data.open(MULTIPART_BYTES.bytes());
    let mut form = multer::Multipart::with_reader(body, boundary);
    let mut parts = Parts::default();
    for number in 0.. {
        let Some(field) = form.next_field().await.map_err(|_| malformed())? else { break };
        if number >= MOST_PARTS {
            return Err(too_large());
        }
        part(storage, field, &mut parts).await?;
    }
    Ok(parts)
}

async fn part(
    storage: &Storage,
    mut field: multer::Field<'_>,
    parts: &mut Parts,
) -> Result<(), Failure> {
    let malformed = |_| Failure::status(Status::BadRequest);
    let name = field.name().unwrap_or_default().to_owned();
    // Browsers give a file name to JSON that a script puts beside the files.
    let is_json = field.content_type().is_some_and(|kind| kind.essence_str() == "application/json");
    let Some(file_name) = field.file_name().filter(|_| !is_json) else {
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(malformed)? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > TEXT_PART_BYTES {
                return Err(Failure::of(
                    Status::PayloadTooLarge,
                    Problem::new(name, "field-too-large"),
                ));
            }
        }
        let text = String::from_utf8(bytes).map_err(|_| refused(&name, "field-unprintable"))?;
        return parts.add(name, text);
    };
    let unnamed = file_name.is_empty();
    let mut incoming = storage.incoming().await?;
    while let Some(piece) = field.chunk().await.map_err(malformed)? {
        match incoming.write(&piece).await {
            Err(Refusal::TooLarge) => {
                drop(incoming);
                while field.chunk().await.map_err(malformed)?.is_some() {}
                parts.refused.get_or_insert((name, Refusal::TooLarge));
                return Ok(());
            }
            written => written?,
        }
    }
    // A file input that was left empty comes as a nameless part of no bytes.
    if !(unnamed && incoming.bytes() == 0) {
        parts.files.push((name, incoming));
    }
    Ok(())
}
