//! What Pekan decides, and nothing else: no database, no web, no clock, no file.
//! Read beside `rules.md`; the module names are its section titles.

pub mod access;
pub mod account;
pub mod activation;
pub mod allowance;
pub mod amendment;
pub mod api_key;
pub mod audit;
pub mod backup;
pub mod bounce;
pub mod calendar;
pub mod calm;
pub mod channel;
pub mod close;
pub mod close_mail;
#[cfg(feature = "sea-orm")]
pub mod columns;
pub mod compliance;
pub mod contact;
pub mod correction;
pub mod counts_on;
pub mod declaration;
pub mod disclosure;
pub mod distribution;
pub mod employee;
pub mod employee_ref;
pub mod event;
pub mod exemption_access;
pub mod exemption_draft;
pub mod ids;
pub mod import;
pub mod keys;
pub mod language;
pub mod likeness;
pub mod mail;
pub mod mail_note;
pub mod masks;
pub mod media;
pub mod money;
mod names;
pub mod names_access;
pub mod nip;
pub mod office;
pub mod office_order;
pub mod office_purchase;
pub mod opening;
pub mod outage;
pub mod people_order;
pub mod percent;
pub mod period;
pub mod period_kind;
pub mod place_draft;
pub mod placement;
pub mod policy;
pub mod policy_defaults;
pub mod policy_draft;
pub mod policy_effects;
pub mod policy_ending;
pub mod policy_presets;
pub mod policy_remarks;
pub mod policy_state;
pub mod policy_timeline;
pub mod problem;
pub mod purchase;
pub mod purchase_access;
pub mod purchase_draft;
pub mod qris;
pub mod reading;
pub mod recap;
pub mod reminder;
pub mod reminder_plan;
pub mod reminder_times;
pub mod reminding;
pub mod retention;
pub mod sample;
pub mod scale;
pub mod second_factor;
pub mod security_event;
pub mod seller;
pub mod seller_class;
pub mod seller_confirmation;
pub mod session;
pub mod shared_part;
pub mod status;
pub mod summary;
pub mod tally;
pub mod target;
#[cfg(test)]
mod tests;
pub mod tier_draft;
pub mod transfer;
pub mod transparency;
pub mod uncounted;
pub mod unsent;
pub mod webhook;
pub mod zone;

pub use access::{Role, RoleKind, Scope, Sight, Viewer};
pub use account::AccountState;
pub use calendar::{Exemption, ExemptionReason, ExemptionState};
pub use compliance::{Assessment, Facts, Glance, Rulebook};
pub use counts_on::CountsOn;
pub use employee_ref::EmployeeRef;
pub use ids::{
    AmendmentId, AuditId, BounceId, ConsignmentId, CorrectionId, DeliveryAttemptId, EmployeeId,
    EventId, ExemptionId, HolidayId, ImportId, ImportMappingId, MailId, OfficeId, OfficePurchaseId,
    OpeningId, PlacementId, PolicyDocumentId, PolicyEndingId, PolicyId, PurchaseId,
    PushSubscriptionId, RecapId, ReceiptId, RecheckId, RecordId, RemindingId, RoleId,
    SellerClassId, SellerDoubtId, SellerId, SellerLinkId, SellerMergeId, SessionId, SharedPartId,
    TokenId, TransferId, WebhookDeliveryId, WebhookId,
};
pub use import::ImportKind;
pub use language::{Language, Languages};
pub use office::{Office, OfficeTree};
pub use people_order::PeopleOrder;
pub use percent::Percent;
pub use period::{Period, PeriodKind};
pub use placement::{EmploymentType, Placement};
pub use policy::{Mode, Policy, ProrationRule, Tier};
pub use policy_defaults::PolicyDefaults;
pub use problem::Problem;
pub use reminder_times::{ReminderKind, Reminders};
pub use retention::Retention;
pub use seller_class::ClassSpan;
pub use status::{NotObliged, Status};
pub use summary::Summary;
pub use tally::{Bought, Tally};
pub use zone::Zone;
