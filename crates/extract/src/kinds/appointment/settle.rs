//! What an appointment says of posts and commitments told at the same words: a post to come, one that is over, and no second plan.

use rapporteur_model::{Claim, ClaimKind, Modality, Phase, Role, Value};

use super::FORMER;

/// Makes the claims of one sentence agree: phases of posts after their appointments, and no commitment where an appointment or deal is
/// planned.
pub fn settle(claims: &mut Vec<Claim>) {
    let changes: Vec<Claim> = claims.iter().filter(|c| matches!(c.kind, ClaimKind::Appointment | ClaimKind::Departure)).cloned().collect();
    let replaced: Vec<Claim> = claims.iter().filter(|c| c.kind == ClaimKind::Post && c.rule == FORMER).cloned().collect();
    claims.retain(|c| c.kind != ClaimKind::Post || c.rule == FORMER || !replaced.iter().any(|r| same_post(r, c)));
    claims.retain(|c| !changes.iter().any(|a| not_held(a) && c.kind == ClaimKind::Post && same_post(a, c) && !named(a, c)));
    claims.retain(|c| c.kind != ClaimKind::Post || !changes.iter().any(|a| same_post(a, c) && holds_all(a, c)));
    // "will step down as chairman", "was not dismissed as director": the post is still held.
    let stays: Vec<&Claim> = changes.iter().filter(|a| a.kind == ClaimKind::Departure && !not_held(a)).collect();
    for post in claims.iter_mut().filter(|c| c.kind == ClaimKind::Post && stays.iter().any(|a| same_post(a, c))) {
        post.modality = Modality::Happened;
        post.fields.retain(|f| f.role != Role::Phase);
    }
    for post in claims.iter_mut().filter(|c| c.kind == ClaimKind::Post && c.get(Role::Phase).is_none()) {
        let ahead = |a: &Claim| matches!(a.modality, Modality::Planned | Modality::Proposed | Modality::Conditional);
        if changes.iter().any(|a| a.kind == ClaimKind::Appointment && ahead(a) && same_post(a, post)) {
            let name = format!("{:?}", Phase::Incoming).to_lowercase();
            post.push(Role::Phase, Value::Text(name), post.trigger);
        }
    }
    let events = |c: &&Claim| matches!(c.kind, ClaimKind::Appointment | ClaimKind::Departure | ClaimKind::Deal);
    let planned: Vec<Claim> = claims.iter().filter(events).cloned().collect();
    claims.retain(|c| c.kind != ClaimKind::Commitment || !planned.iter().any(|p| told_at(c, p)));
}

/// The same person and the same words for the title.
fn same_post(a: &Claim, b: &Claim) -> bool {
    let title = |c: &Claim| c.get(Role::Title).map(|f| f.span);
    let persons: Vec<u32> = a.mentions(Role::Person).collect();
    title(a).is_some() && title(a) == title(b) && b.mentions(Role::Person).any(|m| persons.contains(&m))
}

/// A post that was left, or that is denied to have been given.
fn not_held(change: &Claim) -> bool {
    let left = if change.kind == ClaimKind::Departure { Modality::Happened } else { Modality::Denied };
    change.modality == left
}

/// The appointment says where the post is, if that is said; a departure to come says of the post only that it will end.
fn holds_all(appointment: &Claim, post: &Claim) -> bool {
    let place = |c: &Claim| c.mention(Role::Organisation).or_else(|| c.mention(Role::Place));
    let placed = place(appointment);
    let ends = appointment.kind == ClaimKind::Departure || not_held(appointment);
    (!ends || not_held(appointment) && !named(appointment, post))
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
