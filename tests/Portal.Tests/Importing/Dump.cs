using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>All imported rows as text, in the order of their natural keys.</summary>
internal static class Dump
{
    private static readonly Type[] Imported = [typeof(Account), typeof(EnergyService), typeof(Statement), typeof(Charge), typeof(LedgerEntry), typeof(Reading), typeof(IntervalDay), typeof(MeterChannel)];

    /// <param name="withIds">Two runs give other ids and batches to the same rows; one run must keep them.</param>
    public static async Task<string> OfAsync(PortalApp portal, string retailer, bool withIds = true) => await portal.ReadAsync(retailer, db => OfAsync(db, withIds));

    private static async Task<string> OfAsync(PortalDb db, bool withIds)
    {
        var text = new StringBuilder();
        foreach (var type in Imported)
        {
            var entity = db.Model.FindEntityType(type)!;
            var columns = Columns(entity, entity).Where(column => withIds || column is not ("Id" or "BatchId")).ToList();
            var key = entity.GetIndexes().First(index => index.IsUnique).Properties.Select(property => property.GetColumnName());
            var connection = db.Database.GetDbConnection();
            await db.Database.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"select {string.Join(", ", columns.Select(column => $"\"{column}\""))} from {entity.GetTableName()} order by {string.Join(", ", key.Select(column => $"\"{column}\""))}";
            await using var rows = await command.ExecuteReaderAsync();
            text.Append("== ").AppendLine(entity.GetTableName());
            while (await rows.ReadAsync())
            {
                for (var place = 0; place < rows.FieldCount; place++) text.Append(rows.GetValue(place) is byte[] bytes ? Convert.ToHexString(bytes) : rows.GetValue(place)).Append('|');
                text.AppendLine();
            }
        }
        return text.ToString();
    }

    private static IEnumerable<string> Columns(IEntityType entity, IEntityType table) =>
        entity.GetProperties().Where(property => !property.IsShadowProperty()).Select(property => property.GetColumnName(StoreObjectIdentifier.Table(table.GetTableName()!))!)
            .Concat(entity.GetNavigations().Where(part => part.TargetEntityType.IsOwned()).SelectMany(part => Columns(part.TargetEntityType, table)));
}
