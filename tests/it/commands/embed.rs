//! `appointment embed`: what it prints, what it writes, and what it refuses.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

use crate::server::{Program, built};

const ENTRY: &str = "demo/lindengracht-12";

fn program() -> Program {
    Program::new().set("APPOINTMENT_PUBLIC_URL", "https://afspraak.example.nl").with_demo()
}

#[test]
fn the_codes_are_printed_ready_to_copy_and_nothing_is_written() {
    let program = program();
    let ended = program.run(&["embed", ENTRY]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    for code in [
        "<script src=\"https://afspraak.example.nl/embed.js\" defer></script>",
        "<book-appointment portal=\"demo\" entry=\"lindengracht-12\">",
        "data-book-appointment=\"demo/lindengracht-12\">Bezichtiging plannen</a>",
        "mode=\"floating\"",
        "\nhttps://afspraak.example.nl/b/demo/lindengracht-12\n",
        "script-src https://afspraak.example.nl 'wasm-unsafe-eval'; connect-src https://afspraak.example.nl\n",
    ] {
        assert!(ended.out.contains(code), "{code}: {}", ended.out);
    }
    assert!(!ended.out.contains("# Written"), "{}", ended.out);
    let pinned = built().get("embed.js").map_or("The pinned loader is not built into this program".to_owned(), |path| {
        let bytes = std::fs::read(format!("{}/dist/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let integrity = BASE64_STANDARD.encode(Sha384::digest(bytes));
        format!("<script src=\"https://afspraak.example.nl/{path}\"\n  integrity=\"sha384-{integrity}\"\n  crossorigin=\"anonymous\" defer>")
    });
    assert!(ended.out.contains(&pinned), "{pinned}: {}", ended.out);
}

#[test]
fn the_card_and_the_qr_code_are_files_that_are_replaced_only_by_force() {
    let program = program();
    let read = |name: &str| std::fs::read_to_string(program.folder().join(name)).unwrap();
    let first = program.run(&["embed", ENTRY, "--card", "card.html", "--qr", "code.svg"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert!(first.out.ends_with("# Written\n\ncard.html\n\n# Written\n\ncode.svg\n"), "{}", first.out);
    let (card, code) = (read("card.html"), read("code.svg"));
    assert!(card.contains("Lindengracht 12") && card.contains("1015 KC Amsterdam") && card.contains(code.trim_end()), "the card holds the code itself");

    program.write("card.html", "mine");
    let refused = program.run(&["embed", ENTRY, "--card", "card.html", "--qr", "other.svg"]);
    assert_eq!((refused.code, refused.out.as_str(), refused.err.as_str()), (2, "", "card.html is there already: --force replaces it\n"));
    assert!(read("card.html") == "mine" && !program.folder().join("other.svg").exists(), "nothing was written");

    let forced = program.run(&["embed", ENTRY, "--card", "card.html", "--paper", "a5", "--force"]);
    assert_eq!(forced.code, 0, "{forced:?}");
    assert!(read("card.html").contains("size: 148mm 210mm"));
}

#[test]
fn what_is_not_there_or_not_meant_is_refused_in_words_and_nothing_is_written() {
    let program = program();
    let check = |arguments: &[&str], expected: &str| {
        let ended = program.run(arguments);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{arguments:?}: {ended:?}");
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
        assert!(!program.folder().join("card.html").exists(), "{arguments:?}");
    };
    check(&["embed", "nobody/here", "--card", "card.html"], "there is no portal nobody");
    check(&["embed", "demo/nowhere", "--card", "card.html"], "the portal demo has no entry nowhere");
    check(&["embed", "demo", "--card", "card.html"], "with a slash between, such as demo/lindengracht-12");
    check(&["embed", "demo/Linden Gracht"], "with a slash between");
    check(&["embed", ENTRY, "--card", "card.pdf"], "expected a file that ends in .html");
    check(&["embed", ENTRY, "--qr", "code.png"], "expected a file that ends in .svg");
    check(&["embed", ENTRY, "--card", "no/such/folder/card.html"], "no/such/folder/card.html: No such file or directory");
    check(&["embed", ENTRY, "--card", "card.html", "--paper", "a3"], "a4, a5");
    check(&["embed"], "PORTAL/ENTRY");
}

#[test]
fn a_portal_that_allows_no_website_and_an_address_that_nobody_reaches_are_warned_of() {
    let program = Program::new();
    let file = program.write("portal.toml", &include_str!("../../../demo/demo.toml").replace("allowed_origins = [\"http://localhost:8080\", \"http://127.0.0.1:8080\"]", ""));
    assert_eq!(program.run(&["apply", file.to_str().unwrap()]).code, 0);
    let ended = program.run(&["embed", ENTRY]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(ended.err.contains("no website may carry the widget of demo yet") && ended.err.contains("allowed_origins = "), "{}", ended.err);
    assert!(ended.err.contains("Set public_url"), "{}", ended.err);
}

#[test]
fn without_a_database_it_says_so_and_makes_none() {
    let program = Program::new();
    let ended = program.run(&["embed", ENTRY]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("is not there yet: `appointment apply FILE` makes it"), "{}", ended.err);
    assert!(!program.folder().join("data/appointment.db").exists());
}
