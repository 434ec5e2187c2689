//! Asking as somebody, and what is answered.

use pekan::rules::PurchaseId;
use pekan::store::purchases;
use rocket::http::{ContentType, Cookie, Header, Method, Status};
use rocket::local::asynchronous::LocalResponse;
use serde_json::Value;

use super::Town;
use super::Who::{self, Nobody};
use super::cast::{bearer, cookie};
use crate::support::addresses::{must_be_without_numbers, must_say_no_number};

/// An answer, read whole.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The session that an answer gives its browser.
    #[track_caller]
    pub fn session(&self) -> Cookie<'static> {
        let given = self.headers.iter().find(|(_, value)| value.starts_with("__Host-sid="));
        Cookie::parse(given.expect("no session").1.clone()).unwrap()
    }

    /// Fails where a page or what it leads to says a NIP in an address.
    #[track_caller]
    pub fn without_numbers(self) -> Self {
        if let Some(next) = self.header("Location").filter(|next| !next.starts_with("/api")) {
            must_say_no_number(next);
        }
        if self.header("Content-Type").is_some_and(|kind| kind.starts_with("text/html")) {
            must_be_without_numbers(&self.text());
        }
        self
    }

    /// Fails with the body when the status is another.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}

/// A file of a multipart form: field, file name, bytes.
pub type File<'a> = (&'a str, &'a str, &'a [u8]);

impl Town {
    pub async fn get(&self, who: Who, path: &str) -> Reply {
        self.get_with(who, path, &[]).await
    }

    /// Asks for a page with further headers.
    pub async fn get_with(&self, who: Who, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = self.client.get(path.to_owned());
        if who != Nobody {
            request = request.cookie(cookie(who));
        }
        for (name, value) in headers {
            request = request.header(Header::new((*name).to_owned(), (*value).to_owned()));
        }
        reply(request.dispatch().await).await
    }

    /// The version of the purchase that a path is about, if it is about one: what its form or its `ETag` has
    /// just said.
    async fn seen(&self, path: &str) -> Option<String> {
        let parts: Vec<&str> = path.split('/').collect();
        let id = match parts[..] {
            ["", "tinjau", id] | ["", "belanja", id, "batal"] => id,
            ["", "purchases", id, "review" | "void"] => id,
            _ => return None,
        };
        let id = id.parse().ok()?;
        let found = purchases::by_id(self.store.reader(), PurchaseId(id)).await.unwrap();
        Some(found.map_or(0, |row| row.version).to_string())
    }

    /// Submits a form as its owner's browser does right after it was shown: token, version and all.
    pub async fn post(&self, who: Who, path: &str, fields: &[(&str, &str)]) -> Reply {
        let (csrf, seen) = (who.csrf(), self.seen(path).await);
        let seen = seen.filter(|_| !fields.iter().any(|(name, _)| *name == "version"));
        let all = [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied());
        let all = all.chain(seen.as_deref().map(|version| ("version", version)));
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        let request = self.client.post(path.to_owned()).header(ContentType::Form).body(body);
        reply(request.cookie(cookie(who)).dispatch().await).await
    }

    /// Submits a form, with cookies beside that of the session.
    pub async fn post_with(
        &self,
        who: Who,
        path: &str,
        fields: &[(&str, &str)],
        cookies: &[(&'static str, &str)],
    ) -> Reply {
        let csrf = who.csrf();
        let all = [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied());
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        let mut request = self.client.post(path.to_owned()).header(ContentType::Form).body(body);
        for (name, value) in cookies {
            request = request.cookie((*name, (*value).to_owned()));
        }
        reply(request.cookie(cookie(who)).dispatch().await).await
    }

    /// Submits a form with further headers.
    pub async fn post_headed(
        &self,
        who: Who,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&'static str, &'static str)],
    ) -> Reply {
        let csrf = who.csrf();
        let all = [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied());
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        let mut request = self.client.post(path.to_owned()).header(ContentType::Form).body(body);
        for (name, value) in headers {
            request = request.header(Header::new(*name, *value));
        }
        reply(request.cookie(cookie(who)).dispatch().await).await
    }

    /// Asks for the page to which a form has led, with the message that it left.
    pub async fn follow(&self, who: Who, answer: &Reply) -> Reply {
        self.get_after(who, answer.header("Location").expect("no next page"), answer).await
    }

    /// Asks for a page in the browser that got this answer before.
    pub async fn get_after(&self, who: Who, path: &str, answer: &Reply) -> Reply {
        let mut request = self.client.get(path.to_owned()).cookie(cookie(who));
        for (name, value) in &answer.headers {
            if name.eq_ignore_ascii_case("Set-Cookie") {
                request = request.cookie(Cookie::parse_encoded(value.clone()).unwrap());
            }
        }
        reply(request.dispatch().await).await
    }

    /// Submits a form with files.
    pub async fn upload(
        &self,
        who: Who,
        path: &str,
        fields: &[(&str, &str)],
        files: &[File<'_>],
    ) -> Reply {
        let csrf = who.csrf();
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.send(who, path, MULTIPART, multipart(&all, files)).await
    }

    /// Submits whatever bytes as a form.
    pub async fn send(&self, who: Who, path: &str, kind: &str, body: Vec<u8>) -> Reply {
        let request = self.client.post(path.to_owned()).cookie(cookie(who)).body(body);
        let kind = Header::new("Content-Type", kind.to_owned());
        reply(request.header(kind).dispatch().await).await
    }

    /// Calls the API with a token and, if there is one, a JSON body. `path` is below `/api/v1`.
    pub async fn api(&self, who: Who, method: Method, path: &str, body: Option<Value>) -> Reply {
        self.api_with(who, method, path, body, &[]).await
    }

    pub async fn api_with(
        &self,
        who: Who,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = self.client.req(method, format!("/api/v1{path}"));
        if who != Nobody {
            request = request.header(bearer(who));
        }
        for (name, value) in headers {
            request = request.header(Header::new((*name).to_owned(), (*value).to_owned()));
        }
        let is_said = headers.iter().any(|(name, _)| *name == "If-Match");
        if let Some(version) = self.seen(path).await.filter(|_| !is_said) {
            request = request.header(Header::new("If-Match", format!("\"{version}\"")));
        }
        if let Some(body) = body {
            request = request.header(ContentType::JSON).body(body.to_string());
        }
        reply(request.dispatch().await).await
    }

    /// Calls the API with a multipart body.
    pub async fn api_upload(
        &self,
        who: Who,
        path: &str,
        headers: &[(&str, &str)],
        fields: &[(&str, &str)],
        files: &[File<'_>],
    ) -> Reply {
        self.api_send(who, path, MULTIPART, headers, multipart(fields, files)).await
    }

    /// Sends whatever bytes to the API.
    pub async fn api_send(
        &self,
        who: Who,
        path: &str,
        kind: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Reply {
        let request = self.client.post(format!("/api/v1{path}")).header(bearer(who)).body(body);
        let mut request = request.header(Header::new("Content-Type", kind.to_owned()));
        for (name, value) in headers {
            request = request.header(Header::new((*name).to_owned(), (*value).to_owned()));
        }
        reply(request.dispatch().await).await
    }
}

pub const MULTIPART: &str = "multipart/form-data; boundary=pekan-test-boundary";

pub fn multipart(fields: &[(&str, &str)], files: &[File<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    let head = "--pekan-test-boundary\r\nContent-Disposition: form-data; name=";
    for (name, value) in fields {
        body.extend_from_slice(format!("{head}\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
    }
    for (field, name, bytes) in files {
        let type_line = "Content-Type: application/octet-stream";
        let start = format!("{head}\"{field}\"; filename=\"{name}\"\r\n{type_line}\r\n\r\n");
        body.extend_from_slice(start.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--pekan-test-boundary--\r\n");
    body
}

async fn reply(response: LocalResponse<'_>) -> Reply {
    let Status { code: status } = response.status();
    let headers =
        response.headers().iter().map(|h| (h.name().to_string(), h.value().to_owned())).collect();
    let body = response.into_bytes().await.unwrap_or_default();
    Reply { status, headers, body }.without_numbers()
}
