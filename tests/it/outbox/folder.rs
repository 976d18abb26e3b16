//! Mail kept in a folder.

use std::fs;
use std::path::Path;

use appointment::outbox::Step;

use super::house::{House, drain};

/// The names of a folder's files, hidden ones too, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn each_letter_becomes_one_file_and_a_repetition_replaces_it() {
    let house = House::build().await;
    let folder = house.folder.path().join("mail");
    let outbox = house.outbox(&format!("folder:{}", folder.display()));
    outbox.transport.check().await.unwrap();
    house.book(9).await;
    // A worker that died after handing over and before its note of it: the letter is handed over, and still open.
    let claimed = house.app.store.claim_letters(house.app.clock.now(), appointment::outbox::LEASE, 1).await.unwrap().letters.pop().unwrap();
    let mail = appointment::mail::render(&claimed.letter, &outbox.sender, &outbox.public_url).unwrap();
    outbox.transport.send(&claimed.letter, &mail, None).await.unwrap();
    let before = fs::read(folder.join(&names(&folder)[0])).unwrap();
    house.turn(5);
    assert_eq!(drain(&outbox).await, [Step::Done, Step::Done]);
    let names = names(&folder);
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|name| name.starts_with("20261201T070000Z-") && name.ends_with(".eml")), "{names:?}");
    let name = names.iter().find(|name| name.contains(claimed.letter.id.as_str())).unwrap();
    assert_eq!(fs::read(folder.join(name)).unwrap(), before);
}

#[tokio::test]
async fn a_folder_that_can_not_be_written_is_waited_for() {
    let house = House::build().await;
    let folder = house.folder.path().join("mail");
    fs::write(&folder, "a file stands where the folder belongs").unwrap();
    let outbox = house.outbox(&format!("folder:{}", folder.display()));
    house.book(9).await;
    assert_eq!(drain(&outbox).await, [Step::Later, Step::Later]);
    assert!(outbox.transport.check().await.is_err());
    fs::remove_file(&folder).unwrap();
    house.turn(1);
    assert_eq!(drain(&outbox).await, [Step::Done, Step::Done]);
    assert_eq!(names(&folder).len(), 2);
}
