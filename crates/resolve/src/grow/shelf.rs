//! What growth asks of the place where a record is kept, and what it puts there. Decides nothing.

use jiff::civil::Date;
use rapporteur_model::{
    Commitment, Entity, EntityId, Event, Instrument, PostSum, PostTold, Reading, Relation, ReportId, Series, Standing, StoredRow, Telling,
    TellingKind,
};

/// Where a record is kept: rows by address, entries by id, and the few ways in which they are looked up.
///
/// All lists come in one order whatever the order of writing. A method that puts takes the place of what stood there.
#[allow(missing_docs, reason = "each is said by its name and the type of what it gives")]
pub trait Shelf {
    /// What can go wrong.
    type Error;

    /// The reading of a report; none of one that is gone or whose place another version took.
    fn reading(&mut self, report: &str) -> Result<Option<Reading>, Self::Error>;

    fn row(&mut self, id: &str) -> Result<Option<StoredRow>, Self::Error>;
    /// Of a row that is there the counts alone are put in place of those of before.
    fn put_row(&mut self, row: &StoredRow) -> Result<(), Self::Error>;
    fn drop_row(&mut self, id: &str) -> Result<(), Self::Error>;
    /// Rows of a group, by address.
    fn joined_with(&mut self, group: &str) -> Result<Vec<StoredRow>, Self::Error>;
    fn set_group(&mut self, row: &str, group: &str) -> Result<(), Self::Error>;
    /// One of the rows under the hash of a name or office.
    fn one_under(&mut self, hash: u64) -> Result<Option<EntityId>, Self::Error>;
    fn all_under(&mut self, hash: u64) -> Result<Vec<EntityId>, Self::Error>;
    fn put_under(&mut self, hash: u64, row: &str) -> Result<(), Self::Error>;
    fn drop_under(&mut self, hash: u64, row: &str) -> Result<(), Self::Error>;
    /// Hashes of names that share a block with a name.
    fn names_near(&mut self, blocks: &[u64]) -> Result<Vec<u64>, Self::Error>;
    fn put_name(&mut self, name: u64, blocks: &[u64]) -> Result<(), Self::Error>;
    fn drop_name(&mut self, name: u64, blocks: &[u64]) -> Result<(), Self::Error>;
    fn set_entry(&mut self, row: &str, entity: Option<&str>) -> Result<(), Self::Error>;
    fn rows_of(&mut self, entity: &str) -> Result<Vec<StoredRow>, Self::Error>;

    fn standings(&mut self, report: &str) -> Result<Vec<Standing>, Self::Error>;
    /// `days`: first and last on which the report can have been told.
    fn put_standings(&mut self, report: &str, days: Option<(Date, Date)>, standings: &[Standing]) -> Result<(), Self::Error>;
    /// Reports in which one of these rows stands.
    fn reports_of(&mut self, rows: &[EntityId]) -> Result<Vec<ReportId>, Self::Error>;
    /// True where a report names a row of either list.
    fn together(&mut self, a: &[EntityId], b: &[EntityId]) -> Result<bool, Self::Error>;
    /// Reports in which a row stands, of those whose first day is one of these.
    fn stands_between(&mut self, row: &str, first: Date, last: Date) -> Result<Vec<ReportId>, Self::Error>;
    fn days_of(&mut self, report: &str) -> Result<Option<(Date, Date)>, Self::Error>;

    fn posts_in(&mut self, report: &str) -> Result<Vec<PostTold>, Self::Error>;
    fn put_posts(&mut self, report: &str, posts: &[PostTold]) -> Result<(), Self::Error>;
    fn posts_of(&mut self, people: &[EntityId]) -> Result<Vec<PostSum>, Self::Error>;
    /// Rows of people with a post at one of these rows.
    fn holders_at(&mut self, houses: &[EntityId]) -> Result<Vec<EntityId>, Self::Error>;
    /// True where a report says that this row of a person heads this row of an organisation.
    fn has_head(&mut self, person: &str, house: &str) -> Result<bool, Self::Error>;
    /// These rows of people with the rows of the organisations that they head.
    fn headed_by(&mut self, people: &[EntityId]) -> Result<Vec<(EntityId, EntityId)>, Self::Error>;
    /// Rows of people with those of these rows of organisations that they head.
    fn heads_at(&mut self, houses: &[EntityId]) -> Result<Vec<(EntityId, EntityId)>, Self::Error>;

    fn tellings_in(&mut self, kind: TellingKind, report: &str) -> Result<Vec<Telling>, Self::Error>;
    fn put_tellings(&mut self, kind: TellingKind, report: &str, tellings: &[Telling]) -> Result<(), Self::Error>;
    /// Says anew to which group and entry a telling of an event belongs.
    fn move_telling(&mut self, id: &str, group: &str, entry: Option<&str>) -> Result<(), Self::Error>;
    /// Reports and groups of the tellings under a key.
    fn tellings_under(&mut self, kind: TellingKind, key: &str) -> Result<Vec<(ReportId, EntityId)>, Self::Error>;
    /// Tellings of a group of events, by report.
    fn group(&mut self, group: &str) -> Result<Vec<Telling>, Self::Error>;

    fn entity(&mut self, id: &str) -> Result<Option<Entity>, Self::Error>;
    fn put_entity(&mut self, entity: &Entity) -> Result<(), Self::Error>;
    fn drop_entity(&mut self, id: &str) -> Result<(), Self::Error>;
    fn event(&mut self, id: &str) -> Result<Option<Event>, Self::Error>;
    /// With its instruments.
    fn put_event(&mut self, event: &Event, instruments: &[Instrument]) -> Result<(), Self::Error>;
    /// The commitment that an event was announced, if it was.
    fn put_announced(&mut self, event: &str, commitment: Option<&Commitment>) -> Result<(), Self::Error>;
    fn announced(&mut self, event: &str) -> Result<Option<Commitment>, Self::Error>;
    /// With its instruments and the commitment that it was announced.
    fn drop_event(&mut self, id: &str) -> Result<(), Self::Error>;
    fn sessions_of(&mut self, body: &str) -> Result<Vec<Event>, Self::Error>;
    fn departures_of(&mut self, person: &str) -> Result<Vec<Event>, Self::Error>;
    fn put_series(&mut self, body: &str, series: Option<&Series>) -> Result<(), Self::Error>;
    fn put_relations(&mut self, key: &str, relations: &[Relation]) -> Result<(), Self::Error>;
    fn put_promise(&mut self, key: &str, commitment: Option<&Commitment>) -> Result<(), Self::Error>;
}
