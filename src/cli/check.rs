//! `pekan check`: what is wrong with this installation, and how to mend it.

use super::{Outcome, Result, parts};
use crate::mail::Mailer;

pub async fn check() -> Result {
    let mut wrong = 0;
    let mut say = |what: &str, outcome: std::result::Result<String, String>| match outcome {
        Ok(found) => println!("ok     {what}: {found}"),
        Err(why) => {
            wrong += 1;
            println!("WRONG  {what}: {why}");
        }
    };
    let (config, figment) = match parts::config() {
        Ok(read) => read,
        Err(error) => {
            say("settings", Err(format!("{error}; see the table of settings in the README")));
            return Ok(Outcome::FoundWrong);
        }
    };
    say("settings", Ok(format!("data in {}", config.data_dir.display())));
    let base = &config.base_url;
    let secure = base.scheme() == "https" || config.is_local();
    say(
        "address",
        if secure {
            Ok(base.to_string())
        } else {
            Err(format!(
                "{base} is not https: browsers will not keep anybody signed in. Put a \
                proxy with a certificate in front (see deploy/) and set PEKAN_BASE_URL"
            ))
        },
    );
    match Mailer::from_config(&config) {
        Ok(mailer) => say("mail", mailer.check().await),
        Err(error) => say("mail", Err(error.to_string())),
    }
    match parts::open_with(config, figment).await {
        Ok(parts) => {
            say("database", Ok("answers, and its schema is up to date".into()));
            let storage = parts.storage.check().await;
            say(
                "storage",
                match storage {
                    Ok(()) => Ok("receipts can be written".into()),
                    Err(error) => {
                        Err(format!("{error}: give the data folder to the user of Pekan"))
                    }
                },
            );
        }
        Err(error) => say("database or storage", Err(format!("{error}: see PEKAN_DATABASE_URL"))),
    }
    Ok(if wrong == 0 { Outcome::Done } else { Outcome::FoundWrong })
}
