using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing.Undo;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// How rows of a table land: by their natural key, all of a chunk in one statement. The columns are those of the EF model; a slice
/// names only the key and what is special. The same SQL runs on SQLite and PostgreSQL.
/// </summary>
/// <param name="key">Names of the properties of the natural key, which has a unique index.</param>
internal sealed class Upsert<T>(params string[] key) where T : class
{
    private const string Batch = "BatchId";

    /// <summary>When set, only a difference in this column makes a row a changed one.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>An empty value of these does not replace what is stored.</summary>
    public IReadOnlyList<string> KeepWhenEmpty { get; init; } = [];

    /// <summary>Where a row i may be known already by another name, and is not stored again.</summary>
    public IReadOnlyList<Elsewhere> KnownElsewhere { get; init; } = [];

    public Plan For(PortalDb db)
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var sql = db.GetService<ISqlGenerationHelper>();
        var store = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        return new Plan(this, new TableRows(db, entity), sql.DelimitIdentifier("incoming_" + entity.GetTableName()), [.. ColumnsOf(entity, store, sql, [])], key);
    }

    private static IEnumerable<StoredColumn<T>> ColumnsOf(IEntityType entity, StoreObjectIdentifier store, ISqlGenerationHelper sql, IReadOnlyList<INavigation> way)
    {
        foreach (var property in entity.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never && !property.IsShadowProperty()))
            yield return StoredColumn<T>.Of(way, property, sql.DelimitIdentifier(property.GetColumnName(store)!));
        foreach (var part in entity.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned() && !navigation.IsOnDependent))
            foreach (var column in ColumnsOf(part.TargetEntityType, store, sql, [.. way, part])) yield return column;
    }

    /// <summary>The statements, for one engine.</summary>
    internal sealed class Plan(Upsert<T> upsert, TableRows rows, string incoming, IReadOnlyList<StoredColumn<T>> columns, string[] key)
    {
        public TableRows Rows => rows;
        public string Incoming => incoming;
        public IReadOnlyList<StoredColumn<T>> Columns => columns;

        private string Names => string.Join(", ", columns.Select(column => column.Name));
        private List<string> Keys => [.. key.Select(name => columns.Single(column => column.Property == name).Name)];

        public string CreateIncoming => $"create temp table {incoming} as select {Names} from {rows.Table} where 1 = 0";
        public string DropIncoming => $"drop table {incoming}";
        public string ClearIncoming => $"delete from {incoming}";

        /// <summary>For PostgreSQL: nobody else looks at a temporary table, and a planner that knows nothing of it reads the whole table beside it for each chunk.</summary>
        public string AnalyzeIncoming => $"analyze {incoming}";

        /// <summary>For PostgreSQL: both take the columns in their order.</summary>
        public string CopyIncoming => $"copy {incoming} from stdin (format binary)";
        public string CopyNew => $"copy {rows.Table} ({Names}) from stdin (format binary)";

        /// <summary>For SQLite: puts so many rows into the temporary table.</summary>
        public string InsertIncoming(int count) => $"insert into {incoming} values {SqliteInsert<T>.Values(columns.Count, count)}";

        /// <summary>
        /// For SQLite: puts so many rows straight into the table, but those that are known. A statement that would break off at such a row had to be able
        /// to undo the rows before it: SQLite then writes every page of every index aside first, which took as long as the rows themselves.
        /// </summary>
        /// <param name="elsewheres">Where they may be known already by another name.</param>
        public string InsertNew(int count, IReadOnlyList<Elsewhere> elsewheres)
        {
            var values = $"values {SqliteInsert<T>.Values(columns.Count, count)}";
            if (elsewheres.Count == 0) return $"insert or ignore into {rows.Table} ({Names}) {values}";
            // One that is known elsewhere gets no key, so the table passes over it as it does over one that is there.
            var elsewhere = string.Join(" or ", elsewheres.Select(known => $"exists (select 1 from {known.Table} as x where {known.Condition})"));
            return $"""
                with i ({Names}) as ({values}) insert or ignore into {rows.Table} ({Names})
                select {string.Join(", ", columns.Select(column => column.Property == key[0] ? $"case when {elsewhere} then null else i.{column.Name} end" : "i." + column.Name))} from i
                """;
        }

        /// <summary>Deletes those rows, and where they are found.</summary>
        public IEnumerable<(string Delete, string From)> KnownElsewhere => upsert.KnownElsewhere.Select(known =>
            ($"delete from {incoming} as i where exists (select 1 from {known.Table} as x where {known.Condition})", $"{incoming} as i join {known.Table} as x on {known.Condition}"));

        public IReadOnlyList<Elsewhere> Elsewheres => upsert.KnownElsewhere;

        /// <summary>Whether anything of the kind is stored.</summary>
        public static string AnyElsewhere(Elsewhere known) => $"select exists (select 1 from {known.Table} as x where {known.Kind})";

        /// <summary>For PostgreSQL: counts those rows among what went straight into the table.</summary>
        /// <param name="last">The id before them.</param>
        public string CountElsewhere(Elsewhere known, long last) =>
            string.Create(CultureInfo.InvariantCulture, $"""select count(*) from {rows.Table} as i join {known.Table} as x on {known.Condition} where i."Id" > {last}""");

        public string LastId => $"""select coalesce(max("Id"), 0) from {rows.Table}""";

        /// <summary>The rows i whose key is there already, with their t.</summary>
        public string Known => $"{incoming} as i join {rows.Table} as t on {string.Join(" and ", Keys.Select(name => $"t.{name} = i.{name}"))}";

        public string CountKnown => $"select count(*) from {Known}";

        /// <summary>Of those, the ones that will change.</summary>
        public string Differs => Differing("i");

        /// <summary>The rows that are affected are those added and those changed.</summary>
        public string Merge
        {
            get
            {
                var changing = columns.Where(column => !key.Contains(column.Property)).ToList();
                return $"""
                    insert into {rows.Table} as t ({Names}) select {Names} from {incoming} where true
                    on conflict ({string.Join(", ", Keys)}) do update set {string.Join(", ", changing.Select(column => $"{column.Name} = {New(column, "excluded")}"))}
                    where {Differing("excluded")}
                    """;
            }
        }

        private string Differing(string incoming) => string.Join(" or ", columns.Where(column => !key.Contains(column.Property) && (upsert.ChangedBy is { } only ? column.Property == only : column.Property != Batch))
            .Select(column => $"t.{column.Name} is distinct from {New(column, incoming)}"));

        private string New(StoredColumn<T> column, string incoming) => upsert.KeepWhenEmpty.Contains(column.Property) ? $"coalesce(nullif({incoming}.{column.Name}, ''), t.{column.Name})" : $"{incoming}.{column.Name}";
    }
}

/// <summary>A fact that may have come by another way: a row x of the table that is the same as an incoming row i.</summary>
/// <param name="Condition">In SQL; one lookup.</param>
internal sealed record Elsewhere(string Table, string Condition)
{
    /// <summary>What every such row x is, whatever the incoming one.</summary>
    public string Kind { get; init; } = "1 = 1";
}
