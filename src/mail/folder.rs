//! A folder that mail is kept in, a file each, as mail programs open it.

use std::io;
use std::path::{Path, PathBuf};

use lettre::Message;
use tokio::fs;
use tokio::io::AsyncWriteExt;

use super::SendError;
use crate::domain::{Instant, OutboxId};

/// A folder of mail.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Takes a folder; it is made when first needed.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Keeps a mail: wholly or not at all, also when the machine's power goes. A file's name sorts by its letter's time and holds its row's
    /// identity, so that a letter that is handed over again replaces itself.
    pub async fn keep(&self, id: &OutboxId, caused_at: Instant, mail: &Message) -> Result<(), SendError> {
        let time = caused_at.to_string().replace(['-', ':'], "");
        self.write(&format!("{time}-{id}"), &mail.formatted()).await.map_err(later)
    }

    /// The folder is there or can be made, and can be written.
    pub async fn check(&self) -> Result<(), SendError> {
        let write = async {
            fs::create_dir_all(&self.0).await?;
            let trial = self.0.join(".check");
            fs::write(&trial, b"").await?;
            fs::remove_file(&trial).await
        };
        write.await.map_err(later)
    }

    async fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.0).await?;
        let (unfinished, finished) = (self.0.join(format!(".{name}.part")), self.0.join(format!("{name}.eml")));
        let mut file = fs::File::create(&unfinished).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        fs::rename(&unfinished, &finished).await?;
        sync_folder(&self.0).await
    }
}

/// The file's new name is safe only when its folder is.
async fn sync_folder(path: &Path) -> io::Result<()> {
    fs::File::open(path).await?.sync_all().await
}

/// A full disk or a missing permission is mended by people, meanwhile the letter waits.
fn later(error: io::Error) -> SendError {
    SendError::Later(format!("the folder can't be written: {}", error.kind()))
}
