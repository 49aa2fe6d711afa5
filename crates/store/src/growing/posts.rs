//! Statements of posts: those of a report, those of a person summed, and who heads what.

use rapporteur_model::{EntityId, PostHeld, PostSum, PostTold, ReportId};
use rusqlite::{Row, params};
use sha2::{Digest, Sha256};

use super::{Growing, list, read, texts, write};
use crate::Result;

/// Who heads what; only an organisation is headed.
pub(super) const HEADED_BY: &str = "SELECT DISTINCT person, house FROM post_told
    WHERE heads = 1 AND person IN (SELECT value FROM json_each(?1)) ORDER BY person, house";

pub(super) const HEADS_AT: &str = "SELECT DISTINCT person, house FROM post_told
    WHERE heads = 1 AND house IN (SELECT value FROM json_each(?1)) ORDER BY person, house";

/// How often each statement of a post is told of these people.
pub(super) const POST_SUMS: &str = "SELECT person, stated, count(*) FROM post_told
    WHERE person IN (SELECT value FROM json_each(?1)) GROUP BY person, stated ORDER BY person, stated";

pub(super) const FIRST_POSTS: &str = "WHERE person = ?1 AND stated = ?2 ORDER BY place LIMIT ?3";

pub(super) const LAST_POSTS: &str = "WHERE person = ?1 AND stated = ?2 ORDER BY place DESC LIMIT ?3";

pub(super) const LAST_DATED_POSTS: &str = "WHERE person = ?1 AND stated = ?2 AND place < '1' ORDER BY place DESC LIMIT ?3";

/// Sixty-four bits that stand for what a post's statement says.
fn stated(post: &PostTold) -> i64 {
    let digest = Sha256::digest(format!("{:?}", post.stated()));
    digest.first_chunk().map_or(0, |bytes| i64::from_be_bytes(*bytes))
}

#[allow(missing_docs, reason = "each does what its name says; what is asked for and why is said by the stage that asks")]
#[allow(clippy::missing_errors_doc, reason = "all fail when the record cannot be read or written")]
impl Growing<'_> {
    pub fn posts_in(&self, report: &str) -> Result<Vec<PostTold>> {
        self.posts("WHERE report = ?1 ORDER BY n", [report])
    }

    pub fn put_posts(&self, report: &str, posts: &[PostTold]) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM post_told WHERE report = ?1")?.execute([report])?;
        let mut put = self.connection.prepare_cached("INSERT INTO post_told VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        for (n, post) in posts.iter().enumerate() {
            put.execute(params![report, n, post.person, post.house, post.heads, stated(post), post.place(), write(post)?])?;
        }
        Ok(())
    }

    pub fn posts_of(&self, people: &[EntityId]) -> Result<Vec<PostSum>> {
        let mut select = self.connection.prepare_cached(POST_SUMS)?;
        let columns = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let found: Vec<(EntityId, i64, u32)> = select.query_map([list(people)], columns)?.collect::<rusqlite::Result<_>>()?;
        let sum = |(person, stated, told): (EntityId, i64, u32)| {
            let some = |sql: &str, most: usize| self.posts(sql, params![person, stated, most]);
            let first = some(FIRST_POSTS, PostHeld::KEPT)?;
            let last = some(LAST_POSTS, 1)?.into_iter().next();
            let last_dated = some(LAST_DATED_POSTS, 1)?.into_iter().next();
            Ok(last.map(|last| PostSum { told, first, last, last_dated }))
        };
        found.into_iter().filter_map(|found| sum(found).transpose()).collect()
    }

    fn posts(&self, which: &str, values: impl rusqlite::Params) -> Result<Vec<PostTold>> {
        let sql = format!("SELECT report, person, house, heads, post_json FROM post_told {which}");
        let mut select = self.connection.prepare_cached(&sql)?;
        let columns = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
        let rows: Vec<(ReportId, EntityId, Option<EntityId>, bool, String)> =
            select.query_map(values, columns)?.collect::<rusqlite::Result<_>>()?;
        let post =
            |(report, person, house, heads, text): (_, _, _, _, String)| Ok(PostTold { report, person, house, heads, ..read(&text)? });
        rows.into_iter().map(post).collect()
    }

    pub fn holders_at(&self, houses: &[EntityId]) -> Result<Vec<EntityId>> {
        let sql = "SELECT DISTINCT person FROM post_told WHERE house IN (SELECT value FROM json_each(?1)) ORDER BY person";
        texts(self.connection, sql, list(houses))
    }

    pub fn has_head(&self, person: &str, house: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM post_told WHERE heads = 1 AND person = ?1 AND house = ?2)";
        Ok(self.connection.prepare_cached(sql)?.query_row([person, house], |row| row.get(0))?)
    }

    pub fn headed_by(&self, people: &[EntityId]) -> Result<Vec<(EntityId, EntityId)>> {
        self.heads(HEADED_BY, people)
    }

    pub fn heads_at(&self, houses: &[EntityId]) -> Result<Vec<(EntityId, EntityId)>> {
        self.heads(HEADS_AT, houses)
    }

    fn heads(&self, sql: &str, rows: &[EntityId]) -> Result<Vec<(EntityId, EntityId)>> {
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map([list(rows)], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }
}
