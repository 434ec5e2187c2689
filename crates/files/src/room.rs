//! How many bytes may lie in the temporary folder, of everybody and of one person, and how much of
//! the disk uploads leave free: the database needs it more.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::UploadError;
use pekan_rules::EmployeeId;

/// In bytes.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// In the temporary folder at once.
    pub all: u64,
    /// Of it from one person: two purchases with five large files each.
    pub person: u64,
    /// Left free on the disk; on a small one, `free_percent` of it is enough.
    pub free: u64,
    pub free_percent: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { all: 1 << 30, person: 100 << 20, free: 256 << 20, free_percent: 10 }
    }
}

/// The temporary folder's room.
#[derive(Debug)]
pub(super) struct Room {
    folder: PathBuf,
    bounds: Bounds,
    /// Bytes by who sends them; `None` are Pekan's own.
    taken: Mutex<HashMap<Option<EmployeeId>, u64>>,
}

impl Room {
    pub fn new(folder: &Path, bounds: Bounds) -> Arc<Self> {
        Arc::new(Self { folder: folder.to_owned(), bounds, taken: Mutex::default() })
    }

    /// A share of the room with no bytes in it yet.
    pub fn share(self: &Arc<Self>, owner: Option<EmployeeId>) -> Share {
        Share { room: Arc::clone(self), owner, bytes: 0 }
    }

    /// Asks the file system, so it blocks for an instant.
    ///
    /// # Errors
    /// `NoSpace` when the disk has no more than what stays free, `Io`.
    pub fn check_disk(&self) -> Result<(), UploadError> {
        let disk = rustix::fs::statvfs(&self.folder).map_err(std::io::Error::from)?;
        let size = disk.f_blocks.saturating_mul(disk.f_frsize);
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        let least = (size / 100).saturating_mul(self.bounds.free_percent).min(self.bounds.free);
        if free < least { Err(UploadError::NoSpace) } else { Ok(()) }
    }
}

/// What one upload takes of the room; free again when it is dropped.
#[derive(Debug)]
pub(super) struct Share {
    room: Arc<Room>,
    owner: Option<EmployeeId>,
    bytes: u64,
}

impl Share {
    /// # Errors
    /// `Busy` when there is no room for so many bytes more.
    pub fn grow(&mut self, bytes: u64) -> Result<(), UploadError> {
        let mut taken = self.room.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let all: u64 = taken.values().sum();
        let own = taken.get(&self.owner).copied().unwrap_or(0);
        let bounds = self.room.bounds;
        let is_over = self.owner.is_some() && own + bytes > bounds.person;
        if is_over || all + bytes > bounds.all {
            return Err(UploadError::Busy);
        }
        taken.insert(self.owner, own + bytes);
        self.bytes += bytes;
        Ok(())
    }

    pub fn owner(&self) -> Option<EmployeeId> {
        self.owner
    }

    pub fn room(&self) -> Arc<Room> {
        Arc::clone(&self.room)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = self.room.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.owner) {
            *own -= self.bytes;
            if *own == 0 {
                taken.remove(&self.owner);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(bounds: Bounds) -> Arc<Room> {
        Room::new(&std::env::temp_dir(), bounds)
    }

    #[test]
    fn a_person_and_everybody_have_so_much_and_get_it_back() {
        let room = room(Bounds { all: 25, person: 10, ..Bounds::default() });
        let (mut first, mut second) =
            (room.share(Some(EmployeeId(1))), room.share(Some(EmployeeId(1))));
        first.grow(6).unwrap();
        assert_eq!(second.grow(5).unwrap_err().code(), "receipt-busy");
        second.grow(4).unwrap();
        let mut other = room.share(Some(EmployeeId(2)));
        other.grow(10).unwrap();
        let mut third = room.share(Some(EmployeeId(3)));
        assert_eq!(third.grow(6).unwrap_err().code(), "receipt-busy");
        drop(first);
        third.grow(6).unwrap();
        drop((second, other, third));
        assert!(room.taken.lock().unwrap().is_empty());
    }

    #[test]
    fn the_last_of_the_disk_is_not_for_uploads() {
        let nearly_all = Bounds { free: u64::MAX, free_percent: 100, ..Bounds::default() };
        assert_eq!(room(nearly_all).check_disk().unwrap_err().code(), "receipt-no-space");
        let nothing = Bounds { free: 0, ..Bounds::default() };
        assert!(room(nothing).check_disk().is_ok());
    }
}
