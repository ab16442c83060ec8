using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.ContactUs;

/// <summary>A file of a ticket, to be saved: never shown in the browser, whatever it is.</summary>
internal static class ContactFileAnswer
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/contact/{reference}/files/{file:guid}", Send).RequireAuthorization(Policies.Customer);

    private static async Task<Results<FileStreamHttpResult, NotFound>> Send(string reference, Guid file, HttpContext context, Customer customer, PortalDb db, DataFolder folder, RetailerScope scope, CancellationToken stop) =>
        Of(await db.ContactLogs.For(customer).SeenBy(customer).Where(log => log.Reference == reference).SelectMany(log => log.Messages).Where(message => !message.IsInternal)
            .SelectMany(message => message.Files).SingleOrDefaultAsync(one => one.Id == file, stop), context, folder, scope.Current);

    /// <param name="file">Null where there is none that may be seen.</param>
    public static Results<FileStreamHttpResult, NotFound> Of(ContactFile? file, HttpContext context, DataFolder folder, Retailer retailer)
    {
        if (file is null || TakenFiles.PathOf(folder, retailer.Id, file) is var path && !File.Exists(path)) return TypedResults.NotFound();
        // RFC 6266: the name in full as filename*, and in ASCII for who does not know that.
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        BrandFiles.Disarm(context);
        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return TypedResults.Stream(content, file.Kind switch { "pdf" => "application/pdf", "png" => "image/png", "jpg" => "image/jpeg", _ => "text/plain; charset=utf-8" });
    }
}

/// <summary>A file under its message: "meter.jpg, 1.4 MB".</summary>
internal sealed record FilePage(string Name, string Size, string Href)
{
    /// <param name="under">The ticket's page, from the root of the portal: "/contact/LUM-2026-000001".</param>
    public static IReadOnlyList<FilePage> Of(ContactMessage message, string under, Words.Wording words) =>
        [.. message.Files.OrderBy(file => file.Id).Select(file => new FilePage(file.Name, ContactFiles.SizeIn(file.Bytes, words), Links.To($"{under}/files/{file.Id:N}")))];
}
