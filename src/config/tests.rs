//! Settings from file, variables and flags, and what is said of wrong ones.

use super::*;

fn read(file: &str, variables: &[(&str, &str)], flags: &[(&'static str, &str)]) -> Result<Config, Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("set.toml");
    std::fs::write(&path, file).expect("a file");
    let given = Given { file: Some(path.clone()), flags: flags.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() };
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let plain = |wrong: Wrong| wrong.to_string().replace(&path.display().to_string(), "set.toml");
    Config::from_sources(Sources::gather(given, variables), "data").map_err(|wrong| wrong.into_iter().map(plain).collect())
}

#[test]
fn with_nothing_set_it_runs_on_a_fresh_machine() {
    let config = read("", &[], &[]).expect("defaults are right");
    assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(config.public_url(config.listen), "http://127.0.0.1:3000");
    assert_eq!(config.database.reveal(), "sqlite:data/appointment.db");
    assert_eq!(config.mail.url.reveal(), "folder:data/mail");
    assert_eq!(config.limits, Limits { enabled: true, per_minute: 300, burst: 150 });
    assert!(config.trusted_proxies.is_empty());
}

#[test]
fn a_flag_overrides_a_variable_and_a_variable_the_file() {
    let file = "listen = \"127.0.0.1:1\"\ndata_dir = \"a\"\nworkers = 3\n[limits]\nenabled = false\n";
    let config = read(file, &[("APPOINTMENT_DATA_DIR", "b"), ("APPOINTMENT_WORKERS", "4")], &[("workers", "5")]).expect("all right");
    assert_eq!((config.listen.port(), config.data_dir.as_path(), config.workers, config.limits.enabled), (1, Path::new("b"), 5, false));
    assert_eq!(config.database.reveal(), "sqlite:b/appointment.db");
}

#[test]
fn what_is_wrong_says_where_it_stands_what_it_is_and_what_is_expected() {
    let check = |file: &str, variables: &[(&str, &str)], flags: &[(&'static str, &str)], expected: &[&str]| {
        assert_eq!(read(file, variables, flags).expect_err("something is wrong"), expected)
    };
    check("\nlisten = \"here\"", &[], &[], &["listen is \"here\" (set.toml:2), expected an address and a port, such as 127.0.0.1:3000 or [::1]:3000"]);
    check("", &[("APPOINTMENT_LIMITS__ENABLED", "maybe")], &[], &["limits.enabled is \"maybe\" (variable APPOINTMENT_LIMITS__ENABLED), expected true or false"]);
    check("", &[], &[("workers", "0")], &["workers is \"0\" (flag --workers), expected a whole number from 1 to 256"]);
    check(
        "workers = -1\n[log]\nformat = \"xml\"",
        &[],
        &[],
        &["log.format is \"xml\" (set.toml:3), expected plain or json", "workers is \"-1\" (set.toml:1), expected a whole number from 1 to 256"],
    );
    check("[limits]\nper_minut = 3", &[], &[], &["set.toml:2: there is no setting limits.per_minut, did you mean limits.per_minute?"]);
    check("[limit]\nper_minute = 3", &[], &[], &["set.toml:1: there is no setting limit, see `appointment serve --help` for all"]);
    check("listen = [\n", &[], &[], &["set.toml:1: unclosed array, expected `]`"]);
    check("", &[("APPOINTMENT_LISTN", "x")], &[], &["variable APPOINTMENT_LISTN: there is no setting APPOINTMENT_LISTN, did you mean APPOINTMENT_LISTEN?"]);
    check(
        "",
        &[("APPOINTMENT_PUBLIC_URL", "https://example.nl/path")],
        &[],
        &["public_url is \"https://example.nl/path\" (variable APPOINTMENT_PUBLIC_URL), expected an origin such as https://afspraak.example.nl, without a path"],
    );
    check(
        "",
        &[("APPOINTMENT_TRUSTED_PROXIES", "10.0.0.0/33")],
        &[],
        &["trusted_proxies is \"10.0.0.0/33\" (variable APPOINTMENT_TRUSTED_PROXIES), expected addresses or networks such as 10.0.0.0/8, with commas between"],
    );
}

#[test]
fn a_secret_is_shown_nowhere() {
    let wrong = read("database = \"mysql://me:hunter2@host/name\"", &[("APPOINTMENT_MAIL__URL", "http://me:hunter2@host")], &[]).expect_err("both are wrong");
    assert_eq!(wrong.len(), 2);
    assert!(!format!("{wrong:?}").contains("hunter2"), "{wrong:?}");
    let right =
        read("database = \"postgres://me:hunter2@host/name?password=hunter2\"", &[("APPOINTMENT_MAIL__URL", "smtps://me@example.nl:hunt@er2@host")], &[]).expect("both are right");
    assert_eq!(format!("{:?} {:?}", right.database, right.mail.url), "\"postgres://me:…@host/name\" \"smtps://me@example.nl:…@host\"");
    assert!(!format!("{right:?} {}", right.wrong("database", "x")).contains("hunter2"));
}

#[test]
fn the_variables_of_scripts_and_of_others_are_no_settings() {
    assert!(read("", &[("APPOINTMENT_CACHE", "x"), ("APPOINTMENT_TEST_POSTGRES", "x"), ("APPOINTMENT_WASM", "x"), ("APPOINTMENTS", "x")], &[]).is_ok());
}

#[test]
fn networks_hold_their_addresses_in_either_version() {
    let check = |network: &str, address: &str, holds: bool| {
        let networks = Network::list(network).expect("networks");
        assert_eq!(networks.iter().any(|network| network.holds(address.parse().expect("an address"))), holds, "{address} in {network}");
    };
    check("10.0.0.0/8", "10.255.0.1", true);
    check("10.0.0.0/8", "11.0.0.1", false);
    check("10.0.0.0/8", "::ffff:10.0.0.1", true);
    check("127.0.0.1, ::1", "::1", true);
    check("127.0.0.1, ::1", "127.0.0.2", false);
    check("2001:db8::/32", "2001:db8:1::1", true);
    check("2001:db8::/32", "2001:db9::1", false);
    check("0.0.0.0/0", "203.0.113.9", true);
    check("0.0.0.0/0", "2001:db8::1", false);
    check("::/0", "2001:db8::1", true);
}

#[test]
fn an_sqlite_file_is_found_in_its_address() {
    let check = |address: &str, file: Option<&str>| assert_eq!(Address::database(address).expect("an address").sqlite_file(), file.map(Path::new));
    check("sqlite:data/appointment.db", Some("data/appointment.db"));
    check("sqlite:///srv/appointment.db?mode=rw", Some("/srv/appointment.db"));
    check("postgres://me@host/name", None);
}

#[test]
fn who_is_asked_about_domains_is_an_address_with_a_port_or_nobody_in_particular() {
    let check = |text: &str, expected: Option<&str>| {
        let config = read("", &[("APPOINTMENT_MAIL__RESOLVER", text)], &[]).expect("all right");
        assert_eq!(config.mail.resolver.map(|server| server.to_string()).as_deref(), expected, "{text:?}");
    };
    check("", None);
    check("127.0.0.1:5353", Some("127.0.0.1:5353"));
    check("[::1]:53", Some("[::1]:53"));
    let wrong = read("[mail]\nresolver = \"dns.example.nl\"\ncheck_domain = \"perhaps\"\n", &[], &[]).expect_err("both are wrong");
    let expected = [
        "mail.check_domain is \"perhaps\" (set.toml:3), expected true or false",
        "mail.resolver is \"dns.example.nl\" (set.toml:2), expected an address and a port, such as 127.0.0.1:53 or [::1]:53, or nothing",
    ];
    assert_eq!(wrong, expected);
    // Unsaid, how mail leaves decides.
    assert_eq!(read("", &[], &[]).expect("all right").mail.check_domain, None);
    assert_eq!(read("", &[], &[("mail.check_domain", "off")]).expect("all right").mail.check_domain, Some(false));
}

#[test]
fn domains_are_a_list_in_the_file_and_commas_elsewhere() {
    let config = read("[mail]\ndomains = [\"Makelaar.nl\", \"wonen.example\"]\n", &[], &[]).expect("all right");
    assert_eq!(config.mail.domains, ["makelaar.nl", "wonen.example"]);
    let config = read("", &[("APPOINTMENT_MAIL__DOMAINS", "makelaar.nl, wonen.example")], &[]).expect("all right");
    assert_eq!(config.mail.domains, ["makelaar.nl", "wonen.example"]);
    let wrong = read("", &[], &[("mail.domains", "afspraak@makelaar.nl")]).expect_err("an address is no domain");
    assert_eq!(wrong, ["mail.domains is \"afspraak@makelaar.nl\" (flag --mail-domains), expected domains such as makelaar.nl, with commas between"]);
}
