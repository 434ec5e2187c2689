//! What people say is wrong about them: asked, and answered by those who look after them.

pub mod answer;
pub mod ask;

pub use answer::{done, refuse};
pub use ask::ask;
