//! What the team's side says of requests, and what can be done with one as it stands.

use crate::domain::{DayPart, RequestStatus};

/// A part of the week, by the key of its words.
pub fn day_part(part: DayPart) -> &'static str {
    const WORDS: [&str; 6] =
        ["request.weekday_morning", "request.weekday_afternoon", "request.weekday_evening", "request.weekend_morning", "request.weekend_afternoon", "request.weekend_evening"];
    DayPart::ALL.iter().zip(WORDS).find(|(known, _)| **known == part).map_or("", |(_, words)| words)
}

/// What has become of it, by the key of its words.
pub const fn request_status(status: RequestStatus) -> &'static str {
    match status {
        RequestStatus::Open => "request.open",
        RequestStatus::Invited => "request.invited",
        RequestStatus::Closed => "request.closed",
        RequestStatus::Withdrawn => "request.withdrawn",
    }
}

/// What the team may do with it: to what it turns, the deed's name, what the button says, and what is said once it is done. Nothing that is done here can't be
/// taken back but a mail that has left.
pub const fn turns(status: RequestStatus) -> &'static [(RequestStatus, &'static str, &'static str, &'static str)] {
    const WITHDRAW: (RequestStatus, &str, &str, &str) = (RequestStatus::Withdrawn, "withdraw", "request.withdraw", "request.withdrawn_now");
    match status {
        RequestStatus::Open => &[(RequestStatus::Invited, "invite", "request.invite", "request.invited_now"), WITHDRAW],
        RequestStatus::Invited => &[(RequestStatus::Invited, "invite", "request.invite_again", "request.invited_now"), WITHDRAW],
        RequestStatus::Withdrawn => &[(RequestStatus::Open, "reopen", "request.reopen", "request.reopened_now")],
        RequestStatus::Closed => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_stays_and_what_is_put_aside_can_be_taken_up_again() {
        let to = |status| turns(status).iter().map(|(to, ..)| *to).collect::<Vec<_>>();
        assert_eq!(to(RequestStatus::Open), [RequestStatus::Invited, RequestStatus::Withdrawn]);
        assert_eq!(to(RequestStatus::Invited), [RequestStatus::Invited, RequestStatus::Withdrawn]);
        assert_eq!(to(RequestStatus::Withdrawn), [RequestStatus::Open]);
        assert!(to(RequestStatus::Closed).is_empty());
        assert_eq!(day_part(DayPart::ALL[5]), "request.weekend_evening");
    }
}
