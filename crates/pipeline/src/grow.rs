//! The stored record as the shelf from which resolution takes and on which it puts.

use jiff::civil::Date;
use rapporteur_model::{
    Commitment, Entity, EntityId, Event, Instrument, PostSum, PostTold, Reading, Relation, ReportId, Series, Standing, StoredRow, Telling,
    TellingKind,
};
use rapporteur_resolve::Shelf;
use rapporteur_store::{Error, Growing};

/// A stored record in the transaction in which it grows.
pub(crate) struct Stored<'g, 'c>(pub &'g mut Growing<'c>);

/// Methods of [`Shelf`] that the store has under the same name.
macro_rules! as_stored {
    ($(fn $name:ident($($argument:ident: $kind:ty),*) -> $out:ty;)*) => {
        impl Shelf for Stored<'_, '_> {
            type Error = Error;

            $(fn $name(&mut self $(, $argument: $kind)*) -> Result<$out, Error> {
                self.0.$name($($argument),*)
            })*
        }
    };
}

as_stored! {
    fn reading(report: &str) -> Option<Reading>;
    fn row(id: &str) -> Option<StoredRow>;
    fn put_row(row: &StoredRow) -> ();
    fn drop_row(id: &str) -> ();
    fn joined_with(group: &str) -> Vec<StoredRow>;
    fn set_group(row: &str, group: &str) -> ();
    fn one_under(hash: u64) -> Option<EntityId>;
    fn all_under(hash: u64) -> Vec<EntityId>;
    fn put_under(hash: u64, row: &str) -> ();
    fn drop_under(hash: u64, row: &str) -> ();
    fn names_near(blocks: &[u64]) -> Vec<u64>;
    fn put_name(name: u64, blocks: &[u64]) -> ();
    fn drop_name(name: u64, blocks: &[u64]) -> ();
    fn set_entry(row: &str, entity: Option<&str>) -> ();
    fn rows_of(entity: &str) -> Vec<StoredRow>;
    fn standings(report: &str) -> Vec<Standing>;
    fn put_standings(report: &str, days: Option<(Date, Date)>, standings: &[Standing]) -> ();
    fn reports_of(rows: &[EntityId]) -> Vec<ReportId>;
    fn together(a: &[EntityId], b: &[EntityId]) -> bool;
    fn stands_between(row: &str, first: Date, last: Date) -> Vec<ReportId>;
    fn days_of(report: &str) -> Option<(Date, Date)>;
    fn posts_in(report: &str) -> Vec<PostTold>;
    fn put_posts(report: &str, posts: &[PostTold]) -> ();
    fn posts_of(people: &[EntityId]) -> Vec<PostSum>;
    fn holders_at(houses: &[EntityId]) -> Vec<EntityId>;
    fn has_head(person: &str, house: &str) -> bool;
    fn headed_by(people: &[EntityId]) -> Vec<(EntityId, EntityId)>;
    fn heads_at(houses: &[EntityId]) -> Vec<(EntityId, EntityId)>;
    fn tellings_in(kind: TellingKind, report: &str) -> Vec<Telling>;
    fn put_tellings(kind: TellingKind, report: &str, tellings: &[Telling]) -> ();
    fn move_telling(id: &str, group: &str, entry: Option<&str>) -> ();
    fn tellings_under(kind: TellingKind, key: &str) -> Vec<(ReportId, EntityId)>;
    fn group(group: &str) -> Vec<Telling>;
    fn entity(id: &str) -> Option<Entity>;
    fn put_entity(entity: &Entity) -> ();
    fn drop_entity(id: &str) -> ();
    fn event(id: &str) -> Option<Event>;
    fn put_event(event: &Event, instruments: &[Instrument]) -> ();
    fn put_announced(event: &str, commitment: Option<&Commitment>) -> ();
    fn announced(event: &str) -> Option<Commitment>;
    fn drop_event(id: &str) -> ();
    fn sessions_of(body: &str) -> Vec<Event>;
    fn departures_of(person: &str) -> Vec<Event>;
    fn put_series(body: &str, series: Option<&Series>) -> ();
    fn put_relations(key: &str, relations: &[Relation]) -> ();
    fn put_promise(key: &str, commitment: Option<&Commitment>) -> ();
}
