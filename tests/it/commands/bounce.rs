//! `appointment bounce`: what a mail server pipes in, and what it is told by the exit code.

use sqlx::{Connection, Executor};

use crate::server::Program;

const UNKNOWN: &str = include_str!("../outbox/reports/unknown.eml");
const KEY: &str = "019a9f3c5a107c3e9b1d2f4f6b8a0c11abcdefghijklmnop";

#[tokio::test]
async fn a_mail_server_pipes_a_report_in_and_is_told_what_became_of_it() {
    let program = Program::new().set("APPOINTMENT_MAIL__RETURN_PATH", "bounce@post.example.nl").with_demo();
    let mut around = sqlx::SqliteConnection::connect(&format!("sqlite:{}", program.folder().join("data/appointment.db").display())).await.unwrap();
    let letter = "INSERT INTO return_paths (portal, letter, return_key, email, about, sent_at, bounced_at)
        VALUES ('019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11', 'letter', 'abcdefghijklmnop', 'jan@klant.example', 'appointment', 1, 0)";
    around.execute(letter).await.unwrap();
    let back = format!("bounce+{KEY}@post.example.nl");
    let piped = |to: &[&str], message: &str| {
        let ended = program.pipe(&[&["bounce"], to].concat(), message);
        (ended.code, ended.out.trim().to_owned())
    };
    let no = |code: i32| (code, String::new());
    assert_eq!(piped(&[], UNKNOWN), no(67), "it came to no address of ours");
    let forged = UNKNOWN.replace("RETURN-PATH", &back.replace("mnop", "mnoq"));
    assert_eq!(piped(&[], &forged), no(67));
    assert_eq!(piped(&["--to", &back], "Subject: Ik ben er niet\n\nTot maandag.\n"), (0, "no report of a delivery: nothing changed".to_owned()));
    assert_eq!(piped(&["--to", "anna@example.nl"], &UNKNOWN.replace("RETURN-PATH", &back)), no(67), "what the mail server tells counts");
    assert_eq!(piped(&[], &UNKNOWN.replace("RETURN-PATH", &back)), (0, "the address is marked".to_owned()));
    assert_eq!(piped(&["--to", &back], UNKNOWN), (0, "known already: nothing changed".to_owned()));
    let long = format!("{}{}", UNKNOWN.replace("RETURN-PATH", &back), "x".repeat(3 << 20));
    assert_eq!(piped(&[], &long).0, 0, "a long one is read to its end");
    let marks: Vec<(String, String)> = sqlx::query_as("SELECT email_key, status FROM address_marks").fetch_all(&mut around).await.unwrap();
    assert_eq!(marks, [("jan@klant.example".to_owned(), "5.1.1".to_owned())]);
}

#[test]
fn a_mail_server_is_asked_to_try_again_where_something_must_be_mended_first() {
    let unset = Program::new().with_demo().pipe(&["bounce"], UNKNOWN);
    assert_eq!((unset.code, unset.err.trim()), (75, "no letter leaves under an address of its own: set mail.return_path first"));
    let away = Program::new().set("APPOINTMENT_MAIL__RETURN_PATH", "bounce@post.example.nl").set("APPOINTMENT_DATABASE", "postgres://me@127.0.0.1:1/none");
    assert_eq!(away.pipe(&["bounce", "--to", &format!("bounce+{KEY}@post.example.nl")], UNKNOWN).code, 75);
    let wrong = Program::new().set("APPOINTMENT_MAIL__RETURN_PATH", "bounce+x@post.example.nl").pipe(&["bounce"], UNKNOWN);
    assert_eq!(wrong.code, 75);
    assert!(wrong.err.contains("expected an address with a short name, such as bounce@post.example.nl"), "{}", wrong.err);
}
