//! What members may do, as the screen of the team shows and changes it. What may be changed at all, the server decides.

use crate::api::team::wire::{MemberLine, Opening};
use crate::domain::{AgendaId, Agendas, Permission, Permissions};

/// What someone may do, by the keys of its names.
pub fn rights(permissions: &Permissions) -> Vec<&'static str> {
    if *permissions == Permissions::all() {
        return vec!["members.everything"];
    }
    let agendas = if permissions.agendas == Agendas::All { "members.all_agendas" } else { "members.some_agendas" };
    let names = [
        (Permission::Interactions, "members.interactions"),
        (Permission::Settings, "members.settings"),
        (Permission::Projects, "members.projects"),
        (Permission::Billing, "members.billing"),
        (Permission::Agenda, agendas),
    ];
    let allowed: Vec<&'static str> = names.into_iter().filter(|(permission, _)| permissions.allows(*permission)).map(|(_, name)| name).collect();
    if allowed.is_empty() { vec!["members.nothing"] } else { allowed }
}

/// The agendas once these are ticked. Those that the screen doesn't show stay as they were.
pub fn agendas(before: &Agendas, all: bool, ticked: &[(AgendaId, bool)]) -> Agendas {
    if all {
        return Agendas::All;
    }
    let shown = |id: &AgendaId| ticked.iter().any(|(shown, _)| shown == id);
    let unseen = match before {
        Agendas::All => Vec::new(),
        Agendas::Only(few) => few.iter().filter(|id| !shown(id)).cloned().collect(),
    };
    Agendas::Only(unseen.into_iter().chain(ticked.iter().filter(|(_, ticked)| *ticked).map(|(id, _)| id.clone())).collect())
}

/// The team is this from now on. Who is signed in may do what the new list says, and is signed out when they are no longer in it.
pub fn regroup(opening: &mut Opening, members: Vec<MemberLine>) {
    let mine = opening.me.as_ref().and_then(|me| members.iter().find(|line| line.id == me.id).cloned());
    let (Some(me), Some(mine)) = (&mut opening.me, mine) else {
        opening.me = None;
        return;
    };
    if let Some(permissions) = mine.permissions {
        for agenda in &mut me.names.agendas {
            agenda.editable = permissions.edits(&agenda.id);
        }
        me.permissions = permissions;
    }
    me.names.members = members;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::team::wire::{AgendaName, Me, Names};
    use crate::domain::texts::Phrases;
    use crate::domain::{Language, MemberId, Plan, ProposalSettings};

    fn only(ids: &[&str]) -> Agendas {
        Agendas::Only(ids.iter().copied().map(AgendaId::new).collect())
    }

    #[test]
    fn rights_are_named_one_by_one_unless_they_are_all_or_none() {
        assert_eq!(rights(&Permissions::all()), ["members.everything"]);
        assert_eq!(rights(&Permissions::none()), ["members.nothing"]);
        let some = Permissions { interactions: true, billing: true, agendas: only(&["noord"]), ..Permissions::none() };
        assert_eq!(rights(&some), ["members.interactions", "members.billing", "members.some_agendas"]);
        let blind = Permissions { agendas: Agendas::All, settings: true, ..Permissions::none() };
        assert_eq!(rights(&blind), ["members.settings"], "nobody changes what they may not see");
    }

    #[test]
    fn agendas_that_are_not_shown_stay_as_they_were() {
        let ticked = [(AgendaId::new("a"), true), (AgendaId::new("b"), false)];
        assert_eq!(agendas(&only(&["b", "gone"]), false, &ticked), only(&["gone", "a"]));
        assert_eq!(agendas(&Agendas::All, false, &ticked), only(&["a"]));
        assert_eq!(agendas(&only(&["b"]), true, &ticked), Agendas::All);
    }

    fn line(id: &str, permissions: Permissions) -> MemberLine {
        MemberLine { id: MemberId::new(id), name: id.to_owned(), email: String::new(), permissions: Some(permissions), active: true }
    }

    fn opening() -> Opening {
        let agendas = vec![AgendaName { id: AgendaId::new("noord"), name: "Noord".to_owned(), zone: "Europe/Amsterdam".to_owned(), editable: true }];
        let me = Me {
            id: MemberId::new("me"),
            name: "Sanne".to_owned(),
            email: String::new(),
            permissions: Permissions::all(),
            plan: Plan::Free,
            proposals: ProposalSettings::default(),
            clock: String::new(),
            today: 0,
            names: Names { agendas, ..Names::default() },
        };
        Opening { portal: "demo".to_owned(), language: Language::Nl, texts: Phrases::default(), me: Some(me) }
    }

    #[test]
    fn who_changes_themselves_knows_at_once_what_they_may_do() {
        let mut now = opening();
        let members = vec![line("me", Permissions::none()), line("other", Permissions::all())];
        regroup(&mut now, members.clone());
        let me = now.me.unwrap();
        assert_eq!((&me.permissions, me.names.agendas[0].editable), (&Permissions::none(), false));
        assert_eq!(me.names.members, members);
    }

    #[test]
    fn who_lets_themselves_go_is_signed_out() {
        let mut now = opening();
        regroup(&mut now, vec![line("other", Permissions::all())]);
        assert_eq!(now.me, None);
    }
}
