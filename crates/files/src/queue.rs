//! Who is next to have a file judged and drawn. Everybody has one in work at a time, so that one person
//! with many files waits behind their own, and nobody waits for long: there is a word for "come again".

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::picture::MAX_WORKING_BYTES;
use super::{UploadError, blocking};
use pekan_rules::EmployeeId;

/// More at once would take the processor from pages; memory has a bound of its own.
const MOST_AT_ONCE: usize = 4;
/// Of one person, waiting or in work. They wait for each other and for nobody else; more is no form that
/// was sent again.
const MOST_OF_A_PERSON: usize = 64;
/// Well below what the listener has patience for, with five files in a form.
const PATIENCE: Duration = Duration::from_secs(10);
/// Beside what the decoder takes: the file, what is drawn, and what lies between.
const BESIDE: u64 = 48 << 20;
const MIB: u64 = 1 << 20;

#[derive(Debug)]
pub(super) struct Queue {
    workers: Arc<Semaphore>,
    /// In MiB, of all that is in work.
    memory: Arc<Semaphore>,
    /// The place in work of each person, and how many files of theirs want it.
    people: Mutex<HashMap<EmployeeId, (Arc<Semaphore>, usize)>>,
}

impl Queue {
    pub fn new() -> Arc<Self> {
        let cores = available_parallelism().map_or(1, usize::from);
        let all = usize::try_from((MAX_WORKING_BYTES + BESIDE) / MIB).unwrap_or(usize::MAX);
        Arc::new(Self {
            workers: Arc::new(Semaphore::new((cores - 1).clamp(1, MOST_AT_ONCE))),
            memory: Arc::new(Semaphore::new(all)),
            people: Mutex::default(),
        })
    }

    /// Runs work on a file once it is its owner's turn.
    ///
    /// # Errors
    /// `Busy` where the owner has too many files in the queue, or the wait grows long.
    pub async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        owner: Option<EmployeeId>,
        work: impl FnOnce(&Memory) -> Result<T, UploadError> + Send + 'static,
    ) -> Result<T, UploadError> {
        let place = owner.map(|owner| self.place(owner)).transpose()?;
        let turn = async {
            let own = match &place {
                Some(place) => Some(Arc::clone(&place.turn).acquire_owned().await),
                None => None,
            };
            (own, Arc::clone(&self.workers).acquire_owned().await)
        };
        let turn = timeout(PATIENCE, turn).await.map_err(|_| UploadError::Busy)?;
        let memory = Memory(Arc::clone(&self.memory));
        let done = blocking::behind_pages(move || {
            let done = work(&memory);
            drop((turn, place));
            done
        });
        done.await
    }

    /// Files of people that wait or are in work.
    pub fn count(&self) -> usize {
        let people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        people.values().map(|(_, files)| files).sum()
    }

    fn place(self: &Arc<Self>, owner: EmployeeId) -> Result<Place, UploadError> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let (turn, files) = people.entry(owner).or_insert_with(|| (Arc::new(Semaphore::new(1)), 0));
        if *files >= MOST_OF_A_PERSON {
            return Err(UploadError::Busy);
        }
        *files += 1;
        Ok(Place { queue: Arc::clone(self), owner, turn: Arc::clone(turn) })
    }
}

/// One of a person's places in the queue.
struct Place {
    queue: Arc<Queue>,
    owner: EmployeeId,
    turn: Arc<Semaphore>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut people = self.queue.people.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, files)) = people.get_mut(&self.owner) {
            *files -= 1;
            if *files == 0 {
                people.remove(&self.owner);
            }
        }
    }
}

/// What all work may take together.
pub(super) struct Memory(Arc<Semaphore>);

impl Memory {
    /// Waits until so many bytes may be taken; on a thread where nobody else waits.
    pub fn take(&self, bytes: u64) -> Result<OwnedSemaphorePermit, UploadError> {
        let megabytes = bytes.saturating_add(BESIDE).min(MAX_WORKING_BYTES + BESIDE).div_ceil(MIB);
        let megabytes = u32::try_from(megabytes).unwrap_or(u32::MAX);
        let taken = Handle::current().block_on(Arc::clone(&self.0).acquire_many_owned(megabytes));
        Ok(taken.map_err(std::io::Error::other)?)
    }
}

#[cfg(test)]
mod tests {
    use std::thread::sleep;
    use std::time::Instant;

    use super::*;

    fn slow(memory: &Memory) -> Result<(), UploadError> {
        let _taken = memory.take(MIB)?;
        sleep(Duration::from_millis(200));
        Ok(())
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn somebody_with_many_files_waits_behind_their_own() {
        let queue = Queue::new();
        let many = (0..10).map(|_| {
            let queue = Arc::clone(&queue);
            tokio::spawn(async move { queue.run(Some(EmployeeId(1)), slow).await })
        });
        let many: Vec<_> = many.collect();
        tokio::time::sleep(Duration::from_millis(50)).await;
        let begun = Instant::now();
        queue.run(Some(EmployeeId(2)), slow).await.unwrap();
        assert!(begun.elapsed() < Duration::from_millis(900), "{:?}", begun.elapsed());
        for file in many {
            file.await.unwrap().unwrap();
        }
        assert!(queue.people.lock().unwrap().is_empty());
    }

    #[test]
    fn one_person_has_so_many_places() {
        let queue = Queue::new();
        let places: Vec<Place> =
            (0..MOST_OF_A_PERSON).map(|_| queue.place(EmployeeId(1)).unwrap()).collect();
        assert!(queue.place(EmployeeId(1)).is_err() && queue.place(EmployeeId(2)).is_ok());
        drop(places);
        assert!(queue.people.lock().unwrap().is_empty());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn nobody_waits_for_long() {
        let queue = Queue::new();
        let all = u32::try_from(queue.workers.available_permits()).unwrap();
        let _held = queue.workers.acquire_many(all).await.unwrap();
        let begun = Instant::now();
        assert_eq!(queue.run(None, slow).await.unwrap_err().code(), "receipt-busy");
        assert!(begun.elapsed() < PATIENCE + Duration::from_secs(1));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn all_work_together_takes_no_more_than_the_largest_picture() {
        let queue = Queue::new();
        let memory = Memory(Arc::clone(&queue.memory));
        let before = queue.memory.available_permits();
        let free = tokio::task::spawn_blocking(move || {
            let one = memory.take(MAX_WORKING_BYTES).unwrap();
            let free = memory.0.available_permits();
            drop(one);
            free
        });
        assert_eq!(free.await.unwrap(), 0);
        assert_eq!(queue.memory.available_permits(), before);
    }
}
