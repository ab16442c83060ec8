using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Payments;

/// <summary>One payment: what it did in the ledger, and what Stripe told of it.</summary>
internal static class PaymentDetail
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/admin/payments/{payment:guid}", Show).ForOffice(Policies.SeePayments);
        portal.MapPost("/admin/payments/{payment:guid}/ask", Ask).ForOffice(Policies.SeePayments);
    }

    private static async Task<IResult> Show(Guid payment, HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, IAntiforgery antiforgery, CancellationToken stop)
    {
        if (await db.PaymentAttempts.OfEveryAccount().AsNoTracking().SingleOrDefaultAsync(one => one.Id == payment, stop) is not { } attempt) return TypedResults.NotFound();
        var words = scope.Current.Wording;
        var said = new OfficeTime(words, calendar);
        var entries = await db.Ledger.OfEveryAccount().AsNoTracking().Where(entry => entry.AccountNumber == attempt.AccountNumber
            && (entry.SourceId.StartsWith(attempt.Reference) || entry.Source == PaymentFacts.Source && entry.Comments.Contains(attempt.Reference))).OrderBy(entry => entry.Id).ToListAsync(stop);
        var events = await db.StripeEvents.AsNoTracking().Where(one => one.AttemptId == payment || attempt.IntentId != "" && one.IntentId == attempt.IntentId).OrderBy(one => one.ReceivedAt).ToListAsync(stop);
        var back = await db.PaymentReturns.OfEveryAccount().AsNoTracking().Where(one => one.AttemptId == payment).OrderBy(one => one.At).ToListAsync(stop);
        var tokens = antiforgery.GetAndStoreTokens(context);
        List<Fact> facts =
        [
            new("Amount", $"{words.Money(attempt.Amount)} {words.Currency.Code}"), new("Account", attempt.AccountNumber), new(words.Word("Statement"), attempt.StatementNumber), new("Kind", PaymentWords.Kind(attempt.Kind)),
            new("Begun", said.Of(attempt.CreatedAt)), new("Paid", attempt.PaidAt is { } paid ? said.Of(paid) : ""), new("Paid with", attempt.With().Text), new("Receipt to", attempt.Email),
            new("Last decline", attempt.Failure), new("Stripe payment", attempt.IntentId), new("Stripe session", attempt.SessionId),
        ];
        return new Page<Model>("BackOffice/Payments/PaymentDetail", attempt.Reference, new Model(attempt.Reference, PaymentWords.Name(attempt.State), PaymentWords.Tone(attempt.State), [.. facts.Where(fact => fact.Text != "")],
            [.. entries.Select(entry => new Line(words.ShortDate(entry.On), entry.Description, words.Money(entry.Amount), entry.SourceId))],
            [.. back.Select(one => new Return(PaymentWords.Name(one.State), PaymentWords.Tone(one.State), words.Money(one.Amount), said.Of(one.At), one.Reason.Replace('_', ' '), one is { AnswerBy: { } by, State: ReturnState.Disputed or ReturnState.Inquiry } ? $"Answer in Stripe until {said.Of(by)}" : "", one.Id))],
            [.. events.Select(one => new Line(said.Of(one.ReceivedAt), one.Type, one.State.ToString(), one.Id))],
            Links.To("/admin/payments"), Links.To($"/admin/payments/{attempt.Id:N}/ask"), new FormToken(tokens.FormFieldName, tokens.RequestToken ?? "")), frame: FrameKind.Office);
    }

    private static async Task<IResult> Ask(Guid payment, HttpContext context, SettlePayment settle, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        try
        {
            if (await settle.RunAsync(payment, stop) is not { } attempt) return TypedResults.NotFound();
            await trail.NoteNowAsync("Payments", "Asked Stripe", attempt.Reference, $"/admin/payments/{payment:N}", account: attempt.AccountNumber);
            notices.Put(context, "good", $"Stripe was asked: the payment is {PaymentWords.Name(attempt.State).ToLowerInvariant()}.");
        }
        catch (Stripe.StripeException fault) when (fault.HttpStatusCode == System.Net.HttpStatusCode.NotFound)
        {
            notices.Put(context, "bad", "Stripe does not know this payment under the keys of today. Look in the dashboard of the account that it was made in.");
        }
        catch (Exception fault) when (StripeFault.Is(fault, stop) || fault is InvalidOperationException)
        {
            notices.Put(context, "bad", "Stripe gave no answer. Nothing has changed.");
        }
        return TypedResults.LocalRedirect(Links.To($"/admin/payments/{payment:N}"));
    }

    internal sealed record Model(
        string Reference, string State, string Tone, IReadOnlyList<Fact> Facts, IReadOnlyList<Line> Entries, IReadOnlyList<Return> Returns, IReadOnlyList<Line> Events, string BackHref, string AskAction, FormToken Token);
    internal sealed record Fact(string Label, string Text);
    internal sealed record Return(string State, string Tone, string Amount, string At, string Reason, string AnswerBy, string Id);
    internal sealed record Line(string When, string What, string Text, string Id);
}
