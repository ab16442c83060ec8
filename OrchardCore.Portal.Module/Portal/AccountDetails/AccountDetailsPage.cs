using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>Who the account belongs to and how to reach them: a card each, saved on its own.</summary>
internal static class AccountDetailsPage
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/account", Show).RequireAuthorization(Policies.Customer);
        portal.MapPost("/account/{card}", Save).RequireAuthorization(Policies.Customer);
    }

    private static async Task<Page<Model>> Show(HttpContext context, Customer customer, PortalDb db, RetailerScope scope, PastLooks looks, CancellationToken stop)
    {
        var account = await db.Accounts.For(customer).SingleAsync(stop);
        return ToPage(context, account, customer, scope.Current, await Approvals.OfAsync(db, stop), null, null, await WaitingAsync(db, customer, stop), await looks.BesideDetailsAsync(customer, stop));
    }

    private static async Task<Results<Page<Model>, RedirectHttpResult, NotFound>> Save(
        string card, HttpContext context, Customer customer, PortalDb db, RetailerScope scope, DetailChanges changes, PastLooks looks, Notices notices, CancellationToken stop)
    {
        var account = await db.Accounts.ToChangeFor(customer).SingleAsync(stop);
        var approvals = await Approvals.OfAsync(db, stop);
        if (DetailCards.Of(account, customer, scope.Current, approvals).FirstOrDefault(one => one.Key == card && one.IsOpenFor(account)) is not { } asked) return TypedResults.NotFound();

        var form = Fill(asked, account, await Form.SentAsync(context, stop));
        var changed = asked.Details.Where(detail => detail.IsOpenFor(account))
            .Select(detail => new DetailChange(detail, detail.Read(account), detail.Tidy(form[detail.Name]))).Where(change => change.New != change.Old).ToList();
        // Another tab, or the retailer, was there in between: what is there now is said, and saving again replaces it knowingly.
        if (form.IsGood && changed.Count > 0 && form["version"] != VersionOf(asked, account)) form.RefuseAll(ChangedMeanwhile(changed));
        if (form.IsGood)
        {
            try
            {
                var notice = await changes.TakeAsync(account, customer, changed, stop);
                notices.Put(context, notice.Tone, notice.Text);
                return TypedResults.LocalRedirect(Links.To("/account"));
            }
            catch (DbUpdateConcurrencyException)
            {
                form.RefuseAll("These details were changed by somebody else in this very moment. Look at them, and save again.");
            }
        }
        return ToPage(context, account, customer, scope.Current, approvals, asked, form, await WaitingAsync(db, customer, stop), await looks.BesideDetailsAsync(customer, stop));
    }

    private static Form Fill(DetailCard card, Account account, Form form)
    {
        foreach (var detail in card.Details)
        {
            form.Field(detail.ToField(account));
            if (form[detail.Name] is { Length: > 0 } value && detail.Check(value) is { } fault) form.Refuse(detail.Name, fault);
        }
        if (form.IsSent) card.Whole(form);
        return form;
    }

    private static string ChangedMeanwhile(IEnumerable<DetailChange> changed) =>
        "These details have changed since you opened the page. "
        + string.Join(" ", changed.Select(change => change.Old == "" ? $"{change.Detail.Label} is now empty." : $"{change.Detail.Label} is now {change.Old}."))
        + " Save again to replace that by what stands here.";

    /// <summary>What the card showed when it was opened, in short.</summary>
    private static string VersionOf(DetailCard card, Account account) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', card.Details.Select(detail => detail.Read(account))))))[..16];

    private static Task<List<WaitingChange>> WaitingAsync(PortalDb db, Customer customer, CancellationToken stop) =>
        db.AskedChanges.For(customer).WaitingIn(db.ContactLogs.For(customer).SeenBy(customer)).OrderBy(one => one.CreatedAt).ToListAsync(stop);

    private static Page<Model> ToPage(
        HttpContext context, Account account, Customer customer, Retailer retailer, Approvals approvals, DetailCard? sent, Form? form, IReadOnlyList<WaitingChange> waiting, IReadOnlyList<PastLook> looks)
    {
        var words = retailer.Wording;
        Card CardOf(DetailCard card)
        {
            var page = (sent?.Key == card.Key ? form! : Fill(card, account, Form.Fresh(context))).ToPage($"/account/{card.Key}", words.Word("Save changes"));
            var at = 0;
            return new(card.Key, words.Word(card.Title), card.Text, VersionOf(card, account), card.IsOpenFor(account), page,
                [.. card.Lines.Select(line => new Line([.. line.Select(_ => page.Fields[at++])]))],
                [.. waiting.SelectMany(one => card.Details.Where(detail => detail.Name == one.Change.Detail).Select(detail => new Waiting(words.Word(detail.Label), one.Change.New, one.Reference, Links.To($"/contact/{one.Reference}"))))]);
        }
        return new("AccountDetails/AccountDetailsPage", words.Word("Account Details"), new Model(words.Word("Account Details"),
            account.IsClosed ? "This account is closed. You can still say how we reach you, and where letters go." : $"Account {account.AccountNumber}. Each part is saved on its own.",
            [.. DetailCards.Of(account, customer, retailer, approvals).Select(CardOf)], customer.Email, Links.To("/account/password"), retailer.Name, looks));
    }

    internal sealed record Model(string Title, string Lead, IReadOnlyList<Card> Cards, string SignInEmail, string PasswordHref, string Retailer, IReadOnlyList<PastLook> Looks);
    internal sealed record Card(string Id, string Title, string Text, string Version, bool CanSave, FormPage Form, IReadOnlyList<Line> Lines, IReadOnlyList<Waiting> Waiting);
    internal sealed record Line(IReadOnlyList<FormField> Fields);

    /// <summary>What was asked for and is not decided yet.</summary>
    internal sealed record Waiting(string Label, string New, string Reference, string Href);
}
