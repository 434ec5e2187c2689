//! The client of HTTP that asks the identity provider in little time and for few bytes, encrypted outside
//! this machine, and follows nobody elsewhere.

use std::time::Duration;

use openidconnect::http::Method;
use openidconnect::{HttpRequest, HttpResponse};
use ureq::Agent;

/// Somebody waits at the page: three questions take half of what any page may.
const PATIENCE: Duration = Duration::from_secs(5);
/// What a provider says of itself, its keys and its people comes to some kilobytes.
const MOST_BYTES: u64 = 512 * 1024;

pub struct Http(Agent);

impl Http {
    /// `local` is a provider on this machine, which may be asked in plain text.
    pub fn new(local: bool) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .https_only(!local)
            .max_redirects(0)
            .http_status_as_error(false);
        let config = if local { config.proxy(None) } else { config };
        Self(config.build().new_agent())
    }

    pub fn ask(&self, request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
        let mut response = if *request.method() == Method::GET {
            self.0.run(request.map(|_| ()))?
        } else {
            self.0.run(request)?
        };
        let body = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec()?;
        Ok(response.map(|_| body))
    }
}
