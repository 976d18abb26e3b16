//! The command line: what it prints, and how it ends.

mod bounce;
mod embed;
mod team;

use crate::server::Program;

const DEMO: &str = include_str!("../../../demo/demo.toml");

#[test]
fn apply_says_what_it_made_and_the_second_time_that_nothing_changed() {
    let program = Program::new();
    let file = program.write("portal.toml", DEMO);
    let first = program.run(&["apply", file.to_str().unwrap()]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    for line in ["created portal demo", "created agenda noord", "created entry lindengracht-12", "created appointment 01"] {
        assert!(first.out.lines().any(|told| told == line), "{line}: {}", first.out);
    }
    let second = program.run(&["apply", "portal.toml"]);
    assert_eq!((second.code, second.out.as_str()), (0, "nothing changed\n"));
    program.write("portal.toml", &DEMO.replace("Sanne de Wit", "Sanne de Groot"));
    let third = program.run(&["apply", "portal.toml"]);
    assert_eq!((third.code, third.out.as_str()), (0, "changed agenda noord\n"));
}

#[test]
fn an_address_that_the_server_may_not_send_from_is_a_note_and_no_mistake() {
    let program = Program::new().set("APPOINTMENT_MAIL__FROM", "afspraak@example.nl").set("APPOINTMENT_MAIL__DOMAINS", "wonen.example");
    let with = |from: &str| DEMO.replacen("[portal]", &format!("[mail]\nfrom = \"{from}\"\n\n[portal]"), 1);
    program.write("portal.toml", &with("afspraak@makelaar.nl"));
    let first = program.run(&["apply", "portal.toml"]);
    assert_eq!(first.code, 0, "{first:?}");
    assert!(
        first.out.ends_with("note: makelaar.nl is none of mail.domains, so that mail leaves from afspraak@example.nl and answers go to afspraak@makelaar.nl\n"),
        "{}",
        first.out
    );
    program.write("portal.toml", &with("afspraak@wonen.example"));
    assert_eq!(program.run(&["apply", "portal.toml"]).out, "changed portal demo\n");
}

#[test]
fn a_wrong_portal_file_is_named_with_its_line_and_changes_nothing() {
    let program = Program::new().with_demo();
    let line = DEMO.lines().position(|line| line.starts_with("step_minutes")).unwrap() + 1;
    program.write("wrong.toml", &DEMO.replace("step_minutes = 30", "step_minutes = 0").replace("Sanne de Wit", "Sanne de Groot"));
    let wrong = program.run(&["apply", "wrong.toml"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.starts_with(&format!("wrong.toml:{line}: ")) && wrong.err.contains("step_minutes is 0"), "{}", wrong.err);
    assert_eq!(program.run(&["apply", "demo.toml"]).out, "nothing changed\n");

    let missing = program.run(&["apply", "nowhere.toml"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.starts_with("nowhere.toml: "), "{}", missing.err);
}

#[test]
fn a_wrong_setting_is_named_with_its_value_its_place_and_what_is_expected() {
    let check = |variables: &[(&str, &str)], arguments: &[&str], expected: &str| {
        let program = variables.iter().fold(Program::new(), |program, (name, value)| program.set(name, value));
        program.write("mine.toml", "\n[log]\nformat = \"xml\"\n");
        let ended = program.run(arguments);
        assert_eq!((ended.code, ended.out.as_str(), ended.err.trim_end()), (2, "", expected), "{arguments:?}");
    };
    check(
        &[("APPOINTMENT_LISTEN", "nowhere")],
        &["serve"],
        "listen is \"nowhere\" (variable APPOINTMENT_LISTEN), expected an address and a port, such as 127.0.0.1:3000 or [::1]:3000",
    );
    check(&[], &["serve", "--workers", "0"], "workers is \"0\" (flag --workers), expected a whole number from 1 to 256");
    check(&[], &["serve", "--config", "mine.toml"], "log.format is \"xml\" (mine.toml:3), expected plain or json");
    check(&[], &["serve", "--config", "none.toml"], "none.toml: No such file or directory (os error 2)");
    check(&[("APPOINTMENT_DATABSE", "x")], &["doctor"], "variable APPOINTMENT_DATABSE: there is no setting APPOINTMENT_DATABSE, did you mean APPOINTMENT_DATABASE?");
    check(
        &[("APPOINTMENT_DATABASE", "mysql://me:hunter2@host/x")],
        &["migrate"],
        "database is not shown, as it may hold a password (variable APPOINTMENT_DATABASE), expected sqlite:FILE or postgres://USER@HOST/NAME",
    );
    check(
        &[("APPOINTMENT_MAIL__URL", "smtp://me:hun@ter2@host:port")],
        &["serve"],
        "mail.url is not shown, as it may hold a password (variable APPOINTMENT_MAIL__URL), expected smtp://host, with user:password@ before the host and :port after it where needed; \
         signs such as @ in a password are written as %40",
    );
    check(&[("APPOINTMENT_MAIL__FROM", "@")], &["serve"], "mail.from is \"@\" (variable APPOINTMENT_MAIL__FROM), expected an e-mail address such as afspraak@example.nl");
}

#[test]
fn a_data_folder_that_can_not_be_made_is_a_wrong_setting() {
    let program = Program::new();
    program.write("taken", "");
    let ended = program.run(&["serve", "--data-dir", "taken"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.starts_with("data_dir is \"taken\" (flag --data-dir), expected a folder that can be written to: taken: "), "{}", ended.err);
}

#[test]
fn migrate_says_from_where_to_where_and_then_that_nothing_changed() {
    let program = Program::new();
    let known = program.run(&["migrate"]);
    assert_eq!(known.code, 0, "{known:?}");
    assert!(known.out.ends_with(", they were at 0\n"), "{}", known.out);
    assert!(program.run(&["migrate"]).out.starts_with("nothing changed: the tables are at version "));
}

#[test]
fn doctor_has_a_line_for_each_thing_and_leaves_everything_as_it_was() {
    let program = Program::new().set("APPOINTMENT_LISTEN", "127.0.0.1:3000");
    let fresh = program.run(&["doctor"]);
    assert!(fresh.out.contains("ok     database: sqlite:data/appointment.db is not there yet: serve makes it\n"), "{}", fresh.out);
    assert!(!program.folder().join("data/appointment.db").exists());
    let program = program.with_demo();
    let known = program.run(&["doctor"]);
    for what in ["ok     database: sqlite:data/appointment.db, at version ", "ok     mail: folder:data/mail", "ok     public address: http://127.0.0.1:3000", "ok     clock: 20"] {
        assert!(known.out.contains(what), "{what}: {}", known.out);
    }
    let built = !crate::server::built().is_empty();
    assert_eq!((known.code, known.out.contains("ok     browser files: ")), (i32::from(!built), built), "{known:?}");
}

#[test]
fn doctor_says_what_is_wrong_and_what_to_do_and_shows_no_password() {
    let program = Program::new().set("APPOINTMENT_DATABASE", "postgres://me:hunter2@127.0.0.1:1/none").set("APPOINTMENT_MAIL__URL", "smtp://me:hunter2@127.0.0.1:1");
    let ended = program.set("APPOINTMENT_LISTEN", "0.0.0.0:3000").run(&["doctor"]);
    assert_eq!(ended.code, 1);
    for line in [
        "wrong  database: postgres://me:…@127.0.0.1:1/none",
        "wrong  mail: smtp://me:…@127.0.0.1:1",
        "wrong  public address: links in mails would lead to http://0.0.0.0:3000: set public_url",
    ] {
        assert!(ended.out.contains(line), "{line}: {}", ended.out);
    }
    assert!(!format!("{ended:?}").contains("hunter2"), "{ended:?}");
}

#[tokio::test]
async fn demo_serves_the_demo_portal_and_says_where() {
    let program = Program::new();
    let server = program.start(&["demo"]);
    assert_eq!(server.status("/v1/portals/demo/entries/lindengracht-12").await, 200);
    assert!(program.folder().join("data/demo/appointment.db").exists());
    let url = server.url.clone();
    server.signal("TERM");
    let (status, told) = server.end();
    assert!(status.success(), "{status}");
    for line in [format!("{url}/b/demo/lindengracht-12"), format!("{url}/b/demo/videogesprek"), format!("{url}/examples/"), "data/demo/mail".to_owned()] {
        assert!(told.contains(&line), "{line}: {told}");
    }
}

#[test]
fn help_and_version_are_answers_and_a_slip_is_none() {
    let check = |arguments: &[&str], code: i32, text: &str| {
        let ended = Program::new().run(arguments);
        assert!(ended.code == code && (if code == 0 { &ended.out } else { &ended.err }).contains(text), "{arguments:?}: {ended:?}");
    };
    check(&["--version"], 0, concat!("appointment ", env!("CARGO_PKG_VERSION")));
    check(&["--help"], 0, "appointment apply portal.toml");
    check(&["serve", "--help"], 0, "--limits-per-minute");
    check(&[], 2, "Usage:");
    check(&["sreve"], 2, "serve");
    check(&["apply"], 2, "FILE");
    check(&["serve", "--lisen", "x"], 2, "--listen");
}
