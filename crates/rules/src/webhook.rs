//! What a district's own systems are told (decision 122).

use super::names::named;

named! {
    pub enum WebhookKind {
        /// What no mail brings to somebody, for a gateway that sends it to their telephone.
        Message = "message",
        PurchaseRecorded = "purchase.recorded",
        PeriodClosed = "period.closed",
        PolicyAdded = "policy.added",
    }
}
