//! What an appointment says of posts and commitments told at the same words: a post to come, one that is over, and no second plan.

use rapporteur_model::{Claim, ClaimKind, Modality, Phase, Role, Value};

use super::FORMER;

/// Makes the claims of one sentence agree: phases of posts after their appointments, and no commitment where an appointment or deal is
/// planned.
pub fn settle(claims: &mut Vec<Claim>) {
    let appointments: Vec<Claim> = claims.iter().filter(|c| c.kind == ClaimKind::Appointment).cloned().collect();
    let replaced: Vec<Claim> = claims.iter().filter(|c| c.kind == ClaimKind::Post && c.rule == FORMER).cloned().collect();
    claims.retain(|c| c.kind != ClaimKind::Post || c.rule == FORMER || !replaced.iter().any(|r| same_post(r, c)));
    claims.retain(|c| {
        !appointments.iter().any(|a| a.modality == Modality::Denied && c.kind == ClaimKind::Post && same_post(a, c) && !named(a, c))
    });
    claims.retain(|c| c.kind != ClaimKind::Post || !appointments.iter().any(|a| same_post(a, c) && holds_all(a, c)));
    for post in claims.iter_mut().filter(|c| c.kind == ClaimKind::Post && c.get(Role::Phase).is_none()) {
        let to_come =
            |a: &&Claim| matches!(a.modality, Modality::Planned | Modality::Proposed | Modality::Conditional) && same_post(a, post);
        if appointments.iter().any(|a| to_come(&a)) {
            let name = format!("{:?}", Phase::Incoming).to_lowercase();
            post.push(Role::Phase, Value::Text(name), post.trigger);
        }
    }
    let planned: Vec<Claim> = claims.iter().filter(|c| matches!(c.kind, ClaimKind::Appointment | ClaimKind::Deal)).cloned().collect();
    claims.retain(|c| c.kind != ClaimKind::Commitment || !planned.iter().any(|p| told_at(c, p)));
}

/// The same person and the same words for the title.
fn same_post(a: &Claim, b: &Claim) -> bool {
    let title = |c: &Claim| c.get(Role::Title).map(|f| f.span);
    let persons: Vec<u32> = a.mentions(Role::Person).collect();
    title(a).is_some() && title(a) == title(b) && b.mentions(Role::Person).any(|m| persons.contains(&m))
}

/// The appointment says where the post is, if that is said.
fn holds_all(appointment: &Claim, post: &Claim) -> bool {
    let place = |c: &Claim| c.mention(Role::Organisation).or_else(|| c.mention(Role::Place));
    let placed = place(appointment);
    (appointment.modality != Modality::Denied || !named(appointment, post))
        && place(post).is_none_or(|m| placed == Some(m))
        && (placed.is_some() || post.get(Role::Country).is_none())
}

/// The person was named with the title from which he is relieved: that post is told of beside the dismissal.
fn named(appointment: &Claim, post: &Claim) -> bool {
    post.trigger.end() <= appointment.trigger.start()
}

/// The commitment's own words are those of the event.
fn told_at(commitment: &Claim, event: &Claim) -> bool {
    commitment.trigger == event.trigger || commitment.get(Role::Act).is_some_and(|f| f.span.start() == event.trigger.start())
}
