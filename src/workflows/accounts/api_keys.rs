//! Keys to the API: given to whoever has just typed their password, and ended by themselves.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::access::scope_day;
use crate::rules::audit::AuditAction;
use crate::rules::{TokenId, api_key};
use crate::store::tokens::{self, Token};
use crate::store::{Store, roles};
use crate::workflows::{Right, Warrant, WorkflowError};
use crate::{secret, txn_job};

/// A new key to the API; returns it and when it expires.
pub async fn issue_token(
    store: &Store,
    warrant: &Warrant,
    name: String,
) -> Result<(String, DateTime<Utc>), WorkflowError> {
    let token = secret::token();
    let token_hash = secret::hash(&token);
    let expires_at = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (employee, now) = (acting.viewer()?.employee, acting.now());
            let roles = roles::of(acting.txn(), employee, scope_day(now)).await?;
            let row = Token {
                id: TokenId::NONE,
                token_hash,
                employee_id: employee,
                name: name.clone(),
                created_at: now,
                expires_at: api_key::expires_at(now, roles.iter().map(|role| role.kind)),
                seen_at: None,
            };
            let expires_at = row.expires_at;
            tokens::insert(acting.txn(), row).await?;
            let subject = format!("employees/{employee}");
            acting.note(AuditAction::TokenIssue, subject, json!({ "name": name })).await?;
            Ok(expires_at)
        }))
        .await?;
    Ok((token, expires_at))
}

/// Ends the token with this hash.
pub async fn revoke_token(
    store: &Store,
    warrant: &Warrant,
    token_hash: String,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let ended = tokens::end(acting.txn(), &token_hash).await?;
            let name = ended.ok_or(WorkflowError::SignedOut)?.name;
            let subject = format!("employees/{}", acting.viewer()?.employee);
            acting.note(AuditAction::TokenRevoke, subject, json!({ "name": name })).await?;
            Ok(())
        }))
        .await
}
