//! Enums whose values have names: what a value is called in the database, in JSON and in forms is
//! written once, beside the value.

/// Defines an enum with a name for each value.
macro_rules! named {
    (
        $(#[$meta:meta])*
        pub enum $Enum:ident {
            $( $(#[$value_meta:meta])* $Value:ident = $name:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $Enum {
            $( $(#[$value_meta])* #[serde(rename = $name)] $Value, )+
        }

        impl $Enum {
            pub const NAMES: &[&str] = &[$($name),+];
            pub const ALL: [Self; Self::NAMES.len()] = [$(Self::$Value),+];

            pub const fn name(self) -> &'static str {
                match self {
                    $( Self::$Value => $name, )+
                }
            }

            /// Reads exactly the name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.name() == name)
            }
        }
    };
}

pub(crate) use named;
