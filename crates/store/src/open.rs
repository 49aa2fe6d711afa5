//! Opening a record file: who it belongs to, its version, its migrations. Reads and writes no rows of the record.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::{Error, Result};

/// `PRAGMA application_id` of a record: "Rapp" in ASCII.
const APPLICATION_ID: i64 = 0x5261_7070;

/// Each brings a record from its position in this list to the next version.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
    include_str!("schema/0007.sql"),
    include_str!("schema/0008.sql"),
    include_str!("schema/0009.sql"),
];

/// The version that this program writes.
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A record: one SQLite file. One writer at a time; readers are never kept waiting (write-ahead log).
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the record for writing; makes it where there is none, and brings an older one to the current version.
    ///
    /// # Errors
    /// [`Error::NotSqlite`], [`Error::NotARecord`], [`Error::Newer`] or [`Error::Open`]; the file is then unchanged.
    pub fn open(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self::connect(path, flags)?;
        if store.check()? < VERSION {
            store.migrate()?;
        }
        store.connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;").map_err(|e| store.explain(e))?;
        Ok(store)
    }

    /// Opens an existing record for reading only.
    ///
    /// # Errors
    /// [`Error::Missing`] where there is no file, else as [`Store::open`]. A record of an older version cannot be brought
    /// forward here: [`Error::Open`] says to run a command that writes.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing(path.to_owned()));
        }
        let store = Self::connect_to_read(path)?;
        match store.check()? {
            VERSION => Ok(store),
            // The first run was interrupted before it had made anything.
            0 if store.is_empty()? => Self::nothing_yet(path),
            0 => Err(Error::NotARecord(path.to_owned())),
            older => {
                Err(Error::Open { path: path.to_owned(), reason: format!("it is of version {older}; `rapporteur add` brings it forward") })
            }
        }
    }

    /// A record without anything in it, in memory.
    fn nothing_yet(path: &Path) -> Result<Self> {
        let connection = Connection::open_in_memory().map_err(|e| explain(path, e))?;
        let mut store = Self { connection, path: path.to_owned() };
        store.migrate()?;
        Ok(store)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A reader may need to finish what a killed writer left in the log, so it opens the file for writing where it may; in a folder
    /// where nothing can be written, the file is taken as it is.
    fn connect_to_read(path: &Path) -> Result<Self> {
        let quiet = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | quiet)?;
        match store.connection.pragma_query_value(None, "schema_version", |row| row.get::<_, i64>(0)) {
            Ok(_) => {
                // 8 MiB of pages a reader.
                store.connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -8192;").map_err(|e| store.explain(e))?;
                Ok(store)
            }
            Err(error) if is_closed(&error) => {
                let uri = PathBuf::from(format!("file:{}?immutable=1", escaped(path)));
                let fixed = Self::connect(&uri, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | quiet)?;
                Ok(Self { path: path.to_owned(), ..fixed })
            }
            Err(_) => Ok(store),
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self> {
        let wrong = |e: rusqlite::Error| explain(path, e);
        let connection = Connection::open_with_flags(path, flags).map_err(wrong)?;
        connection.busy_timeout(PATIENCE).map_err(wrong)?;
        connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;").map_err(wrong)?;
        connection.set_prepared_statement_cache_capacity(128);
        // Plans that look at no bound value: else every statement is prepared anew each time that one is bound.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(wrong)?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// The version of the file; 0 for a new one.
    fn check(&self) -> Result<i64> {
        let pragma = |name: &str| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(|e| self.explain(e));
        let (version, owner) = (pragma("user_version")?, pragma("application_id")?);
        if owner != APPLICATION_ID && !self.is_empty()? {
            return Err(Error::NotARecord(self.path.clone()));
        }
        if version > VERSION {
            return Err(Error::Newer { path: self.path.clone(), found: version, known: VERSION });
        }
        Ok(if owner == APPLICATION_ID { version } else { 0 })
    }

    fn is_empty(&self) -> Result<bool> {
        let tables: i64 =
            self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(|e| self.explain(e))?;
        Ok(tables == 0)
    }

    fn migrate(&mut self) -> Result<()> {
        let path = self.path.clone();
        let wrong = |e: rusqlite::Error| explain(&path, e);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(wrong)?;
        // Another process may have migrated while this one waited for the lock.
        let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(wrong)?;
        for sql in &MIGRATIONS[usize::try_from(version).unwrap_or(0).min(MIGRATIONS.len())..] {
            transaction.execute_batch(sql).map_err(wrong)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(wrong)?;
        transaction.pragma_update(None, "user_version", VERSION).map_err(wrong)?;
        transaction.commit().map_err(wrong)
    }

    fn explain(&self, error: rusqlite::Error) -> Error {
        explain(&self.path, error)
    }
}

/// A path as it stands in a URI.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// True where the file or its folder cannot be opened or written.
fn is_closed(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly, SystemIoFailure};
    matches!(error.sqlite_error_code(), Some(CannotOpen | PermissionDenied | ReadOnly | SystemIoFailure))
}

fn explain(path: &Path, error: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::NotSqlite(path.to_owned()),
        _ if is_closed(&error) => Error::Open { path: path.to_owned(), reason: error.to_string() },
        _ => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Store, VERSION};
    use crate::Error;

    #[test]
    fn opens_twice_and_stays_at_its_version() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("r.db");
        drop(Store::open(&path).unwrap());
        let store = Store::open(&path).unwrap();
        assert_eq!(store.check().unwrap(), VERSION);
        let mode: String = store.connection.pragma_query_value(None, "journal_mode", |r| r.get(0)).unwrap();
        assert_eq!(mode, "wal");
        assert!(Store::open_read_only(&path).is_ok());
    }

    #[test]
    fn a_reader_leaves_no_other_file_and_writes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a?b#c%.db");
        drop(Store::open(&path).unwrap());
        let store = Store::open_read_only(&path).unwrap();
        assert!(store.connection.execute("DELETE FROM pending", []).is_err());
        drop(store);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_record_in_a_closed_folder_can_be_read() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("r.db");
        drop(Store::open(&path).unwrap());
        let rights = |mode| std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(mode)).unwrap();
        rights(0o555);
        let opened = Store::open_read_only(&path).map(|store| store.report_count());
        rights(0o755);
        assert_eq!(opened.unwrap().unwrap(), 0);
    }

    #[test]
    fn mentions_and_claims_of_an_older_record_are_brought_along() {
        use rapporteur_model::{ClaimKind, Detail, PersonName, Role, Span, Value};
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("r.db");
        let old = rusqlite::Connection::open(&path).unwrap();
        super::MIGRATIONS[..7].iter().for_each(|sql| old.execute_batch(sql).unwrap());
        old.pragma_update(None, "application_id", super::APPLICATION_ID).unwrap();
        old.pragma_update(None, "user_version", 7).unwrap();
        old.execute_batch(
            "INSERT INTO source VALUES (1, 'x', 'text/plain', 1, x'00');
             INSERT INTO report (id, source, version, path, text, lang, chars_raw, chars_clean)
                 VALUES ('r1', 1, 'v', 'p', 'Roe met Doe', 'en', 11, 11), ('r2', 1, 'v', 'q', 'no claim', 'en', 8, 8);
             INSERT INTO mention (report, n, kind, start_byte, end_byte, head, name, country, detail, value, given, surname, same_as) VALUES
                 ('r1', 1, 'person', 8, 11, 2, 'Jan Doe', NULL, 'person', NULL, 'Jan', 'Doe', 0),
                 ('r1', 0, 'person', 0, 3, 0, 'Roe', 'NO', 'none', NULL, NULL, NULL, NULL),
                 ('r1', 2, 'date', 4, 7, 1, 'met', NULL, 'date', '2024-10', NULL, NULL, NULL);
             INSERT INTO claim VALUES ('r1', 1, 'visit', 4, 7, 'planned', 0.25, 'b/1'), ('r1', 0, 'meeting', 4, 7, 'happened', 0.5, 'a/1');
             INSERT INTO field VALUES ('r1', 0, 1, 'date', NULL, NULL, '2024-10', NULL, 4, 7), ('r1', 0, 0, 'participant', 0, NULL, NULL, NULL, 0, 3),
                 ('r1', 0, 2, 'topic', NULL, 'a \"word\"', NULL, NULL, 8, 11), ('r1', 0, 3, 'ordinal', NULL, NULL, NULL, 7, 8, 11);
             DELETE FROM pending;",
        )
        .unwrap();
        drop(old);
        let store = Store::open(&path).unwrap();
        let claims = store.claims_of("r1").unwrap();
        assert_eq!(
            claims.iter().map(|c| (c.kind, c.confidence)).collect::<Vec<_>>(),
            [(ClaimKind::Meeting, 0.5), (ClaimKind::Visit, 0.25)]
        );
        let fields: Vec<_> = claims[0].fields.iter().map(|f| (f.role, f.value.clone())).collect();
        let date = Value::Date("2024-10".parse().unwrap());
        let expected = [
            (Role::Participant, Value::Mention(0)),
            (Role::Date, date),
            (Role::Topic, Value::Text("a \"word\"".to_owned())),
            (Role::Ordinal, Value::Number(7)),
        ];
        assert_eq!(fields, expected);
        assert_eq!(claims[0].fields[0].span, Span::new(0, 3));
        assert_eq!(store.claims_of("r2").unwrap(), []);
        let mentions = store.mentions_of("r1").unwrap();
        let told: Vec<_> = mentions.iter().map(|m| (m.name.as_str(), m.span, m.country.map(|c| c.to_string()), m.same_as)).collect();
        let expected = [
            ("Roe", Span::new(0, 3), Some("NO".to_owned()), None),
            ("Jan Doe", Span::new(8, 11), None, Some(0)),
            ("met", Span::new(4, 7), None, None),
        ];
        assert_eq!(told, expected);
        let person = PersonName { given: Some("Jan".to_owned()), patronymic: None, surname: Some("Doe".to_owned()) };
        assert_eq!((&mentions[1].detail, mentions[2].date()), (&Detail::Person(person), Some("2024-10".parse().unwrap())));
        assert_eq!(store.waiting().unwrap(), 2, "events are made anew");
    }

    #[test]
    fn says_what_is_wrong_with_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        std::fs::write(path("text.db"), "not a database, but long enough to have a header of a hundred bytes ".repeat(20)).unwrap();
        assert!(matches!(Store::open(&path("text.db")), Err(Error::NotSqlite(_))));
        assert!(matches!(Store::open_read_only(&path("none.db")), Err(Error::Missing(_))));
        assert!(matches!(Store::open(dir.path()), Err(Error::Open { .. })));
        let other = rusqlite::Connection::open(path("other.db")).unwrap();
        other.execute_batch("CREATE TABLE t (x)").unwrap();
        drop(other);
        assert!(matches!(Store::open(&path("other.db")), Err(Error::NotARecord(_))));
        let store = Store::open(&path("newer.db")).unwrap();
        store.connection.pragma_update(None, "user_version", VERSION + 1).unwrap();
        drop(store);
        let error = Store::open(&path("newer.db")).unwrap_err();
        assert!(matches!(error, Error::Newer { found, .. } if found == VERSION + 1));
        assert!(error.to_string().contains("update rapporteur"));
    }
}
