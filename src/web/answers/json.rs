//! JSON bodies and answers of the API. A body is an object whose keys come once and are known.

use std::marker::PhantomData;

use rocket::Request;
use rocket::data::{Data, FromData, Outcome};
use rocket::http::{ContentType, Header, Method, Status};
use rocket::response::{self, Body as ResponseBody, Responder, Response};
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::http_error::{HttpError, reject};
use crate::rules::Problem;
use crate::secret;
use crate::web::input::body;

const MOST_BYTES: u64 = 1024 * 1024;

/// A request body.
pub struct Body<T>(pub T);

#[rocket::async_trait]
impl<'r, T: DeserializeOwned> FromData<'r> for Body<T> {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match read(request, data).await {
            Ok(body) => Outcome::Success(Self(body)),
            Err(failure) => Outcome::Error(reject(request, failure)),
        }
    }
}

/// Reads the body of a request.
pub async fn read<T: DeserializeOwned>(
    request: &Request<'_>,
    data: Data<'_>,
) -> Result<T, HttpError> {
    if !request.content_type().is_some_and(is_json_in_utf8)
        || request.headers().contains("Content-Encoding")
    {
        return Err(HttpError::status(Status::UnsupportedMediaType));
    }
    parse(&body::read(request, data, MOST_BYTES).await?)
}

/// JSON is UTF-8 (RFC 8259), and so is what no `charset` is said of.
fn is_json_in_utf8(kind: &ContentType) -> bool {
    let mut sets = kind.params().filter(|(name, _)| *name == "charset");
    kind.is_json() && sets.all(|(_, set)| set.trim_matches('"').eq_ignore_ascii_case("utf-8"))
}

/// Reads a JSON text; what is wrong is told with the path of the field.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, HttpError> {
    refuse_nul(body)?;
    let mut reader = serde_json::Deserializer::from_slice(body);
    let parsed: Object<T> = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        // What is no JSON to its end is told so, whatever else is wrong before.
        let malformed = serde_json::from_slice::<IgnoredAny>(body).err();
        malformed.map_or_else(|| describe(&path, error.inner()), |error| describe(".", &error))
    })?;
    reader.end().map_err(|error| describe(".", &error))?;
    Ok(parsed.0)
}

/// Refuses NUL in any text or key: PostgreSQL stores none. JSON can only write it as an escape.
fn refuse_nul(body: &[u8]) -> Result<(), HttpError> {
    const ESCAPED: &[u8] = b"\\u0000";
    if body.windows(ESCAPED.len()).any(|bytes| bytes == ESCAPED)
        && let Ok(document) = serde_json::from_slice(body)
        && let Some(field) = field_with_nul(&document, "body")
    {
        return Err(HttpError::invalid(Problem::new(field, "unprintable")));
    }
    Ok(())
}

/// The path of the first text with NUL, or of the object that has a key with it.
fn field_with_nul(value: &Value, path: &str) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(|| path.to_owned()),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| field_with_nul(item, &format!("{path}[{index}]"))),
        Value::Object(fields) => fields.iter().find_map(|(name, value)| match path {
            _ if name.contains('\0') => Some(path.to_owned()),
            "body" => field_with_nul(value, name),
            path => field_with_nul(value, &format!("{path}.{name}")),
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// An object, and nothing that could be read in its place: serde takes a list for a struct, too.
#[derive(Clone, Debug)]
pub struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields(PhantomData))
    }
}

struct Fields<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Object)
    }
}

/// Reads a key that may be left out, but not be `null`.
pub fn given<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

fn describe(path: &str, error: &serde_json::Error) -> HttpError {
    // To serde_json a number that no type can hold is bad syntax.
    let number = error.to_string().starts_with("number out of range");
    if !number && (error.is_syntax() || error.is_eof() || error.is_io()) {
        return HttpError::of(Status::BadRequest, Problem::new("body", "json-malformed"));
    }
    let words = error.to_string();
    let quoted = || words.split('`').nth(1).unwrap_or_default().to_owned();
    let inside = |name: String| match path {
        "." => name,
        path => format!("{path}.{name}"),
    };
    let (field, code) = if words.starts_with("missing field") {
        (inside(quoted()), "missing")
    } else if words.starts_with("unknown field") {
        // The path already ends with the unknown key.
        (if path == "." { quoted() } else { path.to_owned() }, "field-unknown")
    } else if words.starts_with("duplicate field") {
        (inside(quoted()), "field-twice")
    } else {
        (path.to_owned(), "wrong-type")
    };
    let field = if field == "." { "body".to_owned() } else { field };
    HttpError::invalid(Problem::new(field, code))
}

/// An answer, with its status.
pub struct Answer<T>(pub Status, pub T);

impl<T> Answer<T> {
    pub fn ok(value: T) -> Self {
        Self(Status::Ok, value)
    }

    pub fn created(value: T) -> Self {
        Self(Status::Created, value)
    }
}

impl<'r, T: Serialize> Responder<'r, 'static> for Answer<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let Ok(body) = serde_json::to_vec(&self.1) else {
            return HttpError::status(Status::InternalServerError).respond_to(request);
        };
        let tag = content_tag(&body);
        let mut response = response_of(self.0, body);
        if request.method() == Method::Get && self.0 == Status::Ok {
            make_conditional(&mut response, request, tag);
        }
        Ok(response)
    }
}

fn response_of(status: Status, body: Vec<u8>) -> Response<'static> {
    let mut response = Response::new();
    response.set_status(status);
    response.set_header(ContentType::JSON);
    response.set_header(Header::new("Vary", "Authorization, Cookie, Accept-Language"));
    response.set_sized_body(body.len(), std::io::Cursor::new(body));
    response
}

/// The `ETag` of a body: weak, for compression changes the bytes and not what they say.
pub fn content_tag(body: &[u8]) -> String {
    format!("W/\"{}\"", &secret::sha256(body)[..24])
}

/// Lets a client keep an answer and ask whether it still holds (304).
///
/// Only programs with a token may keep one: a browser with a session may stand on a desk that
/// several people share, and gets `no-store` as on every page.
pub fn make_conditional(response: &mut Response<'_>, request: &Request<'_>, tag: String) {
    if request.headers().contains("Authorization") {
        response.set_header(Header::new("Cache-Control", "private, no-cache"));
    }
    if is_known(request, &tag) {
        response.set_status(Status::NotModified);
        *response.body_mut() = ResponseBody::default();
    }
    response.set_header(Header::new("ETag", tag));
}

/// Whether `If-None-Match` names the tag, by the weak comparison that RFC 9110 asks for.
fn is_known(request: &Request<'_>, tag: &str) -> bool {
    let tag = tag.trim_start_matches("W/");
    let mut named = request.headers().get("If-None-Match").flat_map(|line| line.split(','));
    named.any(|named| named.trim() == "*" || named.trim().trim_start_matches("W/") == tag)
}

/// An answer about one version of something, for `If-Match`. What it says of that version differs
/// between those who ask, so it answers no `If-None-Match`.
pub struct Tagged<T> {
    pub answer: Answer<T>,
    pub version: i32,
}

impl<'r, T: Serialize> Responder<'r, 'static> for Tagged<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let Ok(body) = serde_json::to_vec(&self.answer.1) else {
            return HttpError::status(Status::InternalServerError).respond_to(request);
        };
        let mut response = response_of(self.answer.0, body);
        response.set_header(Header::new("ETag", format!("\"{}\"", self.version)));
        Ok(response)
    }
}

/// A list, and where it goes on.
#[derive(Serialize, utoipa::ToSchema)]
pub struct List<T> {
    pub items: Vec<T>,
    /// What to give as `after` for the next ones; `null` when these were the last.
    pub next: Option<String>,
}
