//! The settings of signing in by OpenID Connect: all of them, or none.

use url::Url;

use super::{ConfigError, is_loopback, unusable};

/// The identity provider at which people sign in.
#[derive(Clone, Debug)]
pub struct IdentityProvider {
    /// Exactly as the provider writes it: tokens carry the same text.
    pub issuer: String,
    pub client_id: String,
    /// None for a client that the provider knows by its id and its address.
    pub client_secret: Option<String>,
    /// The claim that has the NIP.
    pub claim: String,
    /// Asked for besides `openid`.
    pub scopes: Vec<String>,
    /// What the button calls it.
    pub label: Option<String>,
    /// Whether it runs on this machine, where nothing is encrypted.
    pub is_local: bool,
}

const ISSUER: &str = "PEKAN_OIDC_ISSUER";
const CLIENT_ID: &str = "PEKAN_OIDC_CLIENT_ID";
/// Those that mean nothing without the two.
const OTHERS: [&str; 4] =
    ["PEKAN_OIDC_CLIENT_SECRET", "PEKAN_OIDC_CLAIM", "PEKAN_OIDC_SCOPES", "PEKAN_OIDC_LABEL"];

pub(super) fn read(
    get: impl Fn(&str) -> Option<String>,
) -> Result<Option<IdentityProvider>, ConfigError> {
    let [client_secret, claim, scopes, label] = OTHERS.map(&get);
    let Some(issuer) = get(ISSUER) else {
        let alone = [CLIENT_ID].into_iter().chain(OTHERS).find(|name| get(name).is_some());
        return match alone {
            None => Ok(None),
            Some(name) => Err(unusable(name, "is of no use without PEKAN_OIDC_ISSUER")),
        };
    };
    let client_id = get(CLIENT_ID)
        .ok_or_else(|| unusable(CLIENT_ID, "is missing: the provider gives one to each client"))?;
    let is_local = checked(&issuer)?;
    let scopes = scopes.unwrap_or_else(|| "profile".into());
    Ok(Some(IdentityProvider {
        issuer,
        client_id,
        client_secret,
        claim: claim.unwrap_or_else(|| "nip".into()),
        scopes: scopes.split([' ', ',']).filter(|one| !one.is_empty()).map(str::to_owned).collect(),
        label,
        is_local,
    }))
}

/// Whether the issuer is on this machine.
fn checked(issuer: &str) -> Result<bool, ConfigError> {
    let url = Url::parse(issuer).map_err(|error| unusable(ISSUER, &error.to_string()))?;
    let is_local = is_loopback(&url);
    let is_encrypted = url.scheme() == "https" || (is_local && url.scheme() == "http");
    if !is_encrypted || url.query().is_some() || url.fragment().is_some() {
        return Err(unusable(ISSUER, "is an address such as https://sso.example.go.id"));
    }
    Ok(is_local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(given: &[(&str, &str)]) -> Result<Option<IdentityProvider>, ConfigError> {
        read(|name| {
            given.iter().find(|(given, _)| *given == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn two_settings_are_enough() {
        assert!(of(&[]).unwrap().is_none());
        let issuer = (ISSUER, "https://sso.example.go.id/realms/asn");
        let found = of(&[issuer, (CLIENT_ID, "pekan")]).unwrap().unwrap();
        assert_eq!((found.claim.as_str(), found.is_local), ("nip", false));
        assert_eq!(found.scopes, ["profile"]);
        let scopes = ("PEKAN_OIDC_SCOPES", "profile kepegawaian");
        let found = of(&[(ISSUER, "http://localhost:9000"), (CLIENT_ID, "pekan"), scopes]);
        let found = found.unwrap().unwrap();
        assert!(found.is_local && found.scopes == ["profile", "kepegawaian"]);
    }

    #[test]
    fn half_a_provider_is_named() {
        let alone = |name| of(&[(name, "x")]).unwrap_err().name;
        assert_eq!(alone(CLIENT_ID), CLIENT_ID);
        for name in OTHERS {
            assert_eq!(alone(name), name);
        }
        assert_eq!(of(&[(ISSUER, "https://sso.example.go.id")]).unwrap_err().name, CLIENT_ID);
        for issuer in ["sso", "http://sso.example.go.id", "https://sso.example.go.id/?realm=asn"] {
            let refused = of(&[(ISSUER, issuer), (CLIENT_ID, "pekan")]);
            assert_eq!(refused.unwrap_err().name, ISSUER, "{issuer}");
        }
    }
}
