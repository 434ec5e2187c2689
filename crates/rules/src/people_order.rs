//! How lists of people are sorted.

use super::names::named;

named! {
    #[derive(Default)]
    pub enum PeopleOrder {
        #[default]
        Name = "name",
        Number = "number",
        /// By the name of the office where they belong today, then by their own.
        Office = "office",
    }
}
