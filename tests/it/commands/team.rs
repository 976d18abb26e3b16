//! Members, keys and made-up portals from the command line.

use crate::server::Program;

#[test]
fn a_member_is_added_with_a_link_and_a_second_time_gets_another() {
    let program = Program::new().with_demo();
    let add = |more: &[&str]| program.run(&[&["member", "add", "demo", "anna@grachten.example", "--listen", "127.0.0.1:3999"], more].concat());
    let first = add(&["--name", "Anna Bos", "--may", "interactions,agenda", "--agendas", "noord"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert!(first.out.starts_with("anna@grachten.example is a member of demo\n"), "{}", first.out);
    assert!(first.out.contains("http://127.0.0.1:3999/team/demo/welcome/demo."), "{}", first.out);
    let second = add(&[]);
    assert!(second.out.contains("was a member of demo already"), "{}", second.out);
    let nowhere = program.run(&["member", "add", "nergens", "anna@grachten.example"]);
    assert_eq!((nowhere.code, nowhere.err.trim_end()), (2, "there is no portal nergens: `appointment apply FILE` makes one"));
    let agenda = program.run(&["member", "add", "demo", "bram@grachten.example", "--agendas", "oost"]);
    assert_eq!((agenda.code, agenda.err.trim_end()), (2, "demo has no agenda oost"));
    let wrong = program.run(&["member", "add", "demo", "geen adres"]);
    assert!(wrong.code == 2 && wrong.err.contains("must be an e-mail address"), "{}", wrong.err);
}

#[test]
fn a_key_is_printed_once_listed_without_its_secret_and_ended_by_its_name() {
    let program = Program::new().with_demo();
    let run = |arguments: &[&str]| program.run(&[&["key"], arguments].concat());
    let added = run(&["add", "demo", "Website", "--scopes", "timeline:write,appointments:read"]);
    assert_eq!((added.code, added.err.as_str()), (0, ""));
    let key = added.out.lines().last().unwrap();
    assert!(key.starts_with("ak_demo.") && key.len() == 40, "{}", added.out);
    let listed = run(&["list", "demo"]);
    assert!(listed.out.ends_with(" Website: appointments:read,timeline:write (never used)\n"), "{}", listed.out);
    assert!(!listed.out.contains(key.rsplit('.').next().unwrap()));
    assert_eq!(run(&["add", "demo", "Website", "--scopes", "agendas:read"]).code, 0);
    let which = run(&["end", "demo", "Website"]);
    assert_eq!((which.code, which.err.trim_end()), (2, "demo has several keys Website: `appointment key list demo` says which there are"));
    assert_eq!(run(&["end", "demo", listed.out.split(' ').next().unwrap()]).code, 0);
    let ended = run(&["end", "demo", "Website"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, "Website may no longer use /v1 of demo\n"));
    let again = run(&["end", "demo", "Website"]);
    assert_eq!((again.code, again.err.trim_end()), (2, "demo has no key Website: `appointment key list demo` says which there are"));
    assert_eq!(run(&["list", "demo"]).out, "");
    let nowhere = run(&["add", "nergens", "Website", "--scopes", "agendas:read"]);
    assert_eq!((nowhere.code, nowhere.err.trim_end()), (2, "there is no portal nergens: `appointment apply FILE` makes one"));
    for wrong in [vec!["add", "demo", "Website"], vec!["add", "demo", "Website", "--scopes", "everything"], vec!["add", "demo", " ", "--scopes", "agendas:read"]] {
        assert_eq!(run(&wrong).code, 2, "{wrong:?}");
    }
}

#[tokio::test]
async fn an_agendas_address_is_printed_once_and_ended_by_its_name() {
    let program = Program::new().with_demo().set("APPOINTMENT_PUBLIC_URL", "https://afspraak.example.nl");
    let run = |arguments: &[&str]| program.run(&[&["calendar"], arguments].concat());
    let added = run(&["add", "demo", "noord"]);
    let address = added.out.lines().last().unwrap();
    assert_eq!((added.code, added.err.as_str()), (0, ""));
    let path = address.strip_prefix("https://afspraak.example.nl").unwrap();
    assert!(path.starts_with("/calendar/demo.") && path.ends_with(".ics"), "{address}");
    {
        let server = program.serve();
        let answer = server.get(path).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()), (200, "text/calendar; charset=utf-8"));
        assert!(answer.text().await.unwrap().contains("BEGIN:VEVENT"));
        assert_eq!(server.status("/calendar/demo.ics").await, 404);
    }
    assert_eq!(run(&["end", "demo", "noord"]).out, "noord of demo has no secret address any more\n");
    assert_eq!(run(&["end", "demo", "noord"]).out, "noord of demo had no secret address: nothing changed\n");
    let unknown = run(&["add", "demo", "oost"]);
    assert_eq!((unknown.code, unknown.err.trim_end()), (2, "demo has no agenda oost"));
}

#[test]
fn a_made_up_portal_is_filled_once_and_only_when_it_is_empty() {
    let program = Program::new();
    let demo = include_str!("../../../demo/demo.toml");
    let empty = demo.split("[[appointment]]").next().unwrap();
    program.write("empty.toml", empty);
    assert_eq!(program.run(&["apply", "empty.toml"]).code, 0);
    let filled = program.run(&["seed", "demo", "--appointments", "300", "--customers", "40"]);
    assert_eq!((filled.code, filled.err.as_str()), (0, ""));
    assert!(filled.out.ends_with("demo has 300 appointments of 40 customers, all made up\n"), "{}", filled.out);
    let again = program.run(&["seed", "demo"]);
    assert_eq!((again.code, again.err.trim_end()), (2, "demo: the portal has customers already: made-up ones would stand among them"));
    assert_eq!(program.run(&["seed", "nergens"]).code, 2);
}
