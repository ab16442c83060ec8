using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;
using UglyToad.PdfPig.Writer;

namespace OrchardCore.Portal.Payments.Receipts;

/// <summary>A receipt to keep: who was paid, how much, when, with what, and what went back since. Only for what the ledger has.</summary>
internal static class ReceiptPdf
{
    private const string Quiet = "#566072";

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/pay/{payment:guid}/receipt.pdf", Send).RequireAuthorization(Policies.Customer);

    private static async Task<Results<FileContentHttpResult, NotFound>> Send(Guid payment, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, HttpContext context, CancellationToken stop)
    {
        if (await db.PaymentAttempts.For(customer).SingleOrDefaultAsync(one => one.Id == payment, stop) is not { WasPaid: true } attempt) return TypedResults.NotFound();
        var account = await db.Accounts.For(customer).SingleAsync(stop);
        var back = await db.Ledger.For(customer).Where(entry => entry.Source == PaymentFacts.Source && entry.Kind == LedgerKind.Refund && entry.Comments.Contains(attempt.Reference)).ToListAsync(stop);
        context.Response.Headers.ContentDisposition = $"inline; filename=\"receipt-{attempt.Reference}.pdf\"";
        return TypedResults.Bytes(Write(scope.Current, Facts(attempt, account, back, scope.Current.Wording, calendar), attempt), "application/pdf");
    }

    private static List<(string Label, string Text)> Facts(PaymentAttempt attempt, Account account, List<LedgerEntry> back, Wording words, RetailerCalendar calendar)
    {
        var sum = new Money(back.Sum(entry => entry.Amount.Minor));
        List<(string, string)> facts =
        [
            ("Receipt", attempt.Reference),
            ("Paid on", attempt.PaidAt is { } paid ? words.LongDate(calendar.DayOf(paid)) : ""),
            ("Paid with", attempt.With().Text),
            ("Account", attempt.AccountNumber),
            ("Name", account.CompanyName != "" ? account.CompanyName : $"{account.FirstName} {account.LastName}".Trim()),
            (words.Word("Statement"), attempt.StatementNumber),
            ("Amount", $"{words.Money(attempt.Amount)} {words.Currency.Code}"),
            ("Sent back since", sum.IsPositive ? words.Money(sum) : ""),
        ];
        return [.. facts.Where(fact => fact.Item2 != "")];
    }

    private static byte[] Write(Retailer retailer, List<(string Label, string Text)> facts, PaymentAttempt attempt)
    {
        using var stream = new MemoryStream();
        using (var pdf = new PdfDocumentBuilder(stream, false, PdfWriterType.Default, 1.7, new BillTokens(retailer.Culture)))
        {
            pdf.DocumentInformation.Title = $"{retailer.Name} receipt {attempt.Reference}";
            pdf.DocumentInformation.Author = retailer.Name;
            pdf.DocumentInformation.Creator = pdf.DocumentInformation.Producer = "OrchardCore.Portal";
            var sheet = new BillSheet(pdf, retailer.Brand.DisplayFont);
            sheet.Box(0, 834, 595.3, 8, retailer.Brand.Colour);
            sheet.At = 788;
            sheet.Text(retailer.Name, 21, BillSheet.Left, sheet.Fonts.Display, retailer.Brand.Colour);
            sheet.TextEnd("Receipt", 12, BillSheet.Right, sheet.Fonts.Strong);
            sheet.At -= 16;
            sheet.Text(string.Join(" · ", new[] { retailer.LegalName, retailer.Abn == "" ? "" : $"ABN {retailer.Abn}", retailer.Contact.Phone }.Where(part => part != "")), 8.5, BillSheet.Left, colour: Quiet);
            sheet.At -= 12;
            sheet.Rule(sheet.At, colour: retailer.Brand.Colour, width: 1.2);
            sheet.At -= 44;
            sheet.Text(retailer.Wording.Money(attempt.Amount), 30, BillSheet.Left, sheet.Fonts.Display);
            sheet.At -= 18;
            sheet.Text("Paid, with thanks", 11, BillSheet.Left, colour: Quiet);
            sheet.At -= 34;
            foreach (var (label, text) in facts)
            {
                sheet.Text(label, 10, BillSheet.Left, colour: Quiet);
                sheet.Text(text, 10, BillSheet.Left + 130, sheet.Fonts.Strong);
                sheet.Rule(sheet.At - 6, colour: "#e3e7ee");
                sheet.At -= 21;
            }
        }
        return stream.ToArray();
    }
}
