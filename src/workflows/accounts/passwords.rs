//! Passwords: argon2id in a bounded pool, so that a flood of sign-ins leaves the pages their speed; and of
//! one person few at once, so that they keep nobody else from it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::rules::EmployeeId;
use crate::secret;

/// Longer ones are refused unread: hashing them costs.
pub const LONGEST: usize = 128;
/// Sign-ins that may wait for the pool; more are told to come back.
const QUEUE: usize = 50;
/// Changes of passwords that may.
const CHANGES: usize = 20;
/// Places of one person, waiting or in work.
const OF_A_PERSON: usize = 2;
/// The hash of 32 random bytes that nobody has. It is checked for unknown people, so that they take
/// as long as known ones, and stands here ready, so that no start waits for it.
const UNKNOWN_USER_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$Vi5cM2uuzv8oWnPBOw78Ag$\
    WkM4KXkjvy5lzJt2XP9BvutV1AlECjyIDludTbzm4rQ";

#[derive(Clone)]
pub struct Passwords {
    workers: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    places: usize,
    /// How many places whoever has some has.
    people: Arc<Mutex<HashMap<String, usize>>>,
}

/// The pool is full: try again in some seconds.
#[derive(Debug, thiserror::Error)]
#[error("too many sign-ins at once")]
pub struct Busy;

impl Passwords {
    /// The pool for those who sign in.
    pub fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::of(cores, QUEUE)
    }

    /// A pool for those who are in and change something, so that they keep nobody out.
    pub fn for_changes() -> Self {
        Self::of(1, CHANGES)
    }

    fn of(workers: usize, places: usize) -> Self {
        Self {
            workers: Arc::new(Semaphore::new(workers)),
            queue: Arc::new(Semaphore::new(places)),
            places,
            people: Arc::default(),
        }
    }

    /// Hashes a new password for somebody; whose it is names them in the queue alone.
    pub async fn hash(&self, whose: &str, password: String) -> Result<String, Busy> {
        self.run(whose, move || hash_now(&password)).await
    }

    /// Whether the password is right; `None` stands for somebody unknown or without a password,
    /// and takes the same time.
    pub async fn verify(
        &self,
        whose: &str,
        hash: Option<String>,
        password: String,
    ) -> Result<bool, Busy> {
        let (known, hash) = (hash.is_some(), hash.unwrap_or_else(|| UNKNOWN_USER_HASH.into()));
        let right = self
            .run(whose, move || {
                PasswordHash::new(&hash).is_ok_and(|hash| {
                    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
                })
            })
            .await?;
        Ok(right && known)
    }

    /// [`code_hash`] in the pool.
    pub async fn hash_code(
        &self,
        whose: &str,
        owner: EmployeeId,
        code: String,
    ) -> Result<String, Busy> {
        self.run(whose, move || code_hash(owner, &code)).await
    }

    /// How many wait or are in work.
    pub fn queued(&self) -> usize {
        self.places - self.queue.available_permits()
    }

    async fn run<T: Send + 'static>(
        &self,
        whose: &str,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let own = self.place(whose)?;
        let place = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| Busy)?;
        let worker = Arc::clone(&self.workers).acquire_owned().await.map_err(|_| Busy)?;
        // Whoever goes away meanwhile gives the worker back when it is done, and no sooner.
        let working = tokio::task::spawn_blocking(move || {
            let done = job();
            drop((own, place, worker));
            done
        });
        working.await.map_err(|_| Busy)
    }

    fn place(&self, whose: &str) -> Result<Place, Busy> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let places = people.entry(whose.to_owned()).or_default();
        if *places >= OF_A_PERSON {
            return Err(Busy);
        }
        *places += 1;
        Ok(Place { people: Arc::clone(&self.people), whose: whose.to_owned() })
    }
}

/// One of a person's places.
struct Place {
    people: Arc<Mutex<HashMap<String, usize>>>,
    whose: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(places) = people.get_mut(&self.whose) {
            *places -= 1;
            if *places == 0 {
                people.remove(&self.whose);
            }
        }
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

/// argon2id, 19 MiB, two passes: the crate's defaults are OWASP's.
pub fn hash_now(password: &str) -> String {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .expect("fails only for parameters or salts out of range, and these are the defaults")
}

/// The hash of a slip's code. A code is shorter than a token: a plain hash of it could be turned back by
/// whoever has the database. This one takes a millisecond and a mebibyte, and is another for each person;
/// an office's slips are still made in a second.
pub fn code_hash(owner: EmployeeId, code: &str) -> String {
    let params = Params::new(1024, 1, 1, None).expect("within the bounds of the crate");
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut hash = [0; 32];
    argon
        .hash_password_into(code.as_bytes(), format!("pekan slip of {owner}").as_bytes(), &mut hash)
        .expect("fails only for salts and lengths out of range, and these are fixed");
    secret::sha256(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn somebody_with_many_tries_leaves_the_places_to_others() {
        let passwords = Passwords::of(1, 10);
        let own: Vec<Place> = (0..OF_A_PERSON).map(|_| passwords.place("sari").unwrap()).collect();
        assert!(passwords.hash("sari", "becak biru".into()).await.is_err());
        assert!(passwords.hash("budi", "becak biru".into()).await.is_ok());
        drop(own);
        assert!(passwords.hash("sari", "becak biru".into()).await.is_ok());
        assert!(passwords.people.lock().unwrap().is_empty());
    }

    #[test]
    fn the_hash_for_unknown_people_costs_what_a_new_one_costs() {
        let (nobody, new) = (PasswordHash::new(UNKNOWN_USER_HASH).unwrap(), hash_now("becak biru"));
        let new = PasswordHash::new(&new).unwrap();
        assert_eq!(nobody.algorithm, new.algorithm);
        assert_eq!(nobody.version, new.version);
        assert_eq!(nobody.params, new.params);
        assert_eq!(nobody.salt.unwrap().len(), new.salt.unwrap().len());
        assert_eq!(nobody.hash.unwrap().len(), new.hash.unwrap().len());
    }
}
