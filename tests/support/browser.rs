//! A browser: it has the cookies that it was given, and sends forms as a page holds them.

use rocket::http::{ContentType, Cookie, Header};
use rocket::local::asynchronous::{Client, LocalRequest, LocalResponse};

use super::forms::{Fields, form};
use super::town::{File, MULTIPART, PASSWORD, Reply, Town, multipart};
use pekan::workflows::Warrant;
use pekan::workflows::accounts::set_up::make_token;

pub struct Browser<'a> {
    client: &'a Client,
    pub cookies: Vec<Cookie<'static>>,
}

impl<'a> Browser<'a> {
    pub fn new(client: &'a Client) -> Self {
        Self { client, cookies: Vec::new() }
    }

    /// That of whoever makes the institution and its first administrator, `rina`.
    pub async fn install(town: &'a Town) -> Self {
        let token = make_token(&town.store, &Warrant::system(chrono::DateTime::UNIX_EPOCH))
            .await
            .unwrap()
            .unwrap();
        let fields = [
            ("token", token.as_str()),
            ("institution", "Pemerintah Kabupaten Contoh"),
            ("code", "CTH"),
            ("time_zone", "Asia/Jakarta"),
            ("name", "Rina Kusumawati"),
            ("login", "rina"),
            ("email", "rina@contoh.go.id"),
            ("password", PASSWORD),
            ("password_again", PASSWORD),
        ];
        let mut browser = Self::new(&town.client);
        let page = browser.page("/siapkan").await;
        let done = browser.submit(&page, "/siapkan", &fields).await.is(303);
        assert_eq!(done.header("Location"), Some("/admin/persiapan/2"));
        browser
    }

    /// That of somebody who signs in.
    pub async fn signed_in(client: &'a Client, login: &str, password: &str) -> Self {
        let mut browser = Self::new(client);
        let page = browser.page("/masuk").await;
        let fields = [("login", login), ("password", password)];
        browser.submit(&page, "/masuk", &fields).await.is(303);
        browser
    }

    pub async fn get(&mut self, path: &str) -> Reply {
        let request = self.client.get(path.to_owned());
        self.dispatch(request).await
    }

    pub async fn page(&mut self, path: &str) -> String {
        self.get(path).await.is(200).text()
    }

    /// Sends the form of a page that goes to `path`: what it holds, with some of it changed.
    pub async fn submit(&mut self, page: &str, path: &str, changed: &[(&str, &str)]) -> Reply {
        let mut fields = form(page, path);
        for (name, value) in changed {
            fields.set(name, value);
        }
        self.post(path, &fields).await
    }

    /// Sends fields, with the token of a page.
    pub async fn post(&mut self, path: &str, fields: &Fields) -> Reply {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        let body = body.extend_pairs(&fields.0).finish();
        let request = self.client.post(path.to_owned()).header(ContentType::Form).body(body);
        self.dispatch(request).await
    }

    /// Sends fields and files.
    pub async fn upload(&mut self, path: &str, fields: &Fields, files: &[File<'_>]) -> Reply {
        let texts: Vec<_> =
            fields.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let kind = Header::new("Content-Type", MULTIPART);
        let request = self.client.post(path.to_owned()).header(kind);
        self.dispatch(request.body(multipart(&texts, files))).await
    }

    async fn dispatch(&mut self, request: LocalRequest<'_>) -> Reply {
        let reply = reply(request.cookies(self.cookies.clone()).dispatch().await).await;
        self.remember(&reply);
        reply
    }

    fn remember(&mut self, reply: &Reply) {
        let given =
            reply.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        for (_, value) in given {
            let cookie = Cookie::parse(value.clone()).unwrap();
            self.cookies.retain(|known| known.name() != cookie.name());
            if !cookie.value().is_empty() {
                self.cookies.push(cookie);
            }
        }
    }
}

async fn reply(response: LocalResponse<'_>) -> Reply {
    let status = response.status().code;
    let headers = response.headers().iter();
    let headers = headers.map(|header| (header.name().to_string(), header.value().to_owned()));
    let headers = headers.collect();
    let body = response.into_bytes().await.unwrap_or_default();
    Reply { status, headers, body }.without_numbers()
}
