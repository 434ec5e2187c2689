//! Compression of answers, as the client accepts it.
//!
//! What never changes is [`Prepared`] beforehand. Pages, JSON and tables are compressed by the
//! fairing when they are sent; photos, PDFs and workbooks are compressed already.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use flate2::write::GzEncoder;
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{ContentType, Header};
use rocket::{Request, Response};
use tokio::sync::Semaphore;

/// Smaller answers fit into one packet anyway.
const SMALLEST: usize = 1024;
/// Compressing more than this would hold up the other requests of the thread: 1 ms or so.
const MOST_AT_ONCE: usize = 64 * 1024;
/// The level after which time doubles and the size hardly changes (decision 30).
const QUICK: u32 = 3;
/// How many large answers are compressed at a time; further ones are sent as they are.
static LARGE: Semaphore = Semaphore::const_new(2);

/// The codings that Pekan knows, the better one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The coding among `offered` (the better one first) that the request prefers; none when it
    /// prefers the plain bytes.
    fn preferred(request: &Request<'_>, offered: &[Self]) -> Option<Self> {
        let ranges: Vec<&str> =
            request.headers().get("Accept-Encoding").flat_map(|line| line.split(',')).collect();
        choose(&ranges, offered)
    }
}

fn choose(ranges: &[&str], offered: &[Coding]) -> Option<Coding> {
    let quality = |name: &str| {
        ranges.iter().find_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let named = parts.next()?.eq_ignore_ascii_case(name);
            let q = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
            named.then(|| q.map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0)))
        })
    };
    let mut best = (None, quality("identity").unwrap_or(0.0));
    for &coding in offered {
        let wanted = quality(coding.name()).or_else(|| quality("*")).unwrap_or(0.0);
        // At the same quality a coding is better than none, and the first one than the next.
        if wanted > best.1 || (best.0.is_none() && wanted > 0.0 && wanted >= best.1) {
            best = (Some(coding), wanted);
        }
    }
    best.0
}

/// Bytes that are served many times, with their compressed forms.
pub struct Prepared {
    pub plain: Cow<'static, [u8]>,
    pub brotli: Option<&'static [u8]>,
    pub gzip: Option<Cow<'static, [u8]>>,
}

impl Prepared {
    /// Compresses a text once, for all requests that follow.
    pub fn of(text: String) -> Self {
        let gzip = gzip(text.as_bytes(), 9).map(Cow::Owned);
        Self { plain: Cow::Owned(text.into_bytes()), brotli: None, gzip }
    }

    /// An answer with these bytes in the form that the request prefers.
    pub fn respond<'r>(&'r self, request: &Request<'_>) -> Response<'r> {
        let mut response = Response::new();
        let forms = [(Coding::Brotli, self.brotli), (Coding::Gzip, self.gzip.as_deref())];
        let offered: Vec<Coding> =
            forms.iter().filter(|(_, bytes)| bytes.is_some()).map(|(coding, _)| *coding).collect();
        let mut bytes = &*self.plain;
        if !offered.is_empty() {
            response.set_header(Header::new("Vary", "Accept-Encoding"));
        }
        if let Some(coding) = Coding::preferred(request, &offered) {
            response.set_header(Header::new("Content-Encoding", coding.name()));
            let form = forms.into_iter().find(|(known, _)| *known == coding);
            bytes = form.and_then(|(_, bytes)| bytes).unwrap_or(bytes);
        }
        response.set_sized_body(bytes.len(), Cursor::new(bytes));
        response
    }
}

/// None when there is no memory for it: the plain bytes do as well.
fn gzip(bytes: &[u8], level: u32) -> Option<Vec<u8>> {
    let out = Vec::with_capacity(bytes.len() / 3);
    let mut encoder = GzEncoder::new(out, flate2::Compression::new(level));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).ok()
}

/// Compresses what is made for one request.
pub struct Compression;

#[rocket::async_trait]
impl Fairing for Compression {
    fn info(&self) -> Info {
        Info { name: "compression", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let headers = response.headers();
        let is_text = response.content_type().is_some_and(|kind| is_text(&kind));
        // A strong `ETag` is the version for `If-Match` and names these bytes: they stay as they are.
        let strong = headers.get_one("ETag").is_some_and(|tag| tag.starts_with('"'));
        // What was prepared has been chosen from already.
        let chosen = headers.get("Vary").any(|names| names.contains("Accept-Encoding"));
        if !is_text || strong || chosen || headers.contains("Content-Encoding") {
            return;
        }
        response.adjoin_header(Header::new("Vary", "Accept-Encoding"));
        // Only what stands in memory has its size set; files are sent as they are read.
        let size = response.body().preset_size().unwrap_or_default();
        if size < SMALLEST || Coding::preferred(request, &[Coding::Gzip]).is_none() {
            return;
        }
        let permit = if size > MOST_AT_ONCE {
            let Ok(permit) = LARGE.try_acquire() else { return };
            Some(permit)
        } else {
            None
        };
        // A body in memory cannot fail to be read.
        let Ok(plain) = response.body_mut().take().to_bytes().await else { return };
        let (plain, compressed) = if permit.is_some() {
            large(plain).await
        } else {
            let compressed = gzip(&plain, QUICK);
            (plain, compressed)
        };
        let body = compressed.map_or(plain, |compressed| {
            response.set_header(Header::new("Content-Encoding", Coding::Gzip.name()));
            compressed
        });
        response.set_sized_body(body.len(), Cursor::new(body));
    }
}

/// Compresses on a thread where nobody waits; gives the bytes back as well.
async fn large(plain: Vec<u8>) -> (Vec<u8>, Option<Vec<u8>>) {
    let plain = std::sync::Arc::new(plain);
    let shared = plain.clone();
    let work = tokio::task::spawn_blocking(move || gzip(&shared, QUICK));
    let compressed = work.await.unwrap_or_else(|error| {
        tracing::error!(%error, "an answer was not compressed");
        None
    });
    (std::sync::Arc::try_unwrap(plain).unwrap_or_else(|shared| shared.to_vec()), compressed)
}

fn is_text(kind: &ContentType) -> bool {
    kind.top() == "text" || kind.is_json() || kind.sub().as_str().ends_with("+json")
}
