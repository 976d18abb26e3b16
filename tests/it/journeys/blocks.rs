//! Slot blocks: drawn by hand, over anything, and taken away again.

use appointment::app::{self, BlockError, BookError, book, free_times, manage, open_entry, unblock, why_not};
use appointment::domain::{AgendaId, BlockId, Note, PortalId, SlotBlock, Span, WhyNot};

use crate::support::{House, ask, at, both_engines, day, slug};

async fn agenda(house: &House, entry: &str) -> (PortalId, AgendaId) {
    let bookable = open_entry(&house.app, &slug("proef"), &slug(entry)).await.unwrap();
    (bookable.portal.id, bookable.agendas[0].id.clone())
}

async fn block(house: &House, entry: &str, from: &str, to: &str) -> Result<SlotBlock, BlockError> {
    let (portal, agenda) = agenda(house, entry).await;
    app::block(&house.app, &portal, &agenda, Span::new(at(from), at(to)), Note::parse("Tandarts").unwrap()).await
}

/// How many times an entry offers on a day.
async fn offered(house: &House, entry: &str, on: &str) -> usize {
    free_times(&house.app, &slug("proef"), &slug(entry), day(on), day(on)).await.unwrap().slots.len()
}

async fn a_blocked_time_is_offered_by_nobody_until_it_is_given_back(house: &House) {
    assert_eq!(offered(house, "kade", "2026-12-02").await, 16);
    let drawn = block(house, "kade", "2026-12-02 10:15", "2026-12-02 11:00").await.unwrap();
    assert_eq!(offered(house, "kade", "2026-12-02").await, 14);
    assert_eq!(offered(house, "zuid", "2026-12-02").await, 16);
    let taken = book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await;
    assert!(matches!(taken, Err(BookError::Taken { .. })), "{taken:?}");
    let against = why_not(&house.app, &slug("proef"), &slug("kade"), at("2026-12-02 10:00")).await.unwrap();
    assert_eq!(against[0].reasons, [WhyNot::Block { span: drawn.span }]);
    assert_eq!(against[0].name.as_str(), "Sanne de Wit");
    let (portal, agenda) = agenda(house, "kade").await;
    let around = Span::new(at("2026-12-02 10:59"), at("2026-12-02 12:00"));
    assert_eq!(house.app.store.blocks(&portal, &agenda, around).await.unwrap(), std::slice::from_ref(&drawn));
    assert_eq!(house.app.store.blocks(&portal, &agenda, Span::new(at("2026-12-02 11:00"), at("2026-12-02 12:00"))).await.unwrap(), []);
    assert_eq!(unblock(&house.app, &portal, &drawn.id).await.unwrap(), drawn);
    assert_eq!(offered(house, "kade", "2026-12-02").await, 16);
    assert!(matches!(unblock(&house.app, &portal, &drawn.id).await, Err(BlockError::UnknownBlock)));
}

async fn a_block_over_an_appointment_throws_nobody_out(house: &House) {
    let booked = book(&house.app, ask("kade", "2026-12-02 10:00", "Anna")).await.unwrap();
    block(house, "kade", "2026-12-02 09:00", "2026-12-02 17:00").await.unwrap();
    assert_eq!(manage(&house.app, &booked.card.appointment.token).await.unwrap(), booked.card);
    assert_eq!(offered(house, "kade", "2026-12-02").await, 0);
}

async fn a_block_of_weeks_holds_in_their_midst(house: &House) {
    block(house, "kade", "2026-11-01 00:00", "2026-12-28 00:00").await.unwrap();
    assert_eq!(offered(house, "kade", "2026-12-11").await, 0);
    assert_eq!(offered(house, "kade", "2026-12-28").await, 16);
    assert!(matches!(book(&house.app, ask("kade", "2026-12-11 10:00", "Anna")).await, Err(BookError::Taken { .. })));
}

async fn a_block_of_a_parent_holds_beneath_it_and_not_the_other_way_round(house: &House) {
    let text = include_str!("../support/portal.toml").replacen("slug = \"zuid\"\nname", "slug = \"zuid\"\nparent = \"noord\"\nproject = \"kade-1\"\nname", 1);
    let text = text.replacen("slug = \"zuid\"\nkind = \"agenda\"\n", "slug = \"zuid\"\nkind = \"project\"\nsubject = \"kade-1\"\n", 1);
    house
        .apply(&text.replacen("email = \"joris@proef.example\"\nhours = [\"mon-fri 09:00-17:00\"]", "email = \"joris@proef.example\"\nhours = [\"mon-fri 12:00-17:00\"]", 1))
        .await;
    assert_eq!((offered(house, "kade", "2026-12-02").await, offered(house, "zuid", "2026-12-02").await), (6, 10));
    block(house, "zuid", "2026-12-02 09:00", "2026-12-02 13:00").await.unwrap();
    assert_eq!((offered(house, "kade", "2026-12-02").await, offered(house, "zuid", "2026-12-02").await), (6, 8));
    block(house, "kade", "2026-12-02 11:00", "2026-12-02 14:00").await.unwrap();
    assert_eq!((offered(house, "kade", "2026-12-02").await, offered(house, "zuid", "2026-12-02").await), (4, 6));
}

async fn what_makes_no_sense_is_refused(house: &House) {
    for (from, to) in [("2026-12-02 10:00", "2026-12-02 10:00"), ("2026-12-02 10:00", "2026-12-01 10:00"), ("2026-12-02 10:00", "2027-12-03 10:01")] {
        assert!(matches!(block(house, "kade", from, to).await, Err(BlockError::Span)), "{from} {to}");
    }
    let (portal, agenda) = agenda(house, "kade").await;
    let span = Span::new(at("2026-12-02 10:00"), at("2026-12-02 11:00"));
    let other = PortalId::new("another portal");
    assert!(matches!(app::block(&house.app, &other, &agenda, span, Note::parse("").unwrap()).await, Err(BlockError::UnknownAgenda)));
    assert!(matches!(app::block(&house.app, &portal, &AgendaId::new("none"), span, Note::parse("").unwrap()).await, Err(BlockError::UnknownAgenda)));
    let drawn = block(house, "kade", "2026-12-02 10:00", "2026-12-02 11:00").await.unwrap();
    assert!(matches!(unblock(&house.app, &other, &drawn.id).await, Err(BlockError::UnknownBlock)), "another portal's");
    assert!(matches!(unblock(&house.app, &portal, &BlockId::new("none")).await, Err(BlockError::UnknownBlock)));
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM slot_blocks").await, 1);
}

both_engines! {
    a_blocked_time_is_offered_by_nobody_until_it_is_given_back
    a_block_over_an_appointment_throws_nobody_out
    a_block_of_weeks_holds_in_their_midst
    a_block_of_a_parent_holds_beneath_it_and_not_the_other_way_round
    what_makes_no_sense_is_refused
}
