//! Folders to work in.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::{fs, process};

/// An empty folder of this run alone: two runs of the tests at once do not meet in it. It
/// goes when the test is over.
pub(crate) struct Desk(PathBuf);

impl Desk {
    /// Makes one; the name tells it from those of other tests.
    pub(crate) fn new(name: &str) -> Self {
        let run = format!("{name}-{}", process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(run);
        // A run of that number, long over, may have been stopped before it could tidy up.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Deref for Desk {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
