using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Http;

namespace OrchardCore.Portal.Pages;

/// <param name="IsNumber">A number may begin with a minus; a text that does could be read as a formula.</param>
internal readonly record struct CsvValue(string Text, bool IsNumber);

/// <summary>
/// Rows as a CSV download: RFC 4180, UTF-8 with a mark so that Excel reads it as such. A text that a spreadsheet would take for a formula
/// gets an apostrophe in front (OWASP ASVS 5, 1.2.10).
/// </summary>
internal sealed class CsvAnswer(string fileName, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<CsvValue>> rows) : IResult
{
    private static readonly CsvWriterOptions Dialect = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public async Task ExecuteAsync(HttpContext context)
    {
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        await using var csv = CsvWriter.Create(context.Response.Body, Dialect, leaveOpen: true);
        foreach (var heading in headings) csv.WriteField(heading);
        await csv.EndRecordAsync(context.RequestAborted);
        await foreach (var row in rows.WithCancellation(context.RequestAborted))
        {
            foreach (var value in row)
            {
                if (value.IsNumber && decimal.TryParse(value.Text, CultureInfo.InvariantCulture, out var number)) csv.WriteField(number, default);
                else csv.WriteField(value.Text);
            }
            await csv.EndRecordAsync(context.RequestAborted);
        }
    }
}
