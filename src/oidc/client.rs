//! What Pekan is to the provider: a client that asks who somebody is, and believes a token by its signature,
//! issuer, audience, nonce and time.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AccessToken, AdditionalClaims, AuthType, AuthenticationFlow, AuthorizationCode,
    ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenClaims, IdTokenFields, IssuerUrl, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    Scope, SignatureVerificationError, StandardErrorResponse, StandardTokenResponse,
    SubjectIdentifier, TokenResponse, UserInfoClaims, UserInfoError,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::http::Http;
use super::{NotVouched, Round, Vouched};
use crate::config::IdentityProvider;

/// Claims that the standard does not name.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct OtherClaims(HashMap<String, Value>);

impl AdditionalClaims for OtherClaims {}

type Tokens = StandardTokenResponse<
    IdTokenFields<
        OtherClaims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type OidcClient = openidconnect::Client<
    OtherClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Signatures by a key of the provider's own. Those by the client's secret are made by whoever knows it.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What the provider says of itself, with its keys.
pub fn discover(
    settings: &IdentityProvider,
    http: &Http,
) -> Result<CoreProviderMetadata, NotVouched> {
    let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|error| not_answered(&error))?;
    CoreProviderMetadata::discover(&issuer, &|request| http.ask(request))
        .map_err(|error| not_answered(&error))
}

pub struct Client {
    inner: OidcClient,
}

impl Client {
    pub fn new(
        settings: &IdentityProvider,
        metadata: CoreProviderMetadata,
        redirect: RedirectUrl,
    ) -> Self {
        let methods = metadata.token_endpoint_auth_methods_supported();
        // Where nothing is said, it is by HTTP Basic.
        let by_header = methods
            .is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let secret = settings.client_secret.clone().map(ClientSecret::new);
        let client_id = ClientId::new(settings.client_id.clone());
        let inner = OidcClient::from_provider_metadata(metadata, client_id, secret)
            .set_auth_type(if by_header { AuthType::BasicAuth } else { AuthType::RequestBody })
            .set_redirect_uri(redirect);
        Self { inner }
    }

    /// Where somebody goes to say who they are; `again` even if the provider knows it already.
    pub fn address(&self, settings: &IdentityProvider, round: &Round, again: bool) -> String {
        let (state, nonce) = (CsrfToken::new(round.state.clone()), Nonce::new(round.nonce.clone()));
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(
            round.verifier.clone(),
        ));
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let scopes = settings.scopes.iter().cloned().map(Scope::new);
        let mut request = self
            .inner
            .authorize_url(flow, || state, || nonce)
            .add_scopes(scopes)
            .set_pkce_challenge(challenge);
        if again {
            request =
                request.add_prompt(CoreAuthPrompt::Login).set_max_age(std::time::Duration::ZERO);
        }
        request.url().0.into()
    }

    /// Gives the code for the tokens.
    pub fn exchange(&self, http: &Http, code: String, round: &Round) -> Result<Given, NotVouched> {
        let request = self.inner.exchange_code(AuthorizationCode::new(code));
        let request = request.map_err(|error| NotVouched::Refused(error.to_string()))?;
        let tokens = request
            .set_pkce_verifier(PkceCodeVerifier::new(round.verifier.clone()))
            .request(&|request| http.ask(request))
            .map_err(|error| match error {
                RequestTokenError::Request(error) => not_answered(&error),
                error => refused(&error),
            })?;
        Ok(Given(tokens))
    }

    /// Whose tokens they are.
    ///
    /// # Errors
    /// [`Unproved::KeyUnknown`] where they are signed by a key that the provider did not have lately.
    pub fn believe(
        &self,
        given: &Given,
        round: &Round,
        now: DateTime<Utc>,
    ) -> Result<Proved, Unproved> {
        let no_token = || Unproved::For(NotVouched::Refused("no ID token came".into()));
        let token = given.0.id_token().ok_or_else(no_token)?;
        let verifier =
            self.inner.id_token_verifier().set_allowed_algs(SIGNATURES).set_time_fn(move || now);
        let claims = token.claims(&verifier, &Nonce::new(round.nonce.clone()));
        let claims = claims.map_err(|error| match error {
            ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            ) => Unproved::KeyUnknown,
            error => Unproved::For(refused(&error)),
        })?;
        Proved::of(claims).map_err(|error| Unproved::For(refused(&error)))
    }

    /// The NIP: from the token, or else from what the provider says when it is asked with it.
    pub fn vouched(
        &self,
        settings: &IdentityProvider,
        http: &Http,
        given: &Given,
        proved: Proved,
    ) -> Result<Vouched, NotVouched> {
        let claim = settings.claim.as_str();
        let number = match number_in(&proved.claims, claim) {
            Some(number) => Some(number),
            None => {
                let access = given.0.access_token().clone();
                number_in(&self.user_info(http, access, proved.subject)?, claim)
            }
        };
        let number = number.ok_or_else(|| NotVouched::NoNumber(claim.to_owned()))?;
        Ok(Vouched { number, authenticated_at: proved.authenticated_at })
    }

    fn user_info(
        &self,
        http: &Http,
        access: AccessToken,
        subject: SubjectIdentifier,
    ) -> Result<Value, NotVouched> {
        // A provider without such an address has said all in the token.
        let Ok(request) = self.inner.user_info(access, Some(subject)) else {
            return Ok(Value::Null);
        };
        let claims: UserInfoClaims<OtherClaims, CoreGenderClaim> =
            request.request(&|request| http.ask(request)).map_err(|error| match error {
                UserInfoError::Request(error) => not_answered(&error),
                error => refused(&error),
            })?;
        serde_json::to_value(claims).map_err(|error| refused(&error))
    }
}

/// Tokens that nobody believes yet.
pub struct Given(Tokens);

/// What a token says that is believed.
pub struct Proved {
    subject: SubjectIdentifier,
    authenticated_at: Option<DateTime<Utc>>,
    claims: Value,
}

impl Proved {
    fn of(claims: &IdTokenClaims<OtherClaims, CoreGenderClaim>) -> serde_json::Result<Self> {
        Ok(Self {
            subject: claims.subject().clone(),
            authenticated_at: claims.auth_time(),
            // Standard claims and others alike: any of them may have the number.
            claims: serde_json::to_value(claims)?,
        })
    }
}

pub enum Unproved {
    KeyUnknown,
    For(NotVouched),
}

/// Some providers keep numbers as numbers.
fn number_in(claims: &Value, claim: &str) -> Option<String> {
    match claims.get(claim)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn not_answered(error: &dyn std::error::Error) -> NotVouched {
    NotVouched::Unreachable(whole(error))
}

fn refused(error: &dyn std::error::Error) -> NotVouched {
    NotVouched::Refused(whole(error))
}

/// An error with its causes.
fn whole(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
