//! Plans: what one lacks is offered to nobody, whatever they ask, and no reason of the team's overrules it (cases 20, 24 and 27).

use appointment::api::team::wire::{Act, Move, Possible, WhyNotMove};
use appointment::api::team::{Cancel, MovesOf, Reschedule, TeamError};
use appointment::app::{self, BookError, book, free_times, why_not};
use appointment::domain::{Feature, Permissions, WhyNot};

use crate::support::{House, ask, at, both_engines, day, slug};
use crate::team::office::{Office, act};

/// The house's portal with five agendas, on a plan; a project's entry has the last two.
fn portal(plan: &str) -> String {
    let more = r#"
[[agenda]]
slug = "oost"
name = "Femke Bos"
email = "femke@proef.example"
hours = ["mon-fri 09:00-17:00"]

[[entry]]
slug = "knop"
kind = "plugin"
event_type = "viewing"
agendas = ["noord"]

[[entry]]
slug = "oost"
kind = "project"
subject = "kade-1"
event_type = "viewing"
agendas = ["oost", "noord"]
"#;
    format!("{}{more}", include_str!("../support/portal.toml")).replace("plan = \"pro\"", &format!("plan = \"{plan}\""))
}

async fn free(house: &House, entry: &str) -> usize {
    free_times(&house.app, &slug("proef"), &slug(entry), day("2026-12-02"), day("2026-12-02")).await.unwrap().slots.len()
}

async fn a_lowered_plan_offers_less_and_a_raised_one_all_of_it_again(house: &House) {
    house.apply(&portal("pro")).await;
    let before = [free(house, "kade").await, free(house, "knop").await, free(house, "bellen").await, free(house, "oost").await];
    assert!(before.iter().all(|count| *count > 0));
    house.apply(&portal("free")).await;
    assert_eq!([free(house, "kade").await, free(house, "knop").await, free(house, "bellen").await], [before[0], 0, 0], "at once, though the answers were kept");
    assert_eq!(free(house, "oost").await, before[0], "its second agenda is one of the first three");
    for entry in ["knop", "bellen"] {
        assert!(matches!(book(&house.app, ask(entry, "2026-12-02 10:00", "Anna")).await, Err(BookError::NotOffered { .. })), "{entry}");
    }
    let against = async |entry: &str| why_not(&house.app, &slug("proef"), &slug(entry), at("2026-12-02 10:00")).await.unwrap();
    assert_eq!(against("knop").await[0].reasons, [WhyNot::NotInPlan(Feature::Plugin)]);
    assert_eq!(against("bellen").await[0].reasons, [WhyNot::NotInPlan(Feature::StandaloneLinks)]);
    let oost = against("oost").await;
    assert_eq!((&oost[0].reasons[..], &oost[1].reasons[..]), (&[WhyNot::NotInPlan(Feature::Agendas)][..], &[][..]));
    house.apply(&portal("custom")).await;
    assert_eq!([free(house, "kade").await, free(house, "knop").await, free(house, "bellen").await, free(house, "oost").await], before);
}

async fn what_was_booked_before_stays_and_can_be_called_off_but_nothing_moves_to_what_the_plan_lacks(house: &House) {
    house.apply(&portal("pro")).await;
    let office = Office::open(house).await;
    let desk = office.member("Mila", Permissions::all()).await;
    let kept = book(&house.app, ask("oost", "2026-12-02 09:00", "Anna")).await.unwrap().card;
    let moving = book(&house.app, ask("oost", "2026-12-02 09:00", "Bram")).await.unwrap().card;
    assert_eq!((kept.agenda_name.as_str(), moving.agenda_name.as_str()), ("Femke Bos", "Sanne de Wit"));
    app::cancel(&house.app, &kept.appointment.token).await.unwrap();
    let kept = book(&house.app, ask("oost", "2026-12-02 11:00", "Cato")).await.unwrap().card;
    assert_eq!(kept.agenda_name.as_str(), "Femke Bos");
    house.apply(&portal("free")).await;

    let elsewhere = office.call(&desk, &MovesOf { portal: "proef".to_owned(), id: moving.appointment.id.to_string() }).await.answer.unwrap();
    let femke = elsewhere.iter().find(|agenda| agenda.name == "Femke Bos").unwrap();
    assert_eq!(femke.possible, Possible::No(WhyNotMove::Plan));
    let because = Act { reason: "De verkoper vraagt erom".to_owned(), ..act(&moving) };
    let to = Move { agenda: Some(femke.agenda.clone()), starts_at: None };
    let refused = office.call(&desk, &Reschedule { act: because, to }).await.answer.unwrap_err();
    assert!(matches!(refused, TeamError::NotOffered(_)), "{refused:?}");
    let because = Act { reason: "De verkoper vraagt erom".to_owned(), ..act(&kept) };
    let later = Move { agenda: None, starts_at: Some(at("2026-12-03 10:00").seconds()) };
    assert!(matches!(office.call(&desk, &Reschedule { act: because, to: later }).await.answer, Err(TeamError::NotOffered(_))));
    assert!(office.call(&desk, &Cancel { act: act(&kept) }).await.answer.is_ok(), "what stands there can be called off");
}

async fn a_file_that_names_no_plan_is_not_held_to_the_smallest(house: &House) {
    house.apply(&portal("pro").replace("plan = \"pro\"\n", "")).await;
    assert!(free(house, "knop").await > 0 && free(house, "bellen").await > 0);
}

both_engines! {
    a_lowered_plan_offers_less_and_a_raised_one_all_of_it_again
    what_was_booked_before_stays_and_can_be_called_off_but_nothing_moves_to_what_the_plan_lacks
    a_file_that_names_no_plan_is_not_held_to_the_smallest
}
