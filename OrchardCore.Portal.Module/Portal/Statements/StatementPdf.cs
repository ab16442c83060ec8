using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Statements;

/// <summary>The invoice as a file: the retailer's own where it gave one, else the portal's. Nothing is kept on the way (no-store, from Guard).</summary>
internal static class StatementPdf
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/statements/{number}/pdf", Send).RequireAuthorization(Policies.Customer);

    private static async Task<Results<FileStreamHttpResult, FileContentHttpResult, NotFound>> Send(
        string number, Customer customer, PortalDb db, RetailerScope scope, DataFolder folder, HttpContext context, ILoggerFactory logs, CancellationToken stop)
    {
        if (await db.Statements.For(customer).SingleOrDefaultAsync(s => s.Number == number, stop) is not { } statement) return TypedResults.NotFound();
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{FileName(scope.Current.Name, number)}\"";
        if (statement.PdfFile != "")
        {
            if (await StoredAsync(folder.Of(scope.Current.Id, "pdfs", Path.GetFileName(statement.PdfFile)), stop) is { } stored) return TypedResults.Stream(stored, "application/pdf");
            logs.CreateLogger("OrchardCore.Portal.Statements").StoredPdfUnusable(statement.Id);
        }
        return TypedResults.Bytes(BillPdf.Write(await Bills.OfAsync(db, customer, scope.Current, statement, stop), scope.Current), "application/pdf");
    }

    /// <summary>Null where there is no such file, or it is none that a reader could open: it must begin and end as a PDF does.</summary>
    private static async Task<FileStream?> StoredAsync(string path, CancellationToken stop)
    {
        if (!File.Exists(path)) return null;
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous);
        if (await HoldsAsync(file, 0, "%PDF-", stop) && await HoldsAsync(file, Math.Max(0, file.Length - 1024), "%%EOF", stop))
        {
            file.Position = 0;
            return file;
        }
        await file.DisposeAsync();
        return null;
    }

    private static async Task<bool> HoldsAsync(FileStream file, long from, string mark, CancellationToken stop)
    {
        var bytes = new byte[1024];
        file.Position = from;
        var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
        return Encoding.Latin1.GetString(bytes, 0, read).Contains(mark, StringComparison.Ordinal);
    }

    /// <summary>"Lumen-Energy-90017343.pdf": letters, digits and hyphens, so that it needs no escaping in a header.</summary>
    private static string FileName(string retailer, string number) =>
        string.Join('-', new string([.. $"{retailer} {number}".Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)) + ".pdf";
}

internal static partial class StatementLog
{
    [LoggerMessage(1501, LogLevel.Warning, "The stored PDF of statement {Statement} is missing or damaged; the portal's own was sent instead")]
    public static partial void StoredPdfUnusable(this ILogger log, int statement);
}
