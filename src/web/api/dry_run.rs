//! `?dry_run=true`: what a call would do, without doing it.

use utoipa::IntoParams;

use crate::web::input::query::parameters;

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct DryRun {
        pub dry_run: Option<bool>,
    }
}
