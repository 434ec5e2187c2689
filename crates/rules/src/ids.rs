//! The keys of stored rows, a type for each table, so that no two kinds can be exchanged by mistake.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Defines ids: written, stored and read in JSON as the number that they wrap.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl $name {
            /// The id of no row: of what is not stored yet, and where lists begin.
            pub const NONE: Self = Self(0);
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    AmendmentId;
    AuditId;
    BounceId;
    ConsignmentId;
    CorrectionId;
    DeliveryAttemptId;
    EmployeeId;
    EventId;
    ExemptionId;
    HolidayId;
    ImportId;
    ImportMappingId;
    /// A record that an import made or changed: what it is the id of, the kind of the import says.
    RecordId;
    MailId;
    OfficeId;
    OfficePurchaseId;
    OpeningId;
    PlacementId;
    PolicyDocumentId;
    PolicyEndingId;
    PolicyId;
    PurchaseId;
    PushSubscriptionId;
    ReceiptId;
    RecapId;
    RecheckId;
    RemindingId;
    RoleId;
    SellerClassId;
    SellerDoubtId;
    SellerId;
    SellerLinkId;
    SellerMergeId;
    SessionId;
    SharedPartId;
    TokenId;
    TransferId;
    WebhookDeliveryId;
    WebhookId;
}

/// Imports write all kinds into one column.
macro_rules! recorded {
    ($($name:ident),+) => {$(
        impl From<$name> for RecordId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }

        impl From<RecordId> for $name {
            fn from(id: RecordId) -> Self {
                Self(id.0)
            }
        }
    )+};
}

recorded!(EmployeeId, OfficeId, SellerId);

#[cfg(test)]
mod tests {
    use super::EmployeeId;

    #[test]
    fn an_id_is_written_and_read_as_its_number() {
        let id = EmployeeId(42);
        assert_eq!(
            (id.to_string(), serde_json::to_string(&id).unwrap()),
            ("42".into(), "42".into())
        );
        assert_eq!("42".parse(), Ok(id));
        assert_eq!(serde_json::from_str::<EmployeeId>("42").unwrap(), id);
        assert!("4x".parse::<EmployeeId>().is_err());
    }
}
