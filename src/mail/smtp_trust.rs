//! Whom we believe to be the mail server, and what we call ourselves to it.

use std::path::Path;

use lettre::transport::smtp::client::{Certificate, TlsParameters, TlsParametersBuilder};

/// Who may have signed the certificate of a mail server.
///
/// # Errors
/// The name of the setting that cannot be used, and why.
pub(super) fn tls(host: &str, ca: Option<&Path>) -> Result<TlsParameters, (&'static str, String)> {
    let mut builder = TlsParametersBuilder::new(host.to_owned());
    if let Some(file) = ca {
        let unusable = |why: String| ("PEKAN_SMTP_CA", format!("{}: {why}", file.display()));
        let pem = std::fs::read(file).map_err(|error| unusable(error.to_string()))?;
        if !pem.windows(BEGINS.len()).any(|part| part == BEGINS) {
            return Err(unusable("has no certificate in PEM".into()));
        }
        let added = Certificate::from_pem(&pem).map_err(|error| unusable(error.to_string()))?;
        builder = builder.add_root_certificate(added);
        return builder.build_rustls().map_err(|error| unusable(error.to_string()));
    }
    builder.build_rustls().map_err(|error| ("PEKAN_SMTP_URL", error.to_string()))
}

const BEGINS: &[u8] = b"-----BEGIN CERTIFICATE-----";

/// Whether a name can be said in a greeting.
pub(super) fn is_hello(name: &str) -> bool {
    let fits =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    !name.is_empty() && name.len() <= 255 && name.chars().all(fits)
}
