using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing.Undo;

/// <summary>
/// The SQL that keeps the rows of a table before they change, and puts them back: for all rows of a batch in one statement. Rows are kept as
/// JSON by column, so a table may get columns in between. @batch is the batch, t the table.
/// </summary>
internal sealed class TableRows
{
    private readonly bool _isPostgres;
    private readonly List<(string Name, string Quoted, bool IsBytes)> _columns;
    private readonly string _of;

    public TableRows(PortalDb db, string table) : this(db, db.Model.GetEntityTypes().First(entity => entity.GetTableName() == table && !entity.IsOwned())) { }

    public TableRows(PortalDb db, IEntityType entity)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        _isPostgres = db.Database.IsNpgsql();
        Name = entity.GetTableName()!;
        Table = sql.DelimitIdentifier(Name, entity.GetSchema());
        _columns = [.. ColumnsOf(entity, StoreObjectIdentifier.Table(Name, entity.GetSchema())).Select(column => (column.Name, sql.DelimitIdentifier(column.Name), column.IsBytes))];
        _of = $"""f."BatchId" = @batch and f."Table" = '{Name}'""";
    }

    public string Name { get; }
    public string Table { get; }

    /// <summary>The rows that the batch added: they are gone when it is undone.</summary>
    public string Added => $"""t."BatchId" = @batch and not exists (select 1 from import_former as f where {_of} and f."RowId" = t."Id")""";

    /// <param name="from">Where the rows are found, t among it: "incoming as i join readings as t on …".</param>
    /// <param name="which">Those that will change. A row that this batch touched before has been kept already, or needs it not.</param>
    public string Keep(string from, string which, bool removed) => $"""
        insert into import_former ("BatchId", "Table", "RowId", "WasRemoved", "Row")
        select @batch, '{Name}', t."Id", {(removed ? "true" : "false")}, {Json} from {from} where t."BatchId" <> @batch and ({which}) on conflict do nothing
        """;

    /// <param name="earlier">The column with the batch that the rows came with, found in <paramref name="from"/>: t."BatchId".</param>
    public string Link(string from, string earlier) => $"""
        insert into import_links ("BatchId", "EarlierId", "Table", "Rows") select @batch, {earlier}, '{Name}', count(*) from {from} where {earlier} <> @batch group by {earlier}
        on conflict ("EarlierId", "BatchId", "Table") do update set "Rows" = import_links."Rows" + excluded."Rows"
        """;

    public string DeleteAdded => $"delete from {Table} as t where {Added}";

    public string RestoreChanged => _isPostgres
        ? $"""
          update {Table} as t set {string.Join(", ", Others.Select(column => $"{column.Quoted} = r.{column.Quoted}"))}
          from {Table} as o join import_former as f on {_of} and not f."WasRemoved" and f."RowId" = o."Id" cross join lateral jsonb_populate_record(o, f."Row"::jsonb) as r
          where t."Id" = o."Id"
          """
        : $"""
          update {Table} as t set {string.Join(", ", Others.Select(column => $"{column.Quoted} = case when json_type(f.\"Row\", '$.\"{column.Name}\"') is null then t.{column.Quoted} else {Value(column)} end"))}
          from import_former as f where {_of} and not f."WasRemoved" and f."RowId" = t."Id"
          """;

    public string RestoreRemoved => _isPostgres
        ? $"""
          insert into {Table} ({Names}) select {string.Join(", ", _columns.Select(column => "r." + column.Quoted))}
          from import_former as f cross join lateral jsonb_populate_record(null::{Table}, f."Row"::jsonb) as r where {_of} and f."WasRemoved"
          """
        : $"""insert into {Table} ({Names}) select {string.Join(", ", _columns.Select(Value))} from import_former as f where {_of} and f."WasRemoved" """;

    private IEnumerable<(string Name, string Quoted, bool IsBytes)> Others => _columns.Where(column => column.Name != "Id");
    private string Names => string.Join(", ", _columns.Select(column => column.Quoted));

    // SQLite's JSON knows no bytes.
    private string Json => _isPostgres ? "to_jsonb(t)::text"
        : $"json_object({string.Join(", ", _columns.Select(column => $"'{column.Name}', " + (column.IsBytes ? $"case when t.{column.Quoted} is null then null else hex(t.{column.Quoted}) end" : "t." + column.Quoted)))})";

    private static string Value((string Name, string Quoted, bool IsBytes) column) => column.IsBytes ? $"unhex(json_extract(f.\"Row\", '$.\"{column.Name}\"'))" : $"json_extract(f.\"Row\", '$.\"{column.Name}\"')";

    private static IEnumerable<(string Name, bool IsBytes)> ColumnsOf(IEntityType entity, StoreObjectIdentifier store) =>
        entity.GetProperties().Where(property => !property.IsShadowProperty()).Select(property => (property.GetColumnName(store)!, property.ClrType == typeof(byte[])))
            .Concat(entity.GetNavigations().Where(part => part.TargetEntityType.IsOwned() && !part.IsOnDependent).SelectMany(part => ColumnsOf(part.TargetEntityType, store)));
}
