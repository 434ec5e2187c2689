//! What was decided is handed over to the system that reckons allowances.

pub mod signing_key;
