//! The migrations of both engines: the same tables, with the same columns and keys.

use std::collections::BTreeMap;

use crate::support::{Engine, House};

const SQLITE: &str =
    "SELECT t.name || '.' || c.name || ' ' || lower(c.type) || CASE c.\"notnull\" WHEN 1 THEN ' not null' ELSE '' END || CASE WHEN c.pk > 0 THEN ' key ' || c.pk ELSE '' END
    FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '_sqlx%'";

const POSTGRES: &str = "SELECT CAST(c.table_name || '.' || c.column_name || ' ' || c.data_type || CASE c.is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
      || COALESCE(' key ' || k.ordinal_position, '') AS TEXT)
    FROM information_schema.columns c
    LEFT JOIN information_schema.table_constraints p ON p.table_schema = c.table_schema AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY'
    LEFT JOIN information_schema.key_column_usage k ON k.constraint_name = p.constraint_name AND k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name
    WHERE c.table_schema = 'public' AND c.table_name NOT LIKE '\\_sqlx%'";

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_and_keys() {
    let mut columns: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut read = async |engine: Engine, name, query| {
        let columns = &mut columns;
        let note = async move |house: &House| {
            let mut found = house.raw().await.texts(query).await;
            found.sort_unstable();
            columns.insert(name, found);
        };
        engine.run(note).await;
    };
    read(Engine::Sqlite, "sqlite", SQLITE).await;
    read(Engine::Postgres, "postgres", POSTGRES).await;
    assert!(columns["sqlite"].contains(&"appointments.portal text not null key 1".to_owned()), "{:?}", columns["sqlite"]);
    // Without a server to ask, `run` has said so.
    if let Some(postgres) = columns.get("postgres") {
        assert_eq!(columns["sqlite"], *postgres);
    }
}

#[test]
fn the_texts_of_both_engines_differ_only_in_the_last_word() {
    let [sqlite, postgres] = [include_str!("../../../migrations/sqlite/0001_start.sql"), include_str!("../../../migrations/postgres/0001_start.sql")];
    let common = |text: &'static str, from: &str, to: &str| {
        let (before, rest) = text.split_once(from).unwrap();
        (before, rest.split_once(to).unwrap().1)
    };
    let timeline = "CREATE TABLE timeline";
    assert_eq!(common(sqlite, "-- The last word", timeline), common(postgres, "-- The last word", timeline));
}
