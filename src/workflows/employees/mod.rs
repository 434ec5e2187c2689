//! People: who they are, where they are placed, which roles they hold.

pub mod add;
pub mod depart;
pub mod edit;
pub mod erase;
pub mod grant_role;
pub mod managed;
pub mod place;
pub mod revoke_role;
pub mod undo_last_change;

pub use add::add;
pub use depart::depart;
pub use edit::edit;
pub use erase::erase;
pub use place::place;
