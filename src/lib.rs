//! Pekan, floor by floor. A file imports only from lower floors, and never from a neighbour on
//! its own floor; a part of a module may have a row of its own. `tests/floors` holds this.
//!
//! | floor | modules | what they do |
//! |---|---|---|
//! | 6 | `cli` | one subcommand a file |
//! | 5 | `app` | all the wiring |
//! | 4½ | `web::pages`, `web::api` | what people see; what programs call |
//! | 4 | `web`, `worker` | what pages and API share; the schedule |
//! | 3½ | `demo` | the fictional district, lived through the workflows |
//! | 3 | `workflows` | what people do: one noun a folder, one verb a file |
//! | 2½ | `standing`, `backup` | how people and offices stand: read and judged, never written; copies of all that is stored |
//! | 2 | `store`, `files`, `mail`, `oidc`, `push`, `webhook`, `reports`, `documents` | database, receipts and documents, mail, the identity provider, phones, what other systems are told, tables, paper |
//! | 1 | `clock`, `config`, `egress`, `listener`, `secret`, `security_log`, `text`, `throttle` | time, settings, who is connected to, connections, tokens, who was refused, languages, how often |
//! | 0 | `rules` | what Pekan computes; pure: the crate in `crates/rules` |

pub mod app;
pub mod backup;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod documents;
pub mod egress;
pub mod listener;
pub mod mail;
pub mod oidc;
pub mod push;
pub mod reports;
pub mod security_log;
pub mod standing;
pub mod text;
pub mod throttle;
pub mod web;
pub mod webhook;
pub mod worker;
pub mod workflows;

pub use pekan_files as files;
pub use pekan_rules as rules;
pub use pekan_secret as secret;
pub use pekan_store as store;
pub use pekan_store::txn_job;
