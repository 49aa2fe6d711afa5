//! Rows read without what hangs on them, where very many are looked through at once.

use rapporteur_model::{Country, Edtf, EntityId, EntityKind, JoinReason, NameCount, ReportId};
use rusqlite::params;

use crate::columns::{Columns, word};
use crate::counted::NAMED;
use crate::{Result, Store};

/// An entity with a dossier, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedName {
    /// Id.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: Option<Country>,
    /// How many reports name it.
    pub reports: usize,
}

/// A person in a post at an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostHolder {
    /// Who.
    pub person: EntityId,
    /// Where.
    pub organisation: EntityId,
    /// As what.
    pub title: String,
    /// The first day on which reports say so.
    pub from: Option<Edtf>,
    /// The last one.
    pub to: Option<Edtf>,
}

impl Store {
    /// All entities of these kinds that have a dossier, in the order of lists.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn listed_names(&self, kinds: &[EntityKind]) -> Result<Vec<ListedName>> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, name, country, coalesce(n, 0) AS reports FROM entity LEFT JOIN counted ON what = ?2 AND key = id
             WHERE kind = ?1 AND listed = 1 ORDER BY list_key",
        )?;
        let mut all = Vec::new();
        for kind in kinds {
            let rows = select.query_map(params![word(kind), NAMED], |row| {
                let (id, name) = (row.get("id")?, row.get("name")?);
                Ok(ListedName { id, name, country: row.country("country")?, reports: row.get("reports")? })
            })?;
            for one in rows {
                all.push(one?);
            }
        }
        Ok(all)
    }

    /// The names of the entities of these kinds of which some stands beside another for one of these reasons, by id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn joined_by(&self, kinds: &[EntityKind], reasons: &[JoinReason]) -> Result<Vec<(EntityId, Vec<NameCount>)>> {
        let has = reasons.iter().map(|reason| format!("instr(names_json, '\"by\":\"{}\"') > 0", word(reason))).collect::<Vec<_>>();
        let kinds = kinds.iter().map(|kind| format!("'{}'", word(kind))).collect::<Vec<_>>();
        let sql = format!(
            "SELECT id, names_json FROM entity WHERE listed = 1 AND kind IN ({}) AND ({}) ORDER BY id",
            kinds.join(", "),
            has.join(" OR ")
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let rows = select.query_map([], |row| Ok((row.get("id")?, row.json("names_json")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Who holds a post at an organisation of the record, by person.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn holders_now(&self) -> Result<Vec<PostHolder>> {
        let mut select = self.connection.prepare_cached(
            "SELECT entity, organisation, title, from_date, to_date FROM post
             WHERE organisation IS NOT NULL AND phase = 'current' ORDER BY entity, n",
        )?;
        let rows = select.query_map([], |row| {
            Ok(PostHolder {
                person: row.get("entity")?,
                organisation: row.get("organisation")?,
                title: row.get("title")?,
                from: row.date("from_date")?,
                to: row.date("to_date")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Reports that contradict themselves, by id, each with what it says.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn contradictions(&self) -> Result<Vec<(ReportId, String)>> {
        let mut select =
            self.connection.prepare_cached("SELECT report, message FROM issue WHERE kind = 'contradiction' ORDER BY report, n")?;
        Ok(select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }
}
