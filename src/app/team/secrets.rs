//! Secrets as they are kept: passwords by argon2id, keys by a plain digest, as nobody guesses 190 bits.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use crate::app::digest::hex;
use crate::clock::new_secret;
use crate::domain::Key;

/// A digest of no password at all, made with the same effort: whoever asks for an unknown address waits as long as for a known one.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$cGFzc3dvcmRzIGFyZSBub3QgaGVyZQ$Jrb/9ddqcRTQ0d4Yn0Y0uf5o0ZHkv2dRXmAkEJAxfKc";

/// The digest of a key, by which the store finds it.
pub(super) fn digest(key: &Key) -> String {
    hex(&Sha256::digest(key.secret()))
}

/// The digest of a password: argon2id with the crate's parameters (19 MiB, two passes), which are OWASP's, and a salt of its own.
pub(super) async fn hash(password: String) -> String {
    let hashed = spawn_blocking(move || {
        let hashed: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password.as_bytes(), &new_secret().as_bytes()[..16]);
        hashed.map(|hash| hash.to_string())
    });
    hashed.await.expect("hashing does not panic").expect("a salt of 16 bytes and a password of any length can be hashed")
}

/// Whether a password has this digest; never, when there is none, after as long a while.
pub(super) async fn verify(password: String, digest: String) -> bool {
    let verified = spawn_blocking(move || {
        let known = PasswordHash::new(if digest.is_empty() { NOBODYS } else { &digest });
        known.is_ok_and(|known| Argon2::default().verify_password(password.as_bytes(), &known).is_ok()) && !digest.is_empty()
    });
    verified.await.expect("verifying does not panic")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_has_its_digest_and_no_other() {
        let digest = hash("correct horse battery".to_owned()).await;
        assert!(digest.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{digest}");
        assert!(verify("correct horse battery".to_owned(), digest.clone()).await);
        assert!(!verify("correct horse batterz".to_owned(), digest).await);
        assert!(!verify(String::new(), String::new()).await);
        assert!(PasswordHash::new(NOBODYS).is_ok(), "an unknown address must cost as much");
    }
}
