//! How SeaORM stores the enums of the rules: by name, in a column of text. A name that the enum does
//! not have is an error where the column is read.

use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr};
use sea_orm::{
    ActiveValue, ColIdx, DbErr, IntoActiveValue, QueryResult, TryFromU64, TryGetError, TryGetable,
    Value,
};

use super::channel::Channel;
use super::{
    access, activation, amendment, audit, bounce, calendar, close, correction, declaration, event,
    import, language, mail, media, opening, period, placement, policy, purchase, qris, sample,
    seller, seller_class, seller_confirmation, shared_part, status, transfer, webhook, zone,
};

/// Makes enums column types, and lists them in [`ENUMS`].
macro_rules! columns {
    ($($Enum:ty),+ $(,)?) => {
        /// The names of each enum, by its [`ValueType::enum_type_name`].
        pub const ENUMS: &[(&str, &[&str])] = &[$((stringify!($Enum), <$Enum>::NAMES)),+];

        $(
        impl From<$Enum> for Value {
            fn from(value: $Enum) -> Self {
                value.name().into()
            }
        }

        impl TryGetable for $Enum {
            fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
                let name = String::try_get_by(row, index)?;
                let known = Self::from_name(&name);
                known.ok_or_else(|| unknown(stringify!($Enum), &name).into())
            }
        }

        impl ValueType for $Enum {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                let name = <String as ValueType>::try_from(value)?;
                Self::from_name(&name).ok_or(ValueTypeErr)
            }

            fn type_name() -> String {
                stringify!($Enum).into()
            }

            fn array_type() -> ArrayType {
                ArrayType::String
            }

            fn column_type() -> ColumnType {
                ColumnType::Text
            }

            fn enum_type_name() -> Option<&'static str> {
                Some(stringify!($Enum))
            }
        }

        impl Nullable for $Enum {
            fn null() -> Value {
                Value::String(None)
            }
        }

        impl IntoActiveValue<$Enum> for $Enum {
            fn into_active_value(self) -> ActiveValue<$Enum> {
                ActiveValue::Set(self)
            }
        }

        /// Asked of every part of a primary key; only numbers are ever generated.
        impl TryFromU64 for $Enum {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($Enum)))
            }
        }
        )+
    };
}

/// A code, and no enum: administrators add channels.
impl From<Channel> for Value {
    fn from(channel: Channel) -> Self {
        channel.code().into()
    }
}

impl TryGetable for Channel {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        String::try_get_by(row, index).map(Self::stored)
    }
}

impl ValueType for Channel {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        <String as ValueType>::try_from(value).map(Self::stored)
    }

    fn type_name() -> String {
        "Channel".into()
    }

    fn array_type() -> ArrayType {
        ArrayType::String
    }

    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}

impl Nullable for Channel {
    fn null() -> Value {
        Value::String(None)
    }
}

impl IntoActiveValue<Channel> for Channel {
    fn into_active_value(self) -> ActiveValue<Channel> {
        ActiveValue::Set(self)
    }
}

fn unknown(what: &str, name: &str) -> DbErr {
    DbErr::Type(format!("{name:?} is no {what}"))
}

columns!(
    access::RoleKind,
    activation::Channel,
    amendment::Cause,
    amendment::State,
    audit::AuditAction,
    bounce::BounceSource,
    calendar::ExemptionReason,
    calendar::ExemptionState,
    calendar::HolidayKind,
    close::ClosingState,
    correction::CorrectionField,
    correction::CorrectionState,
    declaration::Reason,
    event::EventKind,
    event::EventState,
    import::ImportKind,
    webhook::WebhookKind,
    language::Language,
    mail::MailChoice,
    mail::AttemptOutcome,
    mail::LinkPurpose,
    mail::MailKind,
    mail::MailState,
    media::MediaType,
    opening::OpeningKind,
    period::PeriodKind,
    placement::EmploymentType,
    policy::Mode,
    policy::ProrationRule,
    purchase::Funding,
    purchase::State,
    qris::Criteria,
    qris::QrisCheck,
    sample::Attention,
    seller::DoubtState,
    seller::Goods,
    seller::SellerState,
    seller_class::Curation,
    seller_confirmation::SellerAnswer,
    shared_part::PartState,
    status::NotObliged,
    status::Status,
    transfer::TransferState,
    zone::Zone,
);
